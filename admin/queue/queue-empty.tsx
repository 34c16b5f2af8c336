// A list with nothing in it: why, and the one thing to do about it.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TicketPage } from '../../contract/api/queue.ts';
import { get } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { filledKinds } from './filter-kinds.ts';
import { type Asked, addressOf, asView, withFilters } from './queue-address.ts';
import { emptyWords } from './queue-words.ts';

export function QueueEmpty({ asked }: { asked: Asked }) {
  const { filters, view, isChanged } = asked;
  const total = useSignal<number | null>(null);
  useEffect(() => {
    // Whether there is anything at all; where this is not answered, the plain sentence stands.
    void get<TicketPage>('v1/admin/tickets', { limit: 1 }).then((answer) => {
      total.value = answer.ok ? answer.value.total : null;
    });
  }, []);
  if (total.value === 0) return <NoRequestsYet />;
  if (filters.q) {
    return (
      <div class="panel empty">
        <h2 class="h-sec">Nothing here for “{filters.q}”.</h2>
        <p class="muted">
          We looked in subjects, messages, names, mail addresses and numbers
          {filledKinds(filters).length > 0 && ', within the filters above'}.
        </p>
        <p class="row wrap">
          <a class="btn" href={addressOf(withFilters(asked, { q: null }))}>
            Clear the search
          </a>
          {filledKinds(filters).length > 0 && (
            <a class="btn plain" href={`/admin?q=${encodeURIComponent(filters.q)}`}>
              Search in everything
            </a>
          )}
        </p>
      </div>
    );
  }
  if (isChanged) {
    return (
      <div class="panel empty">
        <h2 class="h-sec">No request fits these filters.</h2>
        <p>
          <a class="btn" href={view ? addressOf(asView(view)) : '/admin'}>
            {view ? `Back to “${view.name}”` : 'Clear the filters'}
          </a>
        </p>
      </div>
    );
  }
  return (
    <div class="panel empty">
      <h2 class="h-sec">{emptyWords(view?.id ?? null)}</h2>
      <p class="muted">New requests show up here by themselves.</p>
    </div>
  );
}

function NoRequestsYet() {
  const { me, desk } = signedInAs();
  if (desk.me.role === 'specialist') {
    return (
      <div class="panel empty">
        <h2 class="h-sec">No request is yours.</h2>
        <p class="muted">Specialists see the requests that somebody gave to them. They show up here by themselves.</p>
      </div>
    );
  }
  return (
    <div class="panel empty">
      <h2 class="h-sec">No requests yet.</h2>
      <p class="muted">
        Requests come from Help on your pages, from the help centre, and from what you log here. Send one yourself to
        see the whole way it takes.
      </p>
      <p class="row wrap">
        <a class="btn primary" href="/demo" target="_blank" rel="noreferrer">
          Open the demo page
        </a>
        <a class="btn" href="/help" target="_blank" rel="noreferrer">
          Open the help centre
        </a>
        {me.can.log_tickets && (
          <a class="btn plain" href="/admin/requests/new">
            Log a request
          </a>
        )}
      </p>
    </div>
  );
}
