// Says on every page that what stands in this database is invented, where it is.
import { session } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';

export function DemoNotice() {
  const now = session.value;
  if (now.state !== 'ready' || !now.desk.demo) return null;
  return (
    <aside class="notice demo-notice" aria-label="Demo">
      <Icon name="flag" />
      <span>
        Demo: these people, requests and figures are invented. <code>fingerpost demo --remove</code> takes them out.
      </span>
    </aside>
  );
}
