// The saved views with their counts: a list beside the queue, a row that scrolls on a phone.
import type { View } from '../../contract/api/queue.ts';
import { addressOf, asView } from './queue-address.ts';
import { figure } from './queue-words.ts';

export function ViewsNav({ views, current }: { views: readonly View[]; current: string | null }) {
  const groups = [
    { title: 'Views', views: views.filter(({ shipped }) => shipped) },
    { title: 'Mine', views: views.filter(({ shipped, shared }) => !shipped && !shared) },
    { title: 'Shared', views: views.filter(({ shipped, shared }) => !shipped && shared) },
  ];
  return (
    <nav class="views" aria-label="Views">
      {groups
        .filter((group) => group.views.length > 0)
        .map((group) => (
          <div key={group.title}>
            <h2>{group.title}</h2>
            {group.views.map((view) => (
              <a
                key={view.id}
                href={addressOf(asView(view))}
                aria-current={view.id === current ? 'true' : undefined}
                title={view.name}
              >
                <span class="clip">{view.name}</span>
                <span class="n num">{view.count === null ? '' : figure(view.count)}</span>
              </a>
            ))}
          </div>
        ))}
    </nav>
  );
}
