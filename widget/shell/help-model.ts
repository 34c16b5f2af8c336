// Loads what help needs to start: the site, and what finds articles in the reader's language; then what makes it better.
import { createModel, signal } from '@preact/signals-core';
import type { Site } from '../../contract/api/site.ts';
import type { ApiClient, EarlyAnswers } from '../api-client.ts';
import { type Finder, servedFinder } from '../search/finder.ts';
import { loadFirst, type Places, restOf, shippedFinder } from '../search/shipped-index.ts';

/** A site may be known although nothing can be found: people can still write. */
export type HelpState =
  | { is: 'loading'; site: Site | null }
  | { is: 'ready'; site: Site; locale: string; finder: Finder; kb: Places }
  | { is: 'failed'; site: Site | null };

/** Where the help panel is. */
export interface HelpDeps {
  api: ApiClient;
  /** Locales in the reader's order of preference. */
  wished: string[];
  /** The path of the host page. */
  path(): string;
  audience: string;
}

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

export const HelpModel = createModel(({ api, wished, path, audience }: HelpDeps, early?: EarlyAnswers) => {
  const state = signal<HelpState>({ is: 'loading', site: null });
  /** Rises when another part of the index has arrived and answers may be better. */
  const version = signal(0);
  /** A part of the index could not be loaded: less is found than could be. */
  const isWeaker = signal(false);

  let addRest: () => Promise<void>;

  const loadRest = async () => {
    isWeaker.value = false;
    await addRest().catch(() => {
      isWeaker.value = true;
    });
  };
  const load = async () => {
    state.value = { is: 'loading', site: state.value.site };
    isWeaker.value = false;
    const begun = early;
    early = undefined;
    const answer = await api.readSite(begun?.site);
    const site = answer.ok ? answer.value : state.value.site;
    const locale = site && chooseLocale(site, wished);
    const kb = site?.kb[locale ?? ''];
    try {
      if (!site || !locale || !kb) throw new Error('no site');
      const reader = { locale, path: path(), audience: audience || undefined };
      const ready = { is: 'ready' as const, site, locale, kb };
      if (kb.search === 'served') {
        const finder = await servedFinder(api, reader);
        if (!finder) throw new Error('no start');
        state.value = { ...ready, finder };
        return;
      }
      const index = await loadFirst(api, kb, begun?.index);
      state.value = { ...ready, finder: shippedFinder(index, reader, site.popular) };
      addRest = restOf(api, kb, index, () => {
        version.value++;
      });
      await loadRest();
    } catch {
      state.value = { is: 'failed', site };
    }
  };
  return {
    state,
    version,
    isWeaker,
    load,
    /** Another try for the parts that are missing. */
    loadRest,
  };
});
export type Help = InstanceType<typeof HelpModel>;
