// The way from the first view to one's requests, where there are any, with what is new among them.

import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect, useMemo } from '../ui/hooks.ts';
import { BUBBLE, Icon } from '../ui/icon.tsx';
import css from './my-requests.css?inline';
import { MyRequestsModel } from './my-requests-model.ts';

/** Of the tab's own so many are looked at for news. */
const MOST = 5;

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
  const now = mine.state.value;
  if (now.is !== 'ready' && now.is !== 'failed') return null;
  const unread = now.is === 'ready' ? now.requests.reduce((sum, one) => sum + one.unread, 0) : 0;
  return (
    <button type="button" class="line" onClick={() => app.panel.go({ view: 'requests' })}>
      <Icon d={BUBBLE} />
      <span>
        {app.words.titles.requests}
        {unread > 0 && <span class="new">{words.unread(unread)}</span>}
      </span>
    </button>
  );
}
