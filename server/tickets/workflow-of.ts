// Which workflow a request takes, and what its statuses mean.
import { allowedNext, type Mover, type RequirableField, type WorkflowSteps } from '../../contract/workflow.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { inLocale } from '../settings/words-by-locale.ts';
import type { TicketRow } from './find-ticket.queries.ts';

/** The part of a request that decides how it may move. */
export type MovingTicket = Pick<TicketRow, 'workflow' | 'status' | 'category' | 'enquiry_type'>;

/** A category may choose; else problems take the path `problem` and everything else (and nothing said) the path `question`. */
export function workflowOf(settings: Settings, category: string, enquiryType: string | null): string {
  const chosen = settings.categories[category]?.workflow;
  if (chosen) return chosen;
  return enquiryType === 'problem' ? 'problem' : 'question';
}

/**
 * The workflow that a request takes once it stands in `status`: the one of its category and type, where that has this
 * status. Else it stays on the path that it is on, so that a change of category or type never leaves it in a status
 * without a way on; the next move to a status that both paths have brings it over.
 */
export function workflowAt(settings: Settings, ticket: MovingTicket, status: string): string {
  const wanted = workflowOf(settings, ticket.category, ticket.enquiry_type);
  return status in (settings.workflows[wanted] ?? {}) ? wanted : ticket.workflow;
}

/** By status those that may follow, on the path of this request; of a path that the settings no longer have, its present one. */
export function stepsOf(settings: Settings, ticket: MovingTicket): WorkflowSteps {
  const steps = Object.entries(pathOf(settings, ticket));
  return Object.assign(
    Object.create(null) as Record<string, string[]>,
    Object.fromEntries(steps.map(([from, following]) => [from, following.map(({ to }) => to)])),
  );
}

/** The statuses that may follow the present one, whoever asks. */
export function nextStatuses(settings: Settings, ticket: MovingTicket): readonly string[] {
  return allowedNext(stepsOf(settings, ticket), ticket.status);
}

/** Who may move a request to `to` (null: everybody who may answer it), and what that needs: the step's own rules and the status's. */
export function rulesOfMove(
  settings: Settings,
  ticket: MovingTicket,
  to: string,
): { by: readonly Mover[] | null; requires: readonly RequirableField[] } {
  const step = pathOf(settings, ticket)[ticket.status]?.find((candidate) => candidate.to === to);
  const status = settings.statuses[to];
  return {
    by: step?.by ?? status?.by ?? null,
    requires: [...new Set([...(status?.requires ?? []), ...(step?.requires ?? [])])],
  };
}

/** The words for the team; a status that the settings no longer have is called by its key. */
export function statusLabel(settings: Settings, status: string, locale = settings.default_locale): string {
  const words = settings.statuses[status]?.label;
  return words === undefined ? status : inLocale(words, locale, settings);
}

/** The words for the requester; a status that the settings no longer have is named plainly. */
export function publicStatus(settings: Settings, status: string, locale = settings.default_locale): string {
  const words = settings.statuses[status]?.public;
  return inLocale(words ?? 'A person is looking at it', locale, settings);
}

export function endsRequest(settings: Settings, status: string): boolean {
  return settings.statuses[status]?.ends === true;
}

function pathOf(settings: Settings, ticket: MovingTicket): Settings['workflows'][string] {
  const { workflows } = settings;
  return workflows[ticket.workflow] ?? workflows[workflowOf(settings, ticket.category, ticket.enquiry_type)] ?? {};
}
