// The parts of a request that the table and the cards both show.
import type { QueueRow } from '../../contract/api/queue.ts';
import { signedInAs } from '../session-model.ts';
import { Avatar } from '../ui/avatar.tsx';
import { KindBadge, UrgentBadge } from '../ui/badges.tsx';
import { Icon } from '../ui/icon.tsx';
import { dueOf, triedWords, urgentReason, whoWords } from './queue-words.ts';

export function DueView({ row, now, hasBar = true }: { row: QueueRow; now: number; hasBar?: boolean }) {
  const { words, exact, isOver, used } = dueOf(row, now);
  return (
    <span title={exact}>
      <span class={`due${isOver ? ' over' : ''}`}>{words}</span>
      {hasBar && used !== null && (
        <span class={`agebar${isOver ? ' over' : ''}`} aria-hidden="true">
          <span style={{ width: `${Math.round(used * 100)}%` }} />
        </span>
      )}
    </span>
  );
}

/** What is guessed is dashed; what waits for a person's own choice shows no guess at all. */
export function RowKind({ row }: { row: QueueRow }) {
  if (row.second_reading) {
    return (
      <span class="badge suggested" title="Somebody has named its kind. Open it and say what you think.">
        <Icon name="question" />
        Second reading
      </span>
    );
  }
  if (row.kind === null || row.kind_source === 'hidden') {
    return (
      <span class="badge suggested" title="We keep our suggestion back here until somebody has chosen.">
        <Icon name="question" />
        Yours to say
      </span>
    );
  }
  return <KindBadge kind={row.kind} isConfirmed={row.kind_source === 'confirmed'} />;
}

/** The kind as a button that asks for it, for those who may say it. */
export function RowKindButton({ row, tabIndex, onAsk }: { row: QueueRow; tabIndex: number; onAsk: () => void }) {
  const title = row.kind_source === 'confirmed' ? 'Change the kind' : 'Say what kind it is';
  return (
    <button type="button" class="kind-button" tabIndex={tabIndex} title={title} onClick={onAsk}>
      <RowKind row={row} />
    </button>
  );
}

export function RowMarks({ row }: { row: QueueRow }) {
  return (
    <>
      {row.priority === 'urgent' && <UrgentBadge />}
      {row.suspected_spam && (
        <span class="badge suggested" title="It looks like spam. Its page says why.">
          <Icon name="flag" />
          Spam?
        </span>
      )}
      {row.restricted && (
        <span class="row-mark" role="img" aria-label="Restricted" title="Only its named readers see this request">
          <Icon name="lock" />
        </span>
      )}
    </>
  );
}

/** Who asked, why it is urgent, what they tried, and their first words. */
export function RowSecondLine({ row }: { row: QueueRow }) {
  const tried = triedWords(row.tried);
  const reason = urgentReason(row);
  return (
    <>
      <span dir="auto">{whoWords(row)}</span>
      {reason && (
        <>
          {' · '}
          <b class="reason" dir="auto">
            {reason}
          </b>
        </>
      )}
      {tried && ` · ${tried}`}
      {row.attachments > 0 && (
        <>
          {' · '}
          <Icon name="clip" />
          <span class="sr">Files: </span>
          {row.attachments}
        </>
      )}
      {row.snippet && (
        <>
          {' · '}
          <span dir="auto">{row.snippet}</span>
        </>
      )}
    </>
  );
}

export function RowStatus({ row }: { row: QueueRow }) {
  const { desk } = signedInAs();
  if (desk.statuses.some(({ key }) => key === row.status)) return <>{row.status_label}</>;
  return (
    <span class="badge over" title="The settings no longer have this status. Move the request to another one.">
      <Icon name="warning" />
      <span class="clip">{row.status_label}</span>
    </span>
  );
}

export function teamWords(row: QueueRow): string {
  if (row.target_group === null) return 'No team';
  return signedInAs().desk.target_groups.find(({ key }) => key === row.target_group)?.label ?? row.target_group;
}

export function RowAssignee({ row }: { row: QueueRow }) {
  const { assignee } = row;
  if (!assignee?.left) return <Avatar name={assignee ? assignee.name || assignee.email : null} />;
  const words = `${assignee.name || assignee.email} has left: this needs somebody else`;
  return (
    <span class="has-left" role="img" aria-label={words} title={words}>
      <Icon name="warning" />
    </span>
  );
}
