// What typed words of a site are scrubbed with on the server, beside what is always taken out: the rules of its language and
// the organisation's own patterns (METHOD 2.5.3).
import type { ScrubOptions } from '../../contract/scrub.ts';
import type { Settings } from './settings-schema.ts';

const patternsOf = new WeakMap<Settings, Map<string, readonly RegExp[]>>();

/** @param locale what the person reads, where it is known; else the site's own language counts. */
export function scrubOptionsOf(settings: Settings, site: string, locale?: string): ScrubOptions {
  const bySite = patternsOf.get(settings) ?? new Map<string, readonly RegExp[]>();
  patternsOf.set(settings, bySite);
  const extra = bySite.get(site) ?? (settings.sites[site]?.scrub ?? []).map((source) => new RegExp(source, 'giu'));
  bySite.set(site, extra);
  return { locale: locale ?? settings.default_locale, extra };
}
