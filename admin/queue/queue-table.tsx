// The list at a desk: a grid whose rows take the focus, so that whoever listens hears place and subject of each.
import type { QueueRow } from '../../contract/api/queue.ts';
import { rowSentence } from './queue-words.ts';
import {
  DueView,
  RowAssignee,
  RowKind,
  RowKindButton,
  RowMarks,
  RowSecondLine,
  RowStatus,
  teamWords,
} from './row-parts.tsx';

export interface QueueListProps {
  caption: string;
  rows: readonly QueueRow[];
  total: number;
  now: number;
  current: number | null;
  selected: ReadonlySet<number>;
  /** Null for somebody who may not change what they read. */
  onSelect: ((number: number, isRange: boolean) => void) | null;
  /** Asks for the kind of a request; null for somebody who may not say it. */
  onKind: ((number: number) => void) | null;
  onGoTo: (number: number) => void;
  onOpen: (number: number) => void;
}

export function QueueTable(props: QueueListProps) {
  const { caption, rows, total, current, onSelect } = props;
  const tabStop = current ?? rows[0]?.number;
  return (
    <div class="panel qtable">
      <table
        class="tbl qtbl"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are moved through by keys
        role="grid"
        aria-label={caption}
        aria-rowcount={total + 1}
        aria-multiselectable={onSelect ? true : undefined}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th class="c-box">
              <span class="sr">Select</span>
            </th>
            <th class="c-number">No.</th>
            <th>Request</th>
            <th class="c-kind">Kind</th>
            <th class="c-status">Status</th>
            <th class="c-team">Team</th>
            <th class="c-due">Due</th>
            <th class="c-whose">
              <span class="sr">Whose</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <TableRow key={row.number} {...props} row={row} at={at} isTabStop={row.number === tabStop} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableRow(props: QueueListProps & { row: QueueRow; at: number; isTabStop: boolean }) {
  const { row, at, isTabStop, total, now, current, selected, onSelect, onKind, onGoTo, onOpen } = props;
  const isSelected = selected.has(row.number);
  const looks = [row.unread ? '' : 'read', row.number === current ? 'cur' : '', isSelected ? 'chosen' : ''];
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <tr
      id={`request-${row.number}`}
      class={looks.filter(Boolean).join(' ')}
      tabIndex={tabIndex}
      aria-rowindex={at + 2}
      aria-selected={onSelect ? isSelected : undefined}
      aria-label={rowSentence(row, { at, total }, now)}
      onFocus={() => onGoTo(row.number)}
      onClick={(event) => {
        if ((event.target as Element).closest('a, button, label, input')) return;
        if (event.shiftKey && onSelect) onSelect(row.number, true);
        else if (String(getSelection()) === '') onOpen(row.number);
      }}
    >
      <td class="c-box">
        {onSelect && (
          <label>
            <input
              type="checkbox"
              tabIndex={tabIndex}
              aria-label={`Select ${row.number}`}
              checked={isSelected}
              onClick={(event) => {
                event.preventDefault();
                onSelect(row.number, event.shiftKey);
              }}
            />
          </label>
        )}
      </td>
      <td class="num muted">{row.number}</td>
      <td>
        <div class="request-cell">
          <span class="t">
            <RowMarks row={row} />
            <a class="clip" href={`/admin/requests/${row.number}`} tabIndex={tabIndex} dir="auto" title={row.subject}>
              {row.unread && <span class="sr">Unread: </span>}
              {row.subject}
            </a>
          </span>
          <span class="u clip">
            <RowSecondLine row={row} />
          </span>
        </div>
      </td>
      <td>
        {onKind && !row.second_reading ? (
          <RowKindButton row={row} tabIndex={tabIndex} onAsk={() => onKind(row.number)} />
        ) : (
          <RowKind row={row} />
        )}
      </td>
      <td>
        <RowStatus row={row} />
      </td>
      <td>{teamWords(row)}</td>
      <td class="num">
        <DueView row={row} now={now} />
      </td>
      <td class="c-whose">
        <RowAssignee row={row} />
      </td>
    </tr>
  );
}
