// The one question under an article, and what follows each answer.
import { createModel, signal } from '@preact/signals-core';
import type { VoteReason } from '../../contract/usage-events.ts';
import type { Article } from '../articles/article-model.ts';
import type { App } from '../shell/app-context.ts';
import type { VoteStateName } from '../view-states.ts';

const DEFAULT_SAMPLE = 3;

export const VoteModel = createModel((app: App, article: Article, slug: string) => {
  const state = signal<VoteStateName>('asking');
  const reason = signal<VoteReason | null>(null);
  const comment = signal('');
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
      state.value = sample > 0 && app.env.random() < 1 / sample ? 'intent' : 'thanked';
    },
    no() {
      vote('no');
      app.emit('vote', { slug, value: 'no' });
      state.value = 'reasons';
    },
    choose(value: VoteReason) {
      reason.value = value;
    },
    say(words: string) {
      comment.value = words;
    },
    /** The last vote counts, so reason and comment come as a vote again. */
    sendNote() {
      if (reason.value || comment.value.trim()) vote('no');
      state.value = 'noted';
    },
    write() {
      if (reason.value || comment.value.trim()) vote('no');
      const message = comment.value.trim();
      app.openForm({ entry: 'after_no_vote', ...(message ? { prefill: { message } } : {}) });
    },
    answerIntent(wouldHave: boolean) {
      app.recorder.record({ type: 'intent_answered', would_have_contacted: wouldHave });
      state.value = 'thanked';
    },
  };
});
export type Vote = InstanceType<typeof VoteModel>;
