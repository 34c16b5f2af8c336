// How a request moves from status to status: types and the one question that both sides ask; the statuses are settings.

/** By status, those that may follow it. */
export type WorkflowSteps = Readonly<Record<string, readonly string[]>>;

/** Who can be named in `by:`; those who only read move nothing. */
export const MOVERS = ['admin', 'agent', 'specialist', 'requester'] as const;
export type Mover = (typeof MOVERS)[number];

/** What a move can require: to be on the request already, or to be given with the move. `answer` is an answer state or a resolution. */
export const REQUIRABLE_FIELDS = [
  'answer',
  'answer_state',
  'resolution_code',
  'root_cause',
  'note',
  'assignee',
  'target_group',
  'kind',
  'handling_minutes',
] as const;
export type RequirableField = (typeof REQUIRABLE_FIELDS)[number];

/** One way on from the present status, as the API tells it, so that a button can say why it cannot be pressed. */
export interface Move {
  status: string;
  /** For the team. */
  label: string;
  /** For the requester, in the language of the request. */
  public_label: string;
  /** Everything that this move asks for. */
  requires: RequirableField[];
  /** What of it the request does not have yet, and has to be given. */
  missing: RequirableField[];
  /** Who may do it; null for everybody who may answer the request. */
  by: Mover[] | null;
  /** Whether the person who asked may do it. */
  may: boolean;
  /** A sentence where they may not. */
  why_not: string | null;
}

/**
 * The statuses that may follow `status`. A status that the workflow does not have (any more) may go back to the start or
 * to review, so that no request is ever stuck.
 */
export function allowedNext(steps: WorkflowSteps, status: string): readonly string[] {
  return steps[status] ?? ['submitted', 'in_review'].filter((known) => known in steps);
}
