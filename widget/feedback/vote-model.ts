// The one question under an article, and what follows each answer.
import { createModel, signal } from '@preact/signals-core';
import type { VoteReason } from '../../contract/usage-events.ts';
import type { Article } from '../articles/article-model.ts';
import type { App } from '../shell/app-context.ts';
import type { VoteStateName } from '../view-states.ts';

/** What somebody has begun to say about an article, as the tab keeps it. */
interface KeptVote {
  slug: string;
  state: VoteStateName;
  reason: VoteReason | null;
  comment: string;
}
const KEPT = 'vote';

const DEFAULT_SAMPLE = 3;

export const VoteModel = createModel((app: App, article: Article, slug: string) => {
  const found = app.store.get<KeptVote>(KEPT);
  const before = found?.slug === slug ? found : undefined;
  // What is opened to be read begins with the article; what only comes back after a page load is as it was.
  const isBack = !app.panel.mayFocus.value;
  const state = signal<VoteStateName>((isBack && before?.state) || 'asking');
  const reason = signal<VoteReason | null>(before?.reason ?? null);
  const comment = signal(before?.comment ?? '');
  const go = (next: VoteStateName) => {
    state.value = next;
    keep();
  };
  const keep = () => {
    const isOver = state.value === 'noted' || state.value === 'thanked';
    const now: KeptVote = { slug, state: state.value, reason: reason.value, comment: comment.value };
    app.store.set(KEPT, isOver ? undefined : now);
  };
  const vote = (value: 'yes' | 'no') => {
    const words = comment.value.trim();
    app.recorder.record({
      type: 'answer_voted',
      view_id: article.viewId.value,
      value,
      ...(value === 'no' && reason.value ? { reason: reason.value } : {}),
      ...(value === 'no' && words ? { comment: words.slice(0, 500) } : {}),
    });
  };
  return {
    state,
    reason,
    comment,
    yes() {
      vote('yes');
      app.emit('vote', { slug, value: 'yes' });
      const sample = app.help.state.value.site?.intent_sample ?? DEFAULT_SAMPLE;
      go(sample > 0 && app.env.random() < 1 / sample ? 'intent' : 'thanked');
    },
    no() {
      vote('no');
      app.emit('vote', { slug, value: 'no' });
      go('reasons');
    },
    /** Back to the article and its question, to read on or to vote otherwise; false where that is what is shown. */
    reopen(): boolean {
      const isAfter = state.value !== 'asking';
      go('asking');
      return isAfter;
    },
    choose(value: VoteReason) {
      reason.value = value;
      keep();
    },
    say(words: string) {
      comment.value = words;
      keep();
    },
    /** The last vote counts, so reason and comment come as a vote again. */
    sendNote() {
      if (reason.value || comment.value.trim()) vote('no');
      go('noted');
    },
    write() {
      if (reason.value || comment.value.trim()) vote('no');
      const message = comment.value.trim();
      // The form has the words now.
      app.store.set(KEPT, undefined);
      app.openForm({ entry: 'after_no_vote', ...(message ? { prefill: { message } } : {}) });
    },
    answerIntent(wouldHave: boolean) {
      app.recorder.record({ type: 'intent_answered', would_have_contacted: wouldHave });
      go('thanked');
    },
  };
});
export type Vote = InstanceType<typeof VoteModel>;
