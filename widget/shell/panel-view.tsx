// The panel: a dialog beside the page with a head, one view, and its way back.

import { FindFoot, FindView, fetchNothing } from '../search/find-view.tsx';
import { useEffect, useRef } from '../ui/hooks.ts';
import { BACK, CLOSE, Icon } from '../ui/icon.tsx';
import { useApp } from './app-context.ts';
import { LaterView, type StepView } from './later-view.tsx';

const fetchReading = (): Promise<StepView> =>
  import('../articles/article-view.tsx').then((module) => module.ArticleView);
const LATER: Record<string, () => Promise<StepView>> = {
  article: fetchReading,
  form: () => import('../requests/form-view.tsx').then((module) => module.FormView),
  sent: () => import('../requests/sent-view.tsx').then((module) => module.SentView),
  request: () => import('../requests/request-view.tsx').then((module) => module.RequestView),
  requests: () => import('../requests/my-requests-view.tsx').then((module) => module.MyRequestsView),
};

/** Fetches ahead of time the code of what is likely to come next. */
export function warmNextViews(): void {
  fetchReading()
    .then(fetchNothing)
    .catch(() => undefined);
}

/** The whole panel; hidden, not gone, while it is closed, so that nothing typed is lost. */
export function PanelView({ title }: { title(): string }) {
  const app = useApp();
  const { panel, words, help } = app;
  const step = panel.top.value;
  const { view } = step.place;
  const body = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  if (shown.current !== step) {
    shown.current.scroll = body.current?.scrollTop ?? 0;
    shown.current.focused = app.root.activeElement;
    shown.current = step;
  }
  useEffect(() => {
    if (body.current) body.current.scrollTop = step.scroll;
    // A view that has a better place for the focus takes it when it comes.
    if (view !== 'find' && panel.mayFocus.value) head.current?.focus();
  }, [step.id, panel.mayFocus.value]);

  const later = LATER[view];
  const name = words.panel(help.state.value.site?.name ?? '');
  return (
    <section
      class="panel"
      role="dialog"
      aria-label={name}
      hidden={!panel.isOpen.value}
      onKeyDown={(event) => {
        if (event.key === 'Escape') app.close();
      }}
    >
      <div class="head">
        {later ? (
          <button
            type="button"
            class="icon"
            aria-label={words.back}
            onClick={() => step.held?.back?.() || panel.back()}
          >
            <Icon d={BACK} flip />
          </button>
        ) : (
          <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 4V3l1.5-2L9 3v1zM6 14h3v9H6z" />
            <path
              class="arm"
              d="M3 5h13.6a1 1 0 0 1 .7.3l3.9 3.3a.5.5 0 0 1 0 .8l-3.9 3.3a1 1 0 0 1-.7.3H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"
            />
          </svg>
        )}
        <h2 ref={head} tabIndex={-1}>
          {later ? title() : name}
        </h2>
        <button type="button" class="icon" aria-label={words.close} onClick={app.close}>
          <Icon d={CLOSE} />
        </button>
      </div>
      <div ref={body} class="body">
        <FindView />
        {later && <LaterView key={step.id} name={view} step={step} fetchView={later} />}
      </div>
      {!later && <FindFoot />}
    </section>
  );
}
