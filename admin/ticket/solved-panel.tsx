// In place of the solve panel once a request has ended: what answered it, what that counts as, and the way back.
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { Moment } from '../ui/time.tsx';
import { ArticleName } from './article-name.tsx';
import { CountsAsNotice } from './counts-as.tsx';
import { isAskedAgain } from './second-reading.tsx';
import { labelOf } from './with-changes.ts';

/** Whether the request's status ends it. */
export function hasEnded(ticket: TicketDetail, desk: Desk): boolean {
  return desk.statuses.some(({ key, ends }) => ends && key === ticket.status);
}

/** What somebody concluded when they closed it. */
function Conclusions({ ticket, desk }: { ticket: TicketDetail; desk: Desk }) {
  return (
    <>
      <dt>Answer</dt>
      <dd>
        {labelOf(desk.answer_states, ticket.answer_state) ?? 'Nobody said what answers it'}
        {ticket.answer_links.map((article) => (
          <span key={article.slug} class="block">
            <ArticleName article={article} />
          </span>
        ))}
      </dd>
      <dt>Done</dt>
      <dd>{labelOf(desk.resolution_codes, ticket.resolution_code) ?? 'Not said'}</dd>
      <dt>Root cause</dt>
      <dd>{labelOf(desk.root_causes, ticket.root_cause) ?? 'Not said'}</dd>
    </>
  );
}

export function SolvedPanel({
  ticket,
  desk,
  next,
  onMove,
}: {
  ticket: TicketDetail;
  desk: Desk;
  /** The next request of the view, or null. */
  next: number | null;
  onMove: (status: string) => void;
}) {
  const [back] = ticket.allowed_next;
  return (
    <section class="panel" aria-labelledby="solved-head">
      <div class="hd">
        <h2 class="h-sec" id="solved-head">
          {ticket.status_label}
        </h2>
        {ticket.solved_at && (
          <p class="small muted">
            <Moment at={ticket.solved_at} />
          </p>
        )}
      </div>
      <div class="bd stack3">
        {isAskedAgain(ticket) && (
          <p class="withheld">What answered it, and what was done, is shown after your second reading.</p>
        )}
        <dl class="props">
          {!isAskedAgain(ticket) && <Conclusions ticket={ticket} desk={desk} />}
          <dt>Time spent</dt>
          <dd>{ticket.handling_minutes === null ? 'Not noted' : `${ticket.handling_minutes} min`}</dd>
        </dl>
        {ticket.counts_as && <CountsAsNotice counting={{ is: 'known', counts: ticket.counts_as }} isPast />}
        {next !== null && (
          <a class="btn primary full" href={`/admin/requests/${next}`}>
            Next request <kbd>J</kbd>
          </a>
        )}
        {back && ticket.may.answer && !ticket.is_merged && (
          <button type="button" class="btn full" onClick={() => onMove(back)}>
            Open it again
          </button>
        )}
      </div>
    </section>
  );
}
