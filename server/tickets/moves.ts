// What a request may do next: each status that can follow, who may move it there, and what has to be given for it.
import type { ChangeStatus } from '../../contract/api/admin-tickets.ts';
import type { Move, Mover, RequirableField } from '../../contract/workflow.ts';
import { AppError } from '../errors.ts';
import { canAnswerTicket, type Viewer } from '../people/permissions.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { nextStatuses, publicStatus, rulesOfMove, statusLabel } from './workflow-of.ts';

/** Who moves a request: somebody who works here, its requester, or the product itself. */
export type MoveActor = Viewer | 'requester' | 'system';

/** What comes with a move. */
export type GivenWithMove = Partial<ChangeStatus> & { handling_minutes?: number | undefined };

const MISSING_WORDS: Record<RequirableField, { pointer: string; detail: string }> = {
  answer: { pointer: '/answer_state', detail: 'Use one of: article, no_article, not_knowledge.' },
  answer_state: { pointer: '/answer_state', detail: 'Use one of: article, no_article, not_knowledge.' },
  resolution_code: { pointer: '/resolution_code', detail: 'Say how it was resolved.' },
  root_cause: { pointer: '/root_cause', detail: 'Say what the root cause was.' },
  note: { pointer: '/note', detail: 'Say why, in a sentence for the history.' },
  assignee: { pointer: '/assignee', detail: 'Give the request to somebody first.' },
  target_group: { pointer: '/target_group', detail: 'Give the request to a team first.' },
  kind: { pointer: '/kind', detail: 'Confirm the kind of the request first.' },
  handling_minutes: { pointer: '/handling_minutes', detail: 'Write down the minutes that it took.' },
};

/** Every way on from the present status, also those that this person may not go, in the order of the settings. */
export function movesOf(settings: Settings, ticket: TicketRow, actor: MoveActor): Move[] {
  return nextStatuses(settings, ticket).map((status) => {
    const { by, requires } = rulesOfMove(settings, ticket, status);
    const whyNot = refusal(settings, ticket, actor, status);
    return {
      status,
      label: statusLabel(settings, status),
      public_label: publicStatus(settings, status, ticket.locale),
      requires: [...requires],
      missing: missingFields(ticket, requires, {}),
      by: by && [...by],
      may: whyNot === null,
      why_not: whyNot,
    };
  });
}

/** The statuses that this actor may move the request to. */
export function allowedMoves(settings: Settings, ticket: TicketRow, actor: MoveActor): string[] {
  return nextStatuses(settings, ticket).filter((status) => refusal(settings, ticket, actor, status) === null);
}

/** Whether the product may move the request by itself: the workflow has the step, and nothing that it needs is missing. */
export function canMoveByItself(settings: Settings, ticket: TicketRow, status: string): boolean {
  const { requires } = rulesOfMove(settings, ticket, status);
  return nextStatuses(settings, ticket).includes(status) && missingFields(ticket, requires, {}).length === 0;
}

/**
 * Refuses a move that the workflow does not have, that is not for this actor, or that lacks something.
 * What a move needs is asked of those who work here: a requester who says that it is solved owes us no field.
 * @throws AppError unknown_status, transition_not_allowed (with what is allowed and who may), answer_missing or
 * fields_missing naming each pointer.
 */
export function requireMove(
  settings: Settings,
  ticket: TicketRow,
  actor: MoveActor,
  change: GivenWithMove & { status: string },
): void {
  const { status } = change;
  if (!(status in settings.statuses)) {
    throw new AppError('unknown_status', {
      errors: [{ pointer: '/status', detail: `Use one of: ${Object.keys(settings.statuses).join(', ')}.` }],
    });
  }
  const next = nextStatuses(settings, ticket);
  const whyNot = next.includes(status) ? refusal(settings, ticket, actor, status) : null;
  if (whyNot !== null || !next.includes(status)) {
    const moves = movesOf(settings, ticket, actor);
    const allowed = moves.filter((move) => move.may);
    const canGo = allowed.length > 0 ? `It can be moved to: ${allowed.map(({ label }) => label).join(', ')}.` : '';
    const why =
      whyNot ??
      `"${statusLabel(settings, status)}" cannot follow "${statusLabel(settings, ticket.status)}".${
        next.length === 0 ? ' Nothing can.' : ''
      }`;
    throw new AppError('transition_not_allowed', {
      detail: `${why} ${canGo}`.trim(),
      members: { allowed: allowed.map((move) => move.status), moves },
    });
  }
  if (actor === 'requester') return;
  const missing = missingFields(ticket, rulesOfMove(settings, ticket, status).requires, change);
  if (missing.length === 0) return;
  const errors = missing.map((field) => MISSING_WORDS[field]);
  if (missing[0] === 'answer' && missing.length === 1) {
    throw new AppError('answer_missing', {
      detail: 'Say what answers it: an article, no article, or that it is not a knowledge question.',
      errors,
    });
  }
  throw new AppError('fields_missing', {
    detail: `Before it can be moved to "${statusLabel(settings, status)}": ${errors.map(({ detail }) => detail).join(' ')}`,
    errors,
  });
}

/** Why this actor may not make a move that the workflow has, or null. */
function refusal(settings: Settings, ticket: TicketRow, actor: MoveActor, status: string): string | null {
  // What the product does by itself, the first reply for instance, was set off by somebody who may.
  if (actor === 'system') return null;
  if (actor !== 'requester' && !canAnswerTicket(actor, ticket)) return 'Your role does not move requests.';
  const { by } = rulesOfMove(settings, ticket, status);
  const mover: Mover | null = actor === 'requester' ? 'requester' : moverOf(actor);
  if (by === null || (mover !== null && by.includes(mover))) return null;
  return `"${statusLabel(settings, status)}" is set by: ${by.join(', ')}.`;
}

function moverOf({ role }: Viewer): Mover | null {
  return role === 'admin' || role === 'agent' || role === 'specialist' ? role : null;
}

/** What of `requires` neither the request has nor the change brings. */
function missingFields(
  ticket: TicketRow,
  requires: readonly RequirableField[],
  given: GivenWithMove,
): RequirableField[] {
  const answerState = given.answer_state ?? ticket.answer_state;
  const resolution = given.resolution_code ?? ticket.resolution_code;
  const has: Record<RequirableField, boolean> = {
    answer: answerState !== null || resolution !== null,
    answer_state: answerState !== null,
    resolution_code: resolution !== null,
    root_cause: (given.root_cause ?? ticket.root_cause) !== null,
    note: (given.note ?? '').trim() !== '',
    assignee: ticket.assignee_id !== null,
    target_group: ticket.target_group !== null,
    kind: ticket.kind_confirmed !== null,
    handling_minutes: (given.handling_minutes ?? ticket.handling_minutes) !== null,
  };
  return requires.filter((field) => !has[field]);
}
