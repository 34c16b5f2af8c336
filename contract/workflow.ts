// How a request moves from status to status: types and the one question that both sides ask; the statuses are settings.

/** By status, those that may follow it. */
export type WorkflowSteps = Readonly<Record<string, readonly string[]>>;

/**
 * The statuses that may follow `status`. A status that the workflow does not have (any more) may go back to the start or
 * to review, so that no request is ever stuck.
 */
export function allowedNext(steps: WorkflowSteps, status: string): readonly string[] {
  return steps[status] ?? ['submitted', 'in_review'].filter((known) => known in steps);
}
