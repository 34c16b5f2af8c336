// A second, plain telling of the rules by which requests move, for the test that walks at random; and random settings.
import fc from 'fast-check';
import { loadSettings, parseSettings } from '../../../server/settings/load-settings.ts';
import type { Settings } from '../../../server/settings/settings-schema.ts';

const NAMES = [
  'submitted',
  'in_review',
  'in_progress',
  'waiting_on_requester',
  'answered',
  'parked',
  'completed',
  'declined',
];
const ENDING = ['completed', 'declined'];
const MOVERS = ['admin', 'agent', 'specialist', 'requester'] as const;
const FIELDS = ['answer', 'resolution_code', 'root_cause', 'note', 'assignee', 'kind', 'handling_minutes'] as const;

export type Role = (typeof MOVERS)[number] | 'viewer' | 'system';

interface Rules {
  by?: (typeof MOVERS)[number][];
  requires?: (typeof FIELDS)[number][];
}

const rules: fc.Arbitrary<Rules> = fc.record(
  { by: fc.subarray([...MOVERS], { minLength: 1 }), requires: fc.subarray([...FIELDS], { maxLength: 2 }) },
  { requiredKeys: [] },
);

/** Steps from `submitted` that reach every status and always an end: a tree, a way on for each, and some more. */
const steps = fc
  .record({
    middle: fc.shuffledSubarray(
      NAMES.filter((name) => name !== 'submitted' && !ENDING.includes(name)),
      { minLength: 1 },
    ),
    parents: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
    ways: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
    more: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
    rules: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: rules }), {
      minLength: 40,
      maxLength: 40,
    }),
  })
  .map(({ middle, parents, ways, more, rules: each }) => {
    const names = ['submitted', ...middle, ...ENDING];
    const edges = new Set<string>();
    names.forEach((name, at) => {
      if (at > 0) edges.add(`${names[(parents[at] ?? 0) % Math.min(at, names.length - 2)]}>${name}`);
      if (at < names.length - 2) edges.add(`${name}>${names[at + 1 + ((ways[at] ?? 0) % (names.length - at - 1))]}`);
    });
    for (const [from, to] of more) edges.add(`${names[from % names.length]}>${names[to % names.length]}`);
    const made: Record<string, object[]> = Object.fromEntries(names.map((name) => [name, []]));
    let at = 0;
    for (const edge of edges) {
      const [from = '', to = ''] = edge.split('>');
      if (from !== to) made[from]?.push({ to, ...each[at++ % each.length] });
    }
    return made;
  });

/** Settings with random paths and rules, accepted by the very check that a settings file goes through. */
export const randomSettings: fc.Arbitrary<Settings> = fc
  .record({
    problem: steps,
    question: steps,
    ofStatus: fc.dictionary(fc.constantFrom(...NAMES), rules, { maxKeys: 2 }),
    asking: fc.subarray(NAMES),
  })
  .map(({ problem, question, ofStatus, asking }) => {
    const used = NAMES.filter((name) => name in problem || name in question);
    const statuses = Object.fromEntries(
      used.map((name) => [
        name,
        {
          label: name,
          public: name,
          ends: ENDING.includes(name),
          asks_requester: asking.includes(name),
          ...ofStatus[name],
        },
      ]),
    );
    const settings = { ...loadSettings({ settingsFile: null }), statuses, workflows: { problem, question } };
    return parseSettings(JSON.stringify(settings), 'random.json');
  });

/** What the model knows of a request. */
export interface ModelTicket {
  status: string;
  workflow: string;
  enquiry_type: string | null;
  answer_state: string | null;
  resolution_code: string | null;
  root_cause: string | null;
  assignee: string | null;
  kind: string | null;
  handling_minutes: number | null;
  version: number;
  history: { actor: Role; what: string; from: string | null; to: string; note: string | null }[];
}

export interface Given {
  answer_state?: string;
  resolution_code?: string;
  root_cause?: string;
  note?: string;
}

const wanted = (ticket: ModelTicket) => (ticket.enquiry_type === 'problem' ? 'problem' : 'question');

function stepTo(settings: Settings, ticket: ModelTicket, to: string) {
  const path = settings.workflows[ticket.workflow] ?? settings.workflows[wanted(ticket)] ?? {};
  const here = path[ticket.status];
  if (!here) return ['submitted', 'in_review'].includes(to) && to in path ? { to } : undefined;
  return here.find((step) => step.to === to);
}

/** Whether this role may make the step, what the request may lack aside. */
export function mayMove(settings: Settings, ticket: ModelTicket, role: Role, to: string): boolean {
  const step: { by?: string[] | undefined } | undefined = stepTo(settings, ticket, to);
  const by = step?.by ?? settings.statuses[to]?.by;
  return (
    step !== undefined &&
    role !== 'viewer' &&
    (role === 'system' || by === undefined || (by as string[]).includes(role))
  );
}

export function lacks(settings: Settings, ticket: ModelTicket, to: string, given: Given): boolean {
  const step: Rules | undefined = stepTo(settings, ticket, to) as Rules | undefined;
  const has: Record<string, unknown> = {
    answer: given.answer_state ?? given.resolution_code ?? ticket.answer_state ?? ticket.resolution_code,
    resolution_code: given.resolution_code ?? ticket.resolution_code,
    root_cause: given.root_cause ?? ticket.root_cause,
    note: given.note,
    assignee: ticket.assignee,
    kind: ticket.kind,
    handling_minutes: ticket.handling_minutes,
  };
  return [...(step?.requires ?? []), ...(settings.statuses[to]?.requires ?? [])].some(
    (field) => (has[field] ?? null) === null,
  );
}

/** The status that answers a move: of the request as it stands, by this role, with these fields. */
export function expectedStatus(settings: Settings, ticket: ModelTicket, role: Role, to: string, given: Given): number {
  if (role === 'viewer') return 403;
  if (!(to in settings.statuses)) return 422;
  if (!mayMove(settings, ticket, role, to)) return 409;
  return lacks(settings, ticket, to, given) ? 422 : 200;
}

/** Makes the move in the model. */
export function moveModel(settings: Settings, ticket: ModelTicket, role: Role, to: string, given: Given): void {
  ticket.history.push({ actor: role, what: 'status', from: ticket.status, to, note: given.note ?? null });
  ticket.status = to;
  ticket.version += 1;
  Object.assign(ticket, Object.fromEntries(Object.entries(given).filter(([field]) => field !== 'note')));
  takePath(settings, ticket);
}

/** The path that category and type ask for, where it has the present status. */
export function takePath(settings: Settings, ticket: ModelTicket, actor: Role = 'system'): void {
  const to = wanted(ticket);
  if (to === ticket.workflow || !(ticket.status in (settings.workflows[to] ?? {}))) return;
  ticket.history.push({ actor, what: 'workflow', from: ticket.workflow, to, note: null });
  ticket.workflow = to;
}
