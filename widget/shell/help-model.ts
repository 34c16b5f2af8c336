// Loads what help needs to start: the site, then the search index of the reader's language, then the articles' text.
import { createModel, signal } from '@preact/signals-core';
import type { Site } from '../../contract/api/site.ts';
import { addPassages, loadIndex, type PassagesFile, type SearchIndex } from '../../contract/search.ts';
import type { ApiClient } from '../api-client.ts';

/** A site may be known although its index could not be loaded: people can still write. */
export type HelpState =
  | { is: 'loading'; site: Site | null }
  | { is: 'ready'; site: Site; locale: string; index: SearchIndex; kb: Site['kb'][string] }
  | { is: 'failed'; site: Site | null };

/** The locale of `site` that suits best: as wished, then by language alone, then the site's own. */
export function chooseLocale(site: Site, wished: string[]): string {
  for (const wish of wished) {
    const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
    const found =
      site.locales.find((locale) => same(locale, wish)) ??
      site.locales.find((locale) => same(locale.replace(/-.*/, ''), wish.replace(/-.*/, '')));
    if (found && site.kb[found]) return found;
  }
  return site.locale;
}

export const HelpModel = createModel((api: ApiClient, wished: string[]) => {
  const state = signal<HelpState>({ is: 'loading', site: null });
  /** Rises when the articles' text has arrived and results look better. */
  const version = signal(0);

  const load = async () => {
    state.value = { is: 'loading', site: state.value.site };
    const answer = await api.readSite();
    const site = answer.ok ? answer.value : state.value.site;
    const locale = site && chooseLocale(site, wished);
    const kb = site?.kb[locale ?? ''];
    const file = kb && (await api.readIndex(kb.index));
    try {
      if (!site || !locale || !kb || !file?.ok) throw new Error('nothing to search');
      const index = loadIndex(file.value);
      state.value = { is: 'ready', site, locale, index, kb };
      const passages = await api.readIndex(kb.passages);
      if (!passages.ok) return;
      addPassages(index, passages.value as PassagesFile);
      version.value++;
    } catch {
      state.value = { is: 'failed', site };
    }
  };
  return { state, version, load };
});
export type Help = InstanceType<typeof HelpModel>;
