// Answers as somebody types, and decides what counts as one search: Enter, a result opened, or a pause of a second.
// The list is calm: it stays until there is a better one, and never changes by itself under a pointer or a chosen answer.
import { computed, createModel, signal } from '@preact/signals-core';
import type { Environment } from '../environment.ts';
import type { Recorder } from '../events/recorder.ts';
import type { Help } from '../shell/help-model.ts';
import type { Finder, Found, Hit } from './finder.ts';

export type SearchState = { is: 'idle' | 'loading' | 'failed' | 'nothing' | 'found'; hits: readonly Hit[] };

/** An answer that is shown, and the words that it answers. */
interface Shown extends Found {
  words: string;
}

const PAUSE_MS = 1_000;
const PAUSE_LETTERS = 3;
const LOOK_AGAIN_MS = 50;
const QUIET_MS = 500;
/** The server is asked when no letter has come for this long. */
const ASK_MS = 120;
const RESULTS = 10;
const LONGEST_QUERY = 200;
const NONE: readonly Hit[] = [];

export interface SearchDeps {
  help: Help;
  recorder: Recorder;
  env: Environment;
  onSearch(query: string, results: number): void;
}

export const SearchModel = createModel(({ help, recorder, env, onSearch }: SearchDeps) => {
  const query = signal('');
  const entered = signal(false);
  const active = signal(-1);
  const announced = signal(false);
  const searches = signal(0);
  const shown = signal<Shown | undefined>();
  const failed = signal(false);
  let committed: { id: string; query: string } | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setTimeout> | undefined;
  /** Counts the questions: only the newest one's answer is shown. */
  let asked = 0;
  /** The words of a question whose answer is on its way. */
  let awaited = '';
  /** The answer that the pointer was moved over; a pointer that only lies there, and somebody who types, choose nothing. */
  let pointedAt: string | undefined;
  let isChoosing = false;
  /** What the list came from: after another try it is another one. */
  let finder: Finder | undefined;
  /** A better list was kept back. */
  let held = false;

  const wordsNow = () => query.value.trim();
  const isBehind = () => shown.value?.words !== wordsNow();
  const state = computed<SearchState>(() => {
    const { is } = help.state.value;
    if (!wordsNow()) return { is: 'idle', hits: NONE };
    if (is !== 'ready') return { is, hits: NONE };
    if (failed.value) return { is: 'failed', hits: NONE };
    const hits = shown.value?.hits;
    return { is: !hits ? 'loading' : hits.length ? 'found' : 'nothing', hits: hits ?? NONE };
  });

  /** The answers; the one that was pointed at stays where it is until the pointer leaves, found or not. */
  const withPointedAt = (found: readonly Hit[]): readonly Hit[] => {
    const isPointedAt = ({ slug }: Hit) => slug === pointedAt;
    const before = shown.value?.hits ?? NONE;
    const at = before.findIndex(isPointedAt);
    const kept = before[at];
    if (!kept || !found.length) return found;
    const again = found.find(isPointedAt);
    held = !again;
    const others = found.filter((hit) => hit !== again).slice(0, RESULTS - 1);
    return [...others.slice(0, at), again ?? kept, ...others.slice(at)];
  };
  const show = (words: string, { hits, corrected }: Found) => {
    failed.value = false;
    // While letters come, a list is not taken away for a word that is not whole yet.
    if (!hits.length && shown.value?.hits.length && !announced.value) return;
    shown.value = { words, hits: withPointedAt(hits), corrected };
  };
  const askLater = (words: string, answer: () => Promise<Found | null>) => {
    const mine = ++asked;
    awaited = words;
    clearTimeout(asking);
    asking = setTimeout(
      async () => {
        const found = await answer();
        if (mine !== asked) return;
        awaited = '';
        if (found) show(words, found);
        else failed.value = true;
      },
      entered.value ? 0 : ASK_MS,
    );
  };
  /** Looks for the words in the box. */
  const look = () => {
    const { value: now } = help.state;
    const words = wordsNow();
    held = false;
    if (!words || now.is !== 'ready') {
      asked++;
      awaited = '';
      shown.value = undefined;
      return;
    }
    const options = { k: RESULTS, asYouType: !entered.value };
    const from = now.finder;
    if (from.answersAtOnce) show(words, from.find(words, options));
    else askLater(words, () => from.find(words, options));
  };
  /** Something that makes answers better has come: at once, or, in a list that is there, when nobody is about to choose. */
  const refresh = () => {
    const { value: now } = help.state;
    const isThere = now.is === 'ready' && now.finder === finder;
    if (now.is === 'ready') finder = now.finder;
    held = isThere && (isChoosing || active.value >= 0);
    if (!held) look();
  };

  /** Typing is over: what was found for all of it is shown, be it nothing. */
  const settle = () => {
    announced.value = true;
    if (isBehind() && awaited !== wordsNow()) look();
  };
  /** Records the shown answer once and gives its id; nothing without one. */
  const commit = (trigger: 'enter' | 'pause'): string | undefined => {
    clearTimeout(pause);
    const answer = shown.value;
    if (!answer) return undefined;
    const { words, hits } = answer;
    if (committed?.query === words) return committed.id;
    committed = { id: env.uuid(), query: words };
    searches.value++;
    recorder.record({
      type: 'search_performed',
      search_id: committed.id,
      query: words,
      result_count: hits.length,
      result_ids: hits.map((hit) => hit.slug),
      shown_count: Math.min(help.state.value.site?.shown_count ?? 5, hits.length),
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
    isChoosing = false;
    clearTimeout(pause);
    clearTimeout(quiet);
    quiet = setTimeout(settle, QUIET_MS);
    look();
    if (counts && text.trim().length >= PAUSE_LETTERS) pause = setTimeout(commitOnceShown, PAUSE_MS, 'pause');
  };
  /** The answer may still be on its way: the search counts when it is seen. */
  const commitOnceShown = (trigger: 'enter' | 'pause') => {
    clearTimeout(pause);
    const { is } = state.value;
    if (is === 'failed' || is === 'idle') return;
    if (isBehind()) pause = setTimeout(commitOnceShown, LOOK_AGAIN_MS, trigger);
    else commit(trigger);
  };

  return {
    query,
    state,
    /** The question as it may have been meant, or null. */
    corrected: computed(() => shown.value?.corrected ?? null),
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
      look();
      commitOnceShown('enter');
    },
    commit,
    settle,
    refresh,
    /** Another try after a failure. */
    again: look,
    move(by: number) {
      const { length } = state.value.hits;
      if (length) active.value = (active.value + by + (active.value < 0 && by < 0 ? 1 : 0) + length) % length;
    },
    choose(at: number) {
      active.value = at;
      if (held) refresh();
    },
    /** The pointer was moved over an answer, or has left the list. */
    point(slug?: string) {
      pointedAt = slug;
      isChoosing = Boolean(slug);
      if (held) refresh();
    },
    stop() {
      clearTimeout(pause);
      clearTimeout(quiet);
      clearTimeout(asking);
      asked++;
    },
  };
});
export type Search = InstanceType<typeof SearchModel>;
