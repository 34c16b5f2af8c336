// Answers as somebody types, and decides what counts as one search: Enter, a result opened, or a pause of a second.
import { computed, createModel, signal } from '@preact/signals-core';
import { type SearchHit, searchArticles } from '../../contract/search.ts';
import type { Environment } from '../environment.ts';
import type { Recorder } from '../events/recorder.ts';
import type { Help } from '../shell/help-model.ts';

export type SearchState =
  | { is: 'idle' | 'loading' | 'failed' | 'nothing'; hits: readonly SearchHit[] }
  | { is: 'found'; hits: readonly SearchHit[] };

const PAUSE_MS = 1_000;
const PAUSE_LETTERS = 3;
const LOOK_AGAIN_MS = 50;
const QUIET_MS = 500;
const RESULTS = 10;
const LONGEST_QUERY = 200;
const NONE: readonly SearchHit[] = [];

export interface SearchDeps {
  help: Help;
  recorder: Recorder;
  env: Environment;
  audience: string;
  onSearch(query: string, results: number): void;
}

export const SearchModel = createModel(({ help, recorder, env, audience, onSearch }: SearchDeps) => {
  const query = signal('');
  const entered = signal(false);
  const active = signal(-1);
  const announced = signal(false);
  const searches = signal(0);
  let committed: { id: string; query: string } | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const state = computed<SearchState>(() => {
    const words = query.value.trim();
    const { value: now } = help.state;
    if (!words) return { is: 'idle', hits: NONE };
    if (now.is !== 'ready') return { is: now.is, hits: NONE };
    help.version.value;
    const options = { k: RESULTS, asYouType: !entered.value, audience: audience || undefined };
    const hits = searchArticles(now.index, words, options);
    return { is: hits.length ? 'found' : 'nothing', hits };
  });

  /** Records the present query once and gives its id; nothing without answers to show for it. */
  const commit = (trigger: 'enter' | 'pause'): string | undefined => {
    clearTimeout(pause);
    const words = query.value.trim();
    const { hits, is } = state.value;
    if (is !== 'found' && is !== 'nothing') return undefined;
    if (committed?.query === words) return committed.id;
    committed = { id: env.uuid(), query: words };
    searches.value++;
    const now = help.state.value;
    recorder.record({
      type: 'search_performed',
      search_id: committed.id,
      query: words,
      result_count: hits.length,
      result_ids: hits.map((hit) => hit.slug),
      shown_count: Math.min(now.site?.shown_count ?? 5, hits.length),
      trigger,
    });
    onSearch(words, hits.length);
    return committed.id;
  };
  const type = (text: string, counts = true) => {
    query.value = text.slice(0, LONGEST_QUERY);
    entered.value = false;
    active.value = -1;
    announced.value = false;
    clearTimeout(pause);
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      announced.value = true;
    }, QUIET_MS);
    if (counts && text.trim().length >= PAUSE_LETTERS) pause = setTimeout(commitOnceShown, PAUSE_MS, 'pause');
  };
  /** The index may still be on its way: the search counts when its answers are seen. */
  const commitOnceShown = (trigger: 'enter' | 'pause') => {
    clearTimeout(pause);
    if (state.value.is === 'loading') pause = setTimeout(commitOnceShown, LOOK_AGAIN_MS, trigger);
    else commit(trigger);
  };

  return {
    query,
    state,
    /** Place of the chosen answer in the list, -1 for none. */
    active,
    /** The count may be read out: typing has been quiet for half a second. */
    announced,
    /** How many searches counted. */
    searches,
    /** New words in the box; they count as a search after a pause, unless they only come back after a page load. */
    type,
    /** Enter in the box. */
    enter() {
      entered.value = true;
      announced.value = true;
      commitOnceShown('enter');
    },
    commit,
    move(by: number) {
      const { length } = state.value.hits;
      if (length) active.value = (active.value + by + (active.value < 0 && by < 0 ? 1 : 0) + length) % length;
    },
    choose(at: number) {
      active.value = at;
    },
    stop() {
      clearTimeout(pause);
      clearTimeout(quiet);
    },
  };
});
export type Search = InstanceType<typeof SearchModel>;
