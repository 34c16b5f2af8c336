// Merging a request into another: which one, what will happen, and only then the button.
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { QueueRow, TicketPage } from '../../contract/api/queue.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { get, send, wordsOf } from '../api-client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { requesterName } from './ticket-words.ts';

type Found =
  | { is: 'nothing' }
  | { is: 'searching' }
  | { is: 'found'; rows: QueueRow[] }
  | { is: 'failed'; words: string };

const QUIET_MS = 250;
const SHOWN = 8;

export function MergeDialog({
  ticket,
  path,
  onMerged,
  onClose,
}: {
  ticket: TicketDetail;
  path: string;
  /** Gets the number of the request that stays. */
  onMerged: (into: number) => void;
  onClose: () => void;
}) {
  const query = useSignal('');
  const found = useSignal<Found>({ is: 'nothing' });
  const chosen = useSignal<QueueRow | null>(null);
  const failure = useSignal<string | null>(null);
  const isMerging = useSignal(false);
  const mergeButton = useRef<HTMLButtonElement>(null);

  // The row that was chosen is gone: the focus goes on to what comes next.
  useLayoutEffect(() => {
    if (chosen.value) mergeButton.current?.focus();
  }, [chosen.value]);

  useEffect(() => {
    const words = query.value.trim();
    if (words === '') {
      found.value = { is: 'nothing' };
      return;
    }
    found.value = { is: 'searching' };
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await get<TicketPage>('v1/admin/tickets', { q: words, limit: SHOWN + 1 }, { signal: stop.signal });
      if (stop.signal.aborted) return;
      found.value = answer.ok
        ? { is: 'found', rows: answer.value.tickets.filter(({ number }) => number !== ticket.number).slice(0, SHOWN) }
        : { is: 'failed', words: wordsOf(answer) };
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query.value]);

  const merge = async () => {
    const into = chosen.value?.number;
    if (!into || isMerging.value) return;
    isMerging.value = true;
    const answer = await send<TicketDetail>('POST', `${path}/merge`, { into });
    isMerging.value = false;
    if (answer.ok) onMerged(into);
    else failure.value = wordsOf(answer);
  };

  return (
    <Dialog title={`Merge ${ticket.number} into another request`} onClose={onClose}>
      <div class="stack4">
        {failure.value && <ProblemNotice words={failure.value} />}
        {chosen.value ? (
          <WhatWillHappen ticket={ticket} into={chosen.value} />
        ) : (
          <>
            <TextField
              label="Number or words of the other request"
              hint="The other one stays; this one is read there from then on."
              value={query.value}
              onInput={(value) => {
                query.value = value;
              }}
              type="search"
              hasFocus
            />
            <FoundList
              found={found.value}
              onChoose={(row) => {
                failure.value = null;
                chosen.value = row;
              }}
            />
          </>
        )}
        <div class="row wrap dialog-foot">
          {chosen.value ? (
            <>
              <button
                type="button"
                class="btn"
                onClick={() => {
                  chosen.value = null;
                }}
              >
                Choose another
              </button>
              <button
                type="button"
                ref={mergeButton}
                class="btn primary"
                aria-disabled={isMerging.value}
                onClick={merge}
              >
                {isMerging.value ? 'Merging…' : `Merge into ${chosen.value.number}`}
              </button>
            </>
          ) : (
            <button type="button" class="btn" onClick={onClose}>
              Leave it as it is
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function FoundList({ found, onChoose }: { found: Found; onChoose: (row: QueueRow) => void }) {
  if (found.is === 'nothing') return null;
  if (found.is === 'searching') return <p class="muted small">Searching…</p>;
  if (found.is === 'failed') return <ProblemNotice words={found.words} />;
  if (found.rows.length === 0) return <p class="muted small">No request has these words or this number.</p>;
  return (
    <ul class="merge-list" aria-label="Requests found">
      {found.rows.map((row) => (
        <li key={row.number}>
          <button type="button" class="merge-row" onClick={() => onChoose(row)}>
            <span class="num muted">{row.number}</span>
            <span class="grow">
              <b class="clip block" dir="auto">
                {row.subject}
              </b>
              <span class="small muted">
                {requesterName({ name: row.requester_name, email: row.requester_email })} · {row.status_label}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function WhatWillHappen({ ticket, into }: { ticket: TicketDetail; into: QueueRow }) {
  const name = requesterName(ticket.requester);
  return (
    <div class="stack3">
      <p>
        <b>{ticket.number}</b> <span dir="auto">{ticket.subject}</span>
      </p>
      <p>
        goes into <b>{into.number}</b> <span dir="auto">{into.subject}</span>
      </p>
      <ul class="what-happens small">
        <li>Every message, file, note and line of history of {ticket.number} is kept, and shown there in its place.</li>
        <li>
          {ticket.number} is closed as a duplicate. A reply to it reaches {into.number}.
        </li>
        <li>{name} keeps the number and the key, and sees their own words and our answers from now on.</li>
        <li>Both count as one question in the figures. It can be taken apart again for three days.</li>
      </ul>
    </div>
  );
}
