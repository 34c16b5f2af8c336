// Beside a request: what the person asked besides, what was merged in, and its history.
import type { RefObject } from 'preact';
import type { HistoryEntry, MergedTicket, OtherTicket, TicketDetail } from '../../contract/api/ticket-work.ts';
import { Moment } from '../ui/time.tsx';
import { requesterName } from './ticket-words.ts';
import { TriedSteps } from './tried-first.tsx';

export function OtherRequests({ ticket }: { ticket: TicketDetail }) {
  const { requester_others: others } = ticket;
  if (others.count === 0) return null;
  const name = requesterName(ticket.requester);
  return (
    <section class="panel" aria-labelledby="others-head">
      <div class="hd">
        <h2 class="h-sec" id="others-head">
          Other requests of {name}
        </h2>
        <p class="small muted">
          {others.count}, {others.open === 0 ? 'all done' : `${others.open} open`}
        </p>
      </div>
      <ul class="bd stack small">
        {others.tickets.map((other) => (
          <OtherLine key={other.number} other={other} />
        ))}
      </ul>
    </section>
  );
}

function OtherLine({ other }: { other: OtherTicket }) {
  return (
    <li class="spread">
      <span class="grow">
        <a class="clip block" href={`/admin/requests/${other.number}`} dir="auto">
          {other.subject}
        </a>
        <span class="muted">
          {other.status_label} · <Moment at={other.submitted_at} />
        </span>
      </span>
      <span class="num muted">{other.number}</span>
    </li>
  );
}

export function MergedRequests({ ticket, onUnmerge }: { ticket: TicketDetail; onUnmerge: (number: number) => void }) {
  if (ticket.merged.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="merged-head">
      <div class="hd">
        <h2 class="h-sec" id="merged-head">
          Merged into this one
        </h2>
      </div>
      <ul class="bd stack3 small">
        {ticket.merged.map((one) => (
          <li key={one.number}>
            <MergedLine one={one} onUnmerge={onUnmerge} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MergedLine({ one, onUnmerge }: { one: MergedTicket; onUnmerge: (number: number) => void }) {
  return (
    <>
      <div class="spread">
        <a class="clip" href={`/admin/requests/${one.number}`} dir="auto">
          {one.subject}
        </a>
        <span class="num muted">{one.number}</span>
      </div>
      <p class="muted">
        from {requesterName(one.requester)}
        {one.merged_by && `, merged by ${one.merged_by}`}
        {one.merged_at && (
          <>
            {' · '}
            <Moment at={one.merged_at} />
          </>
        )}
      </p>
      {one.tried.state === 'attached' && one.tried.steps.length > 0 && (
        <details>
          <summary>What they tried first</summary>
          <TriedSteps steps={one.tried.steps} />
        </details>
      )}
      {one.may_unmerge && (
        <button type="button" class="linkish" onClick={() => onUnmerge(one.number)}>
          Take {one.number} apart again
        </button>
      )}
    </>
  );
}

export function HistoryPanel({
  history,
  panel,
}: {
  history: readonly HistoryEntry[];
  panel: RefObject<HTMLDetailsElement | null>;
}) {
  return (
    <section class="panel" aria-labelledby="history-head">
      <details class="history" ref={panel}>
        <summary>
          <h2 class="h-sec" id="history-head">
            History
          </h2>
          <span class="small muted">{history.length === 1 ? '1 line' : `${history.length} lines`}</span>
        </summary>
        <ol class="small">
          {history.map((entry, at) => (
            <li key={`${entry.at}${at}`}>
              <Moment at={entry.at} />
              <p dir="auto">{entry.sentence}</p>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
