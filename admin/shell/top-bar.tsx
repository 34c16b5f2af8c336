// The ways through the console: the bar on top at a desk, the bar at the bottom on a phone.
import { useLocation } from 'preact-iso/router';
import { signedInAs } from '../session-model.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { openKeySheet } from '../ui/keys.tsx';
import { Mark } from '../ui/mark.tsx';
import { Menu } from '../ui/menu.tsx';
import { signOut } from './sign-out.ts';

const LOG = '/admin/requests/new';

interface Way {
  href: string;
  label: string;
  icon: IconName;
  isHere: (path: string) => boolean;
}

/** The pages that this person may open, in order. */
function waysFor(): Way[] {
  const { can } = signedInAs().me;
  const ways: (Way & { isThere: boolean })[] = [
    {
      href: '/admin',
      label: 'Queue',
      icon: 'tray',
      isHere: (path) => path === '/admin' || (path.startsWith('/admin/requests') && path !== LOG),
      isThere: can.list_tickets,
    },
    {
      href: '/admin/gaps',
      label: 'Gaps',
      icon: 'chart',
      isHere: (path) => path.startsWith('/admin/gaps'),
      isThere: can.read_reports,
    },
    {
      href: '/admin/articles',
      label: 'Articles',
      icon: 'page',
      isHere: (path) => path.startsWith('/admin/articles'),
      isThere: can.read_reports,
    },
    {
      href: '/admin/learnt',
      label: 'Learnt',
      icon: 'book',
      isHere: (path) => path.startsWith('/admin/learnt'),
      isThere: can.veto_learnt,
    },
    {
      href: '/admin/people',
      label: 'People',
      icon: 'people',
      isHere: (path) => /^\/admin\/(people|audit|erase)/.test(path),
      isThere: can.manage_people,
    },
  ];
  return ways.filter(({ isThere }) => isThere);
}

export function TopBar() {
  const { path, route } = useLocation();
  const { me, desk } = signedInAs();
  return (
    <header class="console-top">
      <a class="brand" href="/admin">
        <Mark />
        <span>{desk.name}</span>
      </a>
      <nav class="console-nav" aria-label="Main">
        {waysFor().map((way) => (
          <a key={way.href} href={way.href} aria-current={way.isHere(path) ? 'page' : undefined}>
            {way.label}
          </a>
        ))}
      </nav>
      <div class="console-tools">
        {me.can.log_tickets && (
          <a class="btn desk-only" href={LOG}>
            Log a request <kbd>N</kbd>
          </a>
        )}
        <Menu label={`Signed in as ${me.name}`} button={<Avatar name={me.name} />}>
          <button type="button" role="menuitem" onClick={() => route('/admin/account')}>
            Your account
          </button>
          <button type="button" role="menuitem" onClick={() => openKeySheet()}>
            Keys <kbd>?</kbd>
          </button>
          <button type="button" role="menuitem" onClick={() => signOut()}>
            Sign out
          </button>
        </Menu>
      </div>
    </header>
  );
}

export function TabBar() {
  const { path } = useLocation();
  const { me } = signedInAs();
  return (
    <nav class="tabbar" aria-label="Pages">
      {waysFor().map((way) => (
        <a key={way.href} href={way.href} aria-current={way.isHere(path) ? 'page' : undefined}>
          <Icon name={way.icon} />
          {way.label}
        </a>
      ))}
      {me.can.log_tickets && (
        <a href={LOG} aria-current={path === LOG ? 'page' : undefined}>
          <Icon name="plus" />
          Log
        </a>
      )}
    </nav>
  );
}
