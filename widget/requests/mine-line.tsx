// The way from the first view to one's requests, where there are any, with what is new among them.

import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { hostWindow } from '../host-window.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect, useMemo } from '../ui/hooks.ts';
import { BUBBLE, Icon } from '../ui/icon.tsx';
import css from './my-requests.css?inline';
import { MyRequestsModel } from './my-requests-model.ts';

/** Of the tab's own so many are looked at for news. */
const MOST = 5;
/** While help was open once and is closed now: looked at so often, and only while somebody has the page in front of them. */
const LOOK_EVERY_MS = 300_000;

export function MineLine() {
  const app = useApp();
  const words = useWords('requests', enRequests);
  app.style(css);
  const { token, userRef, email } = app.person;
  const mine = useMemo(() => new MyRequestsModel(app, MOST), [token, userRef, email]);
  const open = app.panel.isOpen.value;
  const view = app.panel.top.value.place.view;
  useEffect(() => {
    if (open && view === 'find') void mine.load(true);
  }, [open, view, mine]);
  useEffect(() => {
    if (open) return undefined;
    const timer = setInterval(() => {
      if (hostWindow.document.visibilityState !== 'hidden') void mine.load(true);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [open, mine]);
  const now = mine.state.value;
  const unread = now.is === 'ready' ? now.requests.reduce((sum, one) => sum + one.unread, 0) : 0;
  const said = unread > 0 ? words.unread(unread) : '';
  useEffect(() => {
    // The launcher keeps its name: what is new is said beside it.
    const launcher = app.root.querySelector<HTMLElement>('.launch');
    if (said) launcher?.setAttribute('aria-description', said);
    else launcher?.removeAttribute('aria-description');
  }, [said]);
  if (now.is !== 'ready' && now.is !== 'failed') return null;
  return (
    <button type="button" class="line" onClick={() => app.panel.go({ view: 'requests' })}>
      <Icon d={BUBBLE} />
      <span>
        {app.words.titles.requests}
        {said && <span class="new">{said}</span>}
      </span>
    </button>
  );
}
