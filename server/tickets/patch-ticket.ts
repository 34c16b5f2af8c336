// Changes what people decide about a request: who has it, where it belongs, how bad it is, what kind it is.
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canRouteTicket, type Viewer } from '../people/permissions.ts';
import { placeRequestAnew } from '../phrases/ticket-phrase.ts';
import { recountSessionsOf } from '../rollups/recount-sessions.ts';
import { nowText, type Services } from '../services.ts';
import { classifyTicket } from './classify-ticket.ts';
import { drawForSecondReading } from './draw-second-reading.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';
import { storedReasons } from './suspect-spam.ts';
import { workflowAt } from './workflow-of.ts';

const ROUTING_FIELDS = ['assignee', 'target_group', 'category', 'priority', 'suspected_spam'] as const;

/** @throws AppError not_allowed; unknown_name with the place and what is allowed there. */
export async function patchTicket(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  viewer: Viewer,
  patch: PatchTicket,
): Promise<void> {
  if (ROUTING_FIELDS.some((field) => patch[field] !== undefined) && !canRouteTicket(viewer, ticket)) {
    throw new AppError('not_allowed');
  }
  const { settings, clock } = services;
  const changes: Partial<TicketRow> = {};
  if (patch.assignee !== undefined) changes.assignee_id = await assigneeId(trx, patch.assignee);
  if (patch.target_group !== undefined) {
    if (patch.target_group !== null) oneOf('/target_group', patch.target_group, Object.keys(settings.target_groups));
    changes.target_group = patch.target_group;
    changes.resolver_group = patch.target_group;
  }
  if (patch.category !== undefined) {
    oneOf('/category', patch.category, Object.keys(settings.categories));
    const isRestricted = settings.categories[patch.category]?.restricted === true;
    // Leaving a restricted category would show the words to everybody, entering one may lock out who moves it.
    if (isRestricted && !viewer.restrictedCategories.includes(patch.category) && viewer.role !== 'admin')
      throw new AppError('not_allowed');
    changes.category = patch.category;
    changes.restricted = Number(isRestricted);
  }
  if (patch.enquiry_type !== undefined) {
    changes.enquiry_type = patch.enquiry_type;
  }
  if (changes.category !== undefined || changes.enquiry_type !== undefined)
    changes.workflow = workflowAt(settings, { ...ticket, ...changes }, ticket.status);
  if (patch.priority !== undefined) {
    changes.priority = patch.priority;
    changes.priority_reason = `Priority set by ${viewer.name}`;
  }
  if (patch.severity !== undefined) changes.severity = patch.severity;
  if (patch.root_cause !== undefined) {
    if (patch.root_cause !== null) oneOf('/root_cause', patch.root_cause, settings.root_causes);
    changes.root_cause = patch.root_cause;
  }
  if (patch.handling_minutes !== undefined) changes.handling_minutes = patch.handling_minutes;
  if (patch.kind !== undefined) {
    changes.kind_confirmed = patch.kind;
    changes.kind_confirmed_by = viewer.id;
    changes.kind_confirmed_at = nowText(clock);
  }
  if (patch.other_kind !== undefined) changes.other_kind = patch.other_kind;
  if (patch.sub_kind !== undefined) changes.sub_kind_confirmed = patch.sub_kind;
  // What it was suspected for stays as long as nobody says otherwise.
  if (patch.demand_type !== undefined) changes.demand_type = patch.demand_type;
  if (patch.suspected_spam === false) changes.spam_reasons = null;
  else if (patch.suspected_spam) changes.spam_reasons = ticket.spam_reasons ?? storedReasons(['by_hand']);

  await trx
    .updateTable('ticket')
    .set({ ...changes, version: ticket.version + 1, updated_at: nowText(clock) })
    .where('id', '=', ticket.id)
    .execute();
  // After the row, so that each line belongs to the version that it made.
  for (const [field, to] of Object.entries(changes)) {
    const from = ticket[field as keyof TicketRow];
    if (from === to || field.endsWith('_by') || field.endsWith('_at')) continue;
    await addHistory(trx, services, {
      ticketId: ticket.id,
      actor: viewer.id,
      what: field,
      from: textOf(from),
      to: textOf(to),
    });
  }
  if (changes.restricted !== undefined && changes.restricted !== ticket.restricted)
    await placeRequestAnew(trx, ticket.id);
  if (changes.category !== undefined && (changes.restricted === 1 || ticket.restricted === 1))
    await recountSessionsOf(trx, settings, ticket.id);
  if (patch.kind !== undefined) await drawForSecondReading(trx, services, ticket.id);
  await classifyTicket(trx, ticket.id);
}

async function assigneeId(trx: Trx, email: string | null): Promise<string | null> {
  if (email === null) return null;
  const agent = await trx
    .selectFrom('agent')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .where('disabled', '=', 0)
    .where('role', 'in', ['admin', 'agent', 'specialist'])
    .executeTakeFirst();
  if (agent) return agent.id;
  const gone = await trx
    .selectFrom('agent')
    .select('disabled')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  const why = gone?.disabled
    ? 'This person does not work here any more; choose somebody else.'
    : 'Nobody who answers requests has this address.';
  throw new AppError('unknown_name', { detail: why, errors: [{ pointer: '/assignee', detail: why }] });
}

function oneOf(pointer: string, found: string, allowed: readonly string[]): void {
  if (!allowed.includes(found))
    throw new AppError('unknown_name', { errors: [{ pointer, detail: `Use one of: ${allowed.join(', ')}.` }] });
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
