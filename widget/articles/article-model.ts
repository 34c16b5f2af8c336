// One article on the way: fetches it, measures its reading, and records when it is opened and left.
import { createModel, signal } from '@preact/signals-core';
import type { ArticleFile } from '../../contract/article.ts';
import type { App } from '../shell/app-context.ts';
import type { Place } from '../shell/panel-model.ts';
import { type ReadingClock, startReadingClock } from './reading-clock.ts';

export type ArticleState =
  | { is: 'loading' }
  | { is: 'ready'; article: ArticleFile }
  | { is: 'missing' }
  | { is: 'failed' };

export const ArticleModel = createModel((app: App, place: Extract<Place, { view: 'article' }>) => {
  const state = signal<ArticleState>({ is: 'loading' });
  const viewId = signal('');
  let clock: ReadingClock | undefined;
  let scrolledPct = 0;
  let inView = false;
  let jumped = false;
  let beforeLeaving: (() => void) | undefined;
  let isRenewed = false;

  const figures = () => ({ view_id: viewId.value, active_ms: clock?.activeMs() ?? 0, max_scroll_pct: scrolledPct });
  const begin = (article: ArticleFile) => {
    if (!inView || clock) return;
    viewId.value = app.env.uuid();
    scrolledPct = 0;
    app.recorder.record({
      type: 'article_opened',
      view_id: viewId.value,
      article_id: article.slug,
      revision: article.revision,
      source: place.source,
      ...(place.searchId ? { search_id: place.searchId } : {}),
      ...(place.position ? { position: place.position } : {}),
    });
    clock = startReadingClock(app.root, app.env.now, () =>
      app.recorder.record({ type: 'article_heartbeat', ...figures() }),
    );
    app.emit('article', { slug: article.slug });
  };
  const load = async () => {
    const { value: now } = app.help.state;
    state.value = { is: 'loading' };
    if (now.is === 'loading') return;
    const answer =
      now.is === 'ready'
        ? await app.api.readFile<ArticleFile>(`${now.kb.articles}${encodeURIComponent(place.slug)}.json`)
        : null;
    const isMissing = answer && !answer.ok && answer.status === 404;
    if (isMissing && !isRenewed) {
      isRenewed = true;
      // It may only be of a release that the server has no more; in that of today the view looks for it again.
      if (await app.help.renew()) return;
    }
    if (!answer?.ok || typeof answer.value?.html !== 'string') state.value = { is: isMissing ? 'missing' : 'failed' };
    else {
      begin(answer.value);
      state.value = { is: 'ready', article: answer.value };
    }
  };

  return {
    state,
    viewId,
    load,
    /** The view is shown, for the first time or again. */
    enter() {
      inView = true;
      if (state.value.is === 'ready') begin(state.value.article);
    },
    /** The view goes: hidden by another, by closing the panel, or with the page. */
    leave(source: 'user' | 'navigate' | 'unload') {
      inView = false;
      if (!clock) return;
      beforeLeaving?.();
      app.recorder.record({ type: 'article_closed', ...figures(), close_source: source });
      clock.stop();
      clock = undefined;
    },
    /** Called whenever the view goes, while what it records still belongs to this reading. */
    onLeave(act: (() => void) | undefined) {
      beforeLeaving = act;
    },
    /** Whole seconds of a film. */
    played(seconds: number) {
      app.recorder.record({ type: 'video_played', view_id: viewId.value, seconds });
    },
    scrolledTo(percent: number) {
      scrolledPct = Math.max(scrolledPct, Math.min(100, Math.round(percent)));
    },
    /** The section to jump to, the first time only: later the reader's own place counts. */
    takeSection(): string | undefined {
      if (jumped) return undefined;
      jumped = true;
      return place.section;
    },
  };
});
export type Article = InstanceType<typeof ArticleModel>;
