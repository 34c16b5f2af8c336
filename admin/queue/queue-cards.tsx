// The list on a phone: a card a request, with tick boxes only while one selects.

import type { QueueListProps } from './queue-table.tsx';
import { triedWords, urgentReason, whoWords } from './queue-words.ts';
import { DueView, RowAssignee, RowKind, RowMarks, RowStatus, teamWords } from './row-parts.tsx';

export function QueueCards({
  caption,
  rows,
  now,
  selected,
  onSelect,
  isSelecting,
}: QueueListProps & { isSelecting: boolean }) {
  return (
    <ul class="panel qcards" aria-label={caption}>
      {rows.map((row) => (
        <li key={row.number} id={`request-${row.number}`} tabIndex={-1} class={row.unread ? '' : 'read'}>
          {isSelecting && onSelect && (
            <label class="card-box">
              <input
                type="checkbox"
                aria-label={`Select ${row.number}`}
                checked={selected.has(row.number)}
                onChange={() => onSelect(row.number, false)}
              />
            </label>
          )}
          <a class="qcard" href={`/admin/requests/${row.number}`}>
            <span class="spread small muted">
              <span class="clip" dir="auto">
                {row.number} · {whoWords(row)}
              </span>
              <DueView row={row} now={now} hasBar={false} />
            </span>
            <span class="t" dir="auto">
              {row.unread && <span class="sr">Unread: </span>}
              {row.subject}
            </span>
            <span class="row wrap card-facts">
              <RowMarks row={row} />
              <RowKind row={row} />
              <span class="small muted">
                <RowStatus row={row} /> · {teamWords(row)}
              </span>
              <span class="card-whose">
                <RowAssignee row={row} />
              </span>
            </span>
            {(urgentReason(row) || triedWords(row.tried)) && (
              <span class="small muted">{[urgentReason(row), triedWords(row.tried)].filter(Boolean).join(' · ')}</span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
