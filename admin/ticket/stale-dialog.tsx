// Somebody was quicker: both versions side by side, what was written meanwhile, and what to do with one's own.
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Moment, relativeWords } from '../ui/time.tsx';
import { actorWords, type Conflict, lastChange } from './conflict.ts';
import { Message } from './conversation.tsx';

/** "Tomás changed this a minute ago. Your words are kept." */
export function quickerWords(conflict: Conflict, now: number): string {
  const last = lastChange(conflict.changed);
  const kept = conflict.myWords === null ? 'What you wanted is kept.' : 'Your words are kept.';
  return last
    ? `${last.who} changed this ${relativeWords(last.at, now)}. ${kept}`
    : `This was changed meanwhile. ${kept}`;
}

export function StaleDialog({
  conflict,
  ticket,
  onSetMine,
  onKeepTheirs,
}: {
  conflict: Conflict;
  ticket: TicketDetail;
  onSetMine: () => void;
  onKeepTheirs: () => void;
}) {
  return (
    <Dialog title={quickerWords(conflict, Date.now())} onClose={onKeepTheirs}>
      <div class="stack4 stale">
        {conflict.rows.length > 0 && (
          <div class="scroll-x">
            <table class="tbl">
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">It was</th>
                  <th scope="col">They set</th>
                  <th scope="col">You want</th>
                </tr>
              </thead>
              <tbody>
                {conflict.rows.map((row) => (
                  <tr key={row.field}>
                    <th scope="row">{row.label}</th>
                    <td>{row.was}</td>
                    <td>
                      <b>{row.theirs}</b>
                    </td>
                    <td>
                      <b>{row.mine}</b>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Changes conflict={conflict} />
        {conflict.newMessages.length > 0 && (
          <section aria-label="Written since">
            <h3 class="h-sub">Written since you began</h3>
            <ol class="conversation framed">
              {conflict.newMessages.map((message) => (
                <li key={message.id}>
                  <Message message={message} from={null} requester={ticket.requester} ticket={ticket} />
                </li>
              ))}
            </ol>
          </section>
        )}
        {conflict.myWords !== null && (
          <section aria-label="Your words">
            <h3 class="h-sub">What you wrote</h3>
            <p class="written my-words" dir="auto">
              {conflict.myWords}
            </p>
          </section>
        )}
        <div class="row wrap dialog-foot">
          <button type="button" class="btn" onClick={onKeepTheirs}>
            {conflict.myWords === null ? 'Keep theirs' : 'Go back to writing'}
          </button>
          <button type="button" class="btn" onClick={onSetMine}>
            {SET_MINE[conflict.act]}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

const SET_MINE: Record<Conflict['act'], string> = {
  change: 'Set mine',
  message: 'Send mine as well',
  move: 'Do it all the same',
};

function Changes({ conflict }: { conflict: Conflict }) {
  const inRows = new Set(conflict.rows.map(({ field }) => field));
  // Words are shown whole, below.
  const shownBelow = conflict.newMessages.length > 0 ? ['message', 'note'] : [];
  const rest = conflict.changed.filter(({ field }) => !inRows.has(field) && !shownBelow.includes(field));
  if (rest.length === 0) return null;
  return (
    <section aria-label="Changed since">
      <h3 class="h-sub">{conflict.rows.length ? 'Changed besides' : 'Changed since'}</h3>
      <ul class="small stack">
        {rest.map((change, at) => (
          <li key={`${change.field}${at}`}>
            <b>{change.label}</b>
            {change.from !== null || change.to !== null ? (
              <>
                : {change.from ?? 'nothing'} → {change.to ?? 'nothing'}
              </>
            ) : null}
            <span class="muted">
              {' '}
              · {actorWords(change.who)}, <Moment at={change.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
