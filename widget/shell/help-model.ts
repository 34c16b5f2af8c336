// Loads what help needs to start: the site, and what finds articles in the reader's language; then what makes it better.
import { createModel, signal } from '@preact/signals-core';
import type { Site } from '../../contract/api/site.ts';
import { bestLocale } from '../../contract/best-locale.ts';
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
  wished(): string[];
  audience(): string;
}

export const HelpModel = createModel(({ api, wished, audience }: HelpDeps, early?: EarlyAnswers) => {
  const state = signal<HelpState>({ is: 'loading', site: null });
  /** Rises when another part of the index has arrived and answers may be better. */
  const version = signal(0);
  /** A part of the index could not be loaded: less is found than could be. */
  const isWeaker = signal(false);

  let addRest: () => Promise<void>;
  /** Only the newest one counts: the language may change meanwhile. */
  let loads = 0;

  const loadRest = async () => {
    isWeaker.value = false;
    await addRest().catch(() => {
      isWeaker.value = true;
    });
  };
  const load = async () => {
    state.value = { is: 'loading', site: state.value.site };
    isWeaker.value = false;
    const mine = ++loads;
    const begun = early;
    early = undefined;
    const answer = await api.readSite(begun?.site);
    // Whatever stands between may answer in the server's place.
    const site = answer.ok && answer.value?.kb ? answer.value : state.value.site;
    if (mine !== loads) return;
    try {
      const locale = bestLocale(site?.locales ?? [], wished(), site?.locale);
      const kb = site?.kb[locale ?? ''];
      if (!site || !locale || !kb) throw new Error('no site');
      const reader = { locale, audience: audience() || undefined };
      const index = kb.search === 'served' ? null : await loadFirst(api, kb, begun?.index);
      const finder = index ? shippedFinder(index, reader) : servedFinder(api, reader);
      if (mine !== loads) return;
      state.value = { is: 'ready', site, locale, kb, finder };
      if (!index) return;
      addRest = restOf(api, kb, index, () => {
        version.value++;
      });
      await loadRest();
    } catch {
      if (mine === loads) state.value = { is: 'failed', site };
    }
  };
  /** Loads all of it anew where the articles are of another release than they were, and says whether they are. */
  const renew = async () => {
    const answer = await api.readSite();
    const isOther = answer.ok && answer.value?.kb && answer.value.release !== state.value.site?.release;
    if (isOther) void load();
    return isOther;
  };
  return {
    state,
    version,
    isWeaker,
    load,
    renew,
    /** Another try for the parts that are missing; the server may not have those of an old release any more. */
    async again() {
      await loadRest();
      if (isWeaker.value) await renew();
    },
  };
});
export type Help = InstanceType<typeof HelpModel>;
