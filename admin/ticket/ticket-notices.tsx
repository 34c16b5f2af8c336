// What is unusual about a request and has to be known before anything is done with it.
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { Icon } from '../ui/icon.tsx';
import type { TicketOnPage } from './ticket-model.ts';

export function TicketNotices({ ticket, model, desk }: { ticket: TicketDetail; model: TicketOnPage; desk: Desk }) {
  const sentences = unusualWords(ticket, desk);
  if (sentences.length === 0 && !ticket.is_merged && ticket.spam_reasons.length === 0) return null;
  return (
    <div class="stack notices">
      {ticket.is_merged && (
        <div class="notice">
          <Icon name="link" />
          <p>
            This request was merged
            {ticket.duplicate_of ? (
              <>
                {' into '}
                <a href={`/admin/requests/${ticket.duplicate_of}`}>{ticket.duplicate_of}</a>. Answer it there.
              </>
            ) : (
              ' into one that you cannot see.'
            )}
          </p>
        </div>
      )}
      {ticket.spam_reasons.length > 0 && (
        <div class="notice warn">
          <Icon name="flag" />
          <div>
            <p>
              <b>Suspected spam.</b> {ticket.spam_reasons.join(' ')}
            </p>
            {ticket.may.route && (
              <button type="button" class="btn" onClick={() => void model.patch({ suspected_spam: false })}>
                Not spam
              </button>
            )}
          </div>
        </div>
      )}
      {sentences.map((words) => (
        <div key={words} class="notice warn">
          <Icon name="warning" />
          <p>{words}</p>
        </div>
      ))}
    </div>
  );
}

function unusualWords(ticket: TicketDetail, desk: Desk): string[] {
  const words: string[] = [];
  if (!ticket.status_known) {
    const allowed = ticket.allowed_next.map((key) => desk.statuses.find((one) => one.key === key)?.label ?? key);
    words.push(
      `The settings no longer have the status “${ticket.status}”.` +
        (allowed.length ? ` Move it on to ${allowed.join(' or ')}.` : ''),
    );
  }
  if (ticket.assignee_left) {
    words.push(`${ticket.assignee_name ?? ticket.assignee} no longer works here. Give this to somebody else.`);
  }
  if (!ticket.category_known) {
    words.push(`The settings no longer have the category “${ticket.category}”. Choose another in the details.`);
  }
  return words;
}
