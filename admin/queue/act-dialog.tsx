// Choosing what to change, for one request or many: type a few letters, Enter.

import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import type { BulkChange, QueueRow } from '../../contract/api/queue.ts';
import { allowedNext } from '../../contract/workflow.ts';
import { signedInAs } from '../session-model.ts';
import { type Choice, ChoiceList } from '../ui/choose.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { requestsWords } from './queue-words.ts';

export type Act = 'assign' | 'status' | 'move' | 'priority' | 'kind';
type Change = BulkChange['change'];
type KindName = NonNullable<PatchTicket['kind']>;

const TITLES: Record<Act, string> = {
  assign: 'Assign to',
  status: 'Move to status',
  move: 'Move to category or team',
  priority: 'Priority',
  kind: 'What kind is it?',
};

interface ActDialogProps {
  act: Act;
  /** What is changed; never empty. */
  rows: readonly QueueRow[];
  onChange: (change: Change) => void;
  onKind: (kind: KindName) => void;
  onClose: () => void;
}

export function ActDialog({ act, rows, onChange, onKind, onClose }: ActDialogProps) {
  const { desk } = signedInAs();
  const what = rows.length === 1 ? `${rows[0]?.number}, ${rows[0]?.subject}` : requestsWords(rows.length);
  const choices = choicesOf(act, rows, desk);
  const choose = (key: string) => {
    onClose();
    if (act === 'kind') onKind(key as KindName);
    else onChange(changeOf(act, key));
  };
  return (
    <Dialog title={TITLES[act]} onClose={onClose}>
      <p class="small muted act-what" dir="auto">
        {what}
      </p>
      <ChoiceList label={TITLES[act]} align="inline" choices={choices} onClose={onClose} onChoose={choose} />
    </Dialog>
  );
}

const NOBODY = '-';

function changeOf(act: Exclude<Act, 'kind'>, key: string): Change {
  if (act === 'assign') return { assignee: key === NOBODY ? null : key };
  if (act === 'status') return { status: key };
  if (act === 'priority') return { priority: key === 'urgent' ? 'urgent' : 'normal' };
  const [field, value = ''] = key.split(/:(.*)/s);
  if (field === 'category') return { category: value };
  return { target_group: value === NOBODY ? null : value };
}

function choicesOf(act: Act, rows: readonly QueueRow[], desk: Desk): Choice[] {
  const isAll = (test: (row: QueueRow) => boolean) => rows.every(test);
  if (act === 'assign') {
    const others = desk.people.filter(({ assignable, email }) => assignable && email !== desk.me.email);
    const me = desk.people.find(({ assignable, email }) => assignable && email === desk.me.email);
    return [
      ...(me
        ? [{ key: me.email, label: `Me, ${me.name}`, isCurrent: isAll((row) => row.assignee?.id === me.id) }]
        : []),
      { key: NOBODY, label: 'Nobody', isCurrent: isAll((row) => row.assignee === null) },
      ...others.map(({ id, email, name }) => ({
        key: email,
        label: name || email,
        hint: email,
        isCurrent: isAll((row) => row.assignee?.id === id),
      })),
    ];
  }
  if (act === 'status') return statusChoices(rows, desk);
  if (act === 'priority')
    return (['urgent', 'normal'] as const).map((key) => ({
      key,
      label: key === 'urgent' ? 'Urgent' : 'Normal',
      isCurrent: isAll((row) => row.priority === key),
    }));
  if (act === 'kind')
    return desk.kinds
      .filter(({ key }) => key !== 'undetermined')
      .map(({ key, label }) => ({
        key,
        label,
        hint: isAll((row) => row.kind_source === 'suggested' && row.kind === key) ? 'Our suggestion' : undefined,
        isCurrent: isAll((row) => row.kind_source === 'confirmed' && row.kind === key),
      }))
      .sort((a, b) => Number(b.hint !== undefined) - Number(a.hint !== undefined));
  return [
    ...desk.categories.map(({ key, label, restricted }) => ({
      key: `category:${key}`,
      label,
      hint: restricted ? 'Category, restricted: only its named readers see it from then on' : 'Category',
      isCurrent: isAll((row) => row.category === key),
    })),
    ...desk.target_groups.map(({ key, label }) => ({
      key: `team:${key}`,
      label,
      hint: 'Team',
      isCurrent: isAll((row) => row.target_group === key),
    })),
    { key: `team:${NOBODY}`, label: 'No team', hint: 'Team', isCurrent: isAll((row) => row.target_group === null) },
  ];
}

/** What may follow comes first; the rest stays in the list, and says why it cannot be taken. */
function statusChoices(rows: readonly QueueRow[], desk: Desk): Choice[] {
  const next = new Set(
    rows.flatMap(({ status }) => {
      const knowing = Object.values(desk.workflows).filter((steps) => status in steps);
      const flows = knowing.length > 0 ? knowing : Object.values(desk.workflows);
      return flows.flatMap((steps) => allowedNext(steps, status));
    }),
  );
  const labelOf = (key: string) => desk.statuses.find((status) => status.key === key)?.label ?? key;
  const from = [...new Set(rows.map(({ status_label }) => `“${status_label}”`))].slice(0, 3).join(', ');
  const allowed = [...next].map(labelOf).join(', ');
  return desk.statuses
    .map(({ key, label }) => ({
      key,
      label,
      isCurrent: rows.every((row) => row.status === key),
      refusal:
        next.has(key) || rows.some((row) => row.status === key)
          ? null
          : `“${label}” cannot follow ${from}. Allowed: ${allowed || 'nothing'}.`,
    }))
    .sort((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null));
}
