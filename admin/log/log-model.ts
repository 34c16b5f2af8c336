// Writing down one request: the draft, the articles that may answer it, sending it once, and what comes after.
import { computed, createModel, signal } from '@preact/signals';
import type { Desk } from '../../contract/api/desk.ts';
import { isRefusedWith, type Refusal, send, wordsOf } from '../api-client.ts';
import { createArticleSearch } from '../articles/article-search-model.ts';
import { announce } from '../ui/announce.tsx';
import {
  bodyOf,
  dropDraft,
  emptyDraft,
  keepDraft,
  keptDraft,
  type LogDraft,
  type LogField,
  minutesOf,
  problemsIn,
} from './log-draft.ts';
import { newUuid } from './new-uuid.ts';

export type LogState =
  | { state: 'writing' }
  | { state: 'sending' }
  | { state: 'failed'; words: string }
  /** `isReadable` is false where it went to people who alone may read it. */
  | { state: 'saved'; number: number; isReadable: boolean };

type Problems = Partial<Record<LogField, string>>;

const OFFERED = 3;
const FIELD_OF_POINTER: Record<string, LogField> = {
  handling_minutes: 'minutes',
  reply: 'said',
  answer: 'answered',
  assignee: 'answered',
};
const FIELDS: readonly string[] = ['channel', 'message', 'name', 'email', 'category'];

export const LogModel = createModel((desk: Desk) => {
  const kept = keptDraft(desk, Date.now());
  const draft = signal<LogDraft>(kept ?? emptyDraft(desk, Date.now()));
  const state = signal<LogState>({ state: 'writing' });
  const problems = signal<Problems>({});
  const isFromBefore = signal(kept !== null);
  const now = signal(Date.now());
  const search = createArticleSearch(desk, desk.locale, { most: OFFERED, asYouType: false });
  search.type(draft.value.message);

  const set = (change: Partial<LogDraft>) => {
    draft.value = { ...draft.value, ...change };
    keepDraft(desk, draft.value);
    // A sentence goes while typing mends what it is about.
    const still = problemsIn(draft.value, now.value);
    problems.value = Object.fromEntries(
      Object.keys(problems.value).flatMap((field) => {
        const words = still[field as LogField];
        return words ? [[field, words]] : [];
      }),
    );
    if (state.value.state === 'failed') state.value = { state: 'writing' };
  };
  const begin = () => {
    draft.value = emptyDraft(desk, Date.now());
    now.value = Date.now();
    problems.value = {};
    isFromBefore.value = false;
    state.value = { state: 'writing' };
    search.type('');
  };
  const refuse = (refusal: Refusal) => {
    const found: Problems = {};
    for (const { pointer, detail } of refusal.problem?.errors ?? []) {
      const top = pointer.split('/')[1] ?? '';
      const field = FIELD_OF_POINTER[top] ?? (FIELDS.includes(top) ? (top as LogField) : undefined);
      if (field) found[field] ??= detail;
    }
    problems.value = found;
    if (isRefusedWith(refusal, 'idempotency_mismatch')) {
      draft.value = { ...draft.value, key: newUuid() };
      keepDraft(desk, draft.value);
      const words =
        'What you sent first was stored, before you changed it: look in the queue. Saving again makes another one.';
      state.value = { state: 'failed', words };
    } else state.value = { state: 'failed', words: wordsOf(refusal) };
  };

  return {
    draft: computed(() => draft.value),
    state: computed(() => state.value),
    problems: computed(() => problems.value),
    /** It was begun earlier in this tab. */
    isFromBefore: computed(() => isFromBefore.value),
    minutes: computed(() => minutesOf(draft.value, now.value)),
    search,
    set,
    /** Lets the timer's minutes go on. */
    tick() {
      now.value = Date.now();
    },
    /** Throws the draft away. */
    startOver() {
      dropDraft();
      begin();
    },
    begin,
    /** @returns the first field to mend, or null when it was sent, whatever the answer. */
    async save(): Promise<LogField | null> {
      if (state.value.state === 'sending' || state.value.state === 'saved') return null;
      now.value = Date.now();
      problems.value = problemsIn(draft.value, now.value);
      const [first] = Object.keys(problems.value) as LogField[];
      if (first) return first;
      state.value = { state: 'sending' };
      const body = bodyOf(draft.value, desk, now.value);
      // From here on the timer stands: the same key has to come with the same words.
      draft.value = { ...draft.value, minutes: String(body.handling_minutes) };
      keepDraft(desk, draft.value);
      const headers = { 'idempotency-key': draft.value.key };
      const answer = await send<{ number: number; subject?: string }>('POST', 'v1/admin/tickets', body, { headers });
      if (!answer.ok) {
        refuse(answer);
        return (Object.keys(problems.value)[0] as LogField | undefined) ?? null;
      }
      dropDraft();
      const { number, subject } = answer.value;
      state.value = { state: 'saved', number, isReadable: subject !== undefined };
      announce(`Saved as request ${number}.`);
      return null;
    },
  };
});
export type Log = InstanceType<typeof LogModel>;
