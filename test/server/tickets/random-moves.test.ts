// Random people move a request at random under random settings: no state outside the rules, no lost line, one version a change.
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../../server/settings/settings-schema.ts';
import { type ApiCaller, apiOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import {
  expectedStatus,
  type Given,
  lacks,
  type ModelTicket,
  mayMove,
  moveModel,
  type Role,
  randomSettings,
  takePath,
} from './workflow-model.ts';

const STATUSES = [
  'submitted',
  'in_review',
  'in_progress',
  'waiting_on_requester',
  'answered',
  'parked',
  'completed',
  'declined',
  'unheard_of',
];
const TIME_LIMIT_MS = 10_000;

type Act =
  | {
      type: 'move';
      role: 'admin' | 'agent' | 'specialist' | 'viewer';
      to: string;
      given: Given;
      ifMatch: 'none' | 'current';
    }
  | {
      type: 'patch';
      change: { enquiry_type?: string | null; assignee?: string; handling_minutes?: number; kind?: string };
    }
  | { type: 'reply' }
  | { type: 'requester writes' }
  | { type: 'requester confirms'; solved: boolean }
  | { type: 'other settings' };

const given: fc.Arbitrary<Given> = fc.record(
  {
    answer_state: fc.constant('not_knowledge'),
    resolution_code: fc.constant('explained'),
    root_cause: fc.constant('defect'),
    note: fc.constantFrom('because', 'ümläut 🙂'),
  },
  { requiredKeys: [] },
);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      type: fc.constant('move' as const),
      role: fc.constantFrom('admin' as const, 'agent' as const, 'specialist' as const, 'viewer' as const),
      to: fc.constantFrom(...STATUSES),
      given,
      ifMatch: fc.constantFrom('none' as const, 'current' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('patch' as const),
      change: fc.constantFrom(
        { enquiry_type: 'problem' },
        { enquiry_type: null },
        { assignee: 'specialist@example.com' },
        { handling_minutes: 5 },
        { kind: 'other' },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'reply' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'requester writes' as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('requester confirms' as const), solved: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ type: 'other settings' as const }) },
);

let services: TestServices;
const people = new Map<string, { authorization: string }>();
const actors = new Map<string, Role>([
  ['requester', 'requester'],
  ['system', 'system'],
]);

beforeAll(async () => {
  services = await makeServices();
  const api = apiOf(services);
  for (const role of ['admin', 'agent', 'specialist', 'viewer'] as const) people.set(role, await api.personWith(role));
  for (const { id, role } of await services.db.selectFrom('agent').select(['id', 'role']).execute())
    actors.set(id, role as Role);
});
afterAll(() => services.close());

const as = (role: string) => people.get(role) ?? { authorization: '' };

class Walk {
  readonly apis: readonly { settings: Settings; api: ApiCaller }[];
  readonly model: ModelTicket;
  readonly sent: { number: number; access_key: string };
  at = 0;

  constructor(apis: Walk['apis'], model: ModelTicket, sent: Walk['sent']) {
    this.apis = apis;
    this.model = model;
    this.sent = sent;
  }

  get settings(): Settings {
    return this.now().settings;
  }
  get api(): ApiCaller {
    return this.now().api;
  }

  private now() {
    const chosen = this.apis[this.at % this.apis.length];
    if (!chosen) throw new Error('there are no settings');
    return chosen;
  }

  async make(act: Act): Promise<void> {
    services.clock.advance(1_000);
    const { model, settings } = this;
    const path = `/api/v1/admin/tickets/${this.sent.number}`;
    const mine = `/api/v1/tickets/${this.sent.number}`;
    const key = withKey(this.sent.access_key);
    if (act.type === 'other settings') {
      this.at += 1;
    } else if (act.type === 'move') {
      // What a specialist is not given is not there for them.
      const isThere = act.role !== 'specialist' || model.assignee !== null;
      const expected = !isThere ? 404 : expectedStatus(settings, model, act.role, act.to, act.given);
      const tag: Record<string, string> = act.ifMatch === 'current' ? { 'if-match': `"v${model.version}"` } : {};
      const answer = await this.api.post(
        `${path}/status`,
        { status: act.to, ...act.given },
        { ...as(act.role), ...tag },
      );
      expect(answer.status, answer.text).toBe(expected);
      if (expected === 200) moveModel(settings, model, act.role, act.to, act.given);
    } else if (act.type === 'patch') {
      const answer = await this.api.call('PATCH', path, act.change, {
        ...as('admin'),
        'if-match': `"v${model.version}"`,
      });
      expect(answer.status, answer.text).toBe(200);
      Object.assign(model, act.change);
      model.version += 1;
      if ('enquiry_type' in act.change) takePath(settings, model, 'admin');
    } else if (act.type === 'reply') {
      const answer = await this.api.post(`${path}/messages`, { visibility: 'public', body: 'Hello' }, as('admin'));
      expect(answer.status, answer.text).toBe(201);
      const starts =
        model.status === 'submitted' &&
        mayMove(settings, model, 'system', 'in_review') &&
        !lacks(settings, model, 'in_review', {});
      model.version += 1;
      if (starts) {
        model.history.push({
          actor: 'system',
          what: 'status',
          from: 'submitted',
          to: 'in_review',
          note: 'first reply',
        });
        model.status = 'in_review';
      }
    } else if (act.type === 'requester writes') {
      const answer = await this.api.post(`${mine}/messages`, { body: 'And another thing' }, key);
      expect(answer.status, answer.text).toBe(200);
      model.version += 1;
      if (model.status === 'waiting_on_requester' || settings.statuses[model.status]?.ends)
        this.reopen('the requester answered');
    } else {
      const asks =
        settings.statuses[model.status]?.asks_requester && mayMove(settings, model, 'requester', 'completed');
      const answer = await this.api.post(`${mine}/confirmation`, { solved: act.solved }, key);
      expect(answer.status, answer.text).toBe(asks ? 200 : 409);
      if (asks && act.solved)
        moveModel(settings, model, 'requester', 'completed', { note: 'the requester says that it is solved' });
      else if (asks) this.reopen('the requester says that it is still broken');
    }
    await this.compare();
  }

  private reopen(note: string): void {
    const to = ['in_review', 'in_progress'].find((open) => mayMove(this.settings, this.model, 'requester', open));
    if (to) moveModel(this.settings, this.model, 'requester', to, { note });
  }

  private async compare(): Promise<void> {
    const { status, workflow, version, answer_state, resolution_code, root_cause } = this.model;
    const row = await services.db
      .selectFrom('ticket')
      .select(['id', 'status', 'workflow', 'version', 'answer_state', 'resolution_code', 'root_cause'])
      .where('number', '=', this.sent.number)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ id: row.id, status, workflow, version, answer_state, resolution_code, root_cause });
    const lines = await services.db
      .selectFrom('ticket_history')
      .select(['actor', 'what', 'from_value', 'to_value', 'note', 'version'])
      .where('ticket_id', '=', row.id)
      .orderBy('at')
      .orderBy('id')
      .execute();
    const told = lines
      .filter(({ what }) => what === 'status' || what === 'workflow')
      .map(({ actor, what, from_value, to_value, note }) => ({
        actor: actors.get(actor),
        what,
        from: from_value,
        to: to_value,
        note,
      }));
    expect(told).toEqual(this.model.history);
    expect(lines.map((line) => line.version)).toEqual(lines.map((line) => line.version).toSorted((a, b) => a - b));
    expect(lines.at(-1)?.version).toBeLessThanOrEqual(version);
  }
}

describe('a request that is moved at random', () => {
  it('is always in a state that the rules allow, with every line of its history', async () => {
    let moved = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomSettings, { minLength: 2, maxLength: 2 }),
        fc.constantFrom('problem', undefined),
        fc.array(act, { minLength: 5, maxLength: 25 }),
        async (settings, enquiry_type, acts) => {
          const apis = settings.map((each) => ({
            settings: each,
            api: apiOf({ ...services, settings: each, metrics: new Registry() }),
          }));
          const model: ModelTicket = {
            status: 'submitted',
            workflow: enquiry_type ?? 'question',
            enquiry_type: enquiry_type ?? null,
            answer_state: null,
            resolution_code: null,
            root_cause: null,
            assignee: null,
            kind: null,
            handling_minutes: null,
            version: 1,
            history: [{ actor: 'requester', what: 'status', from: null, to: 'submitted', note: null }],
          };
          const sent = await apiOf({ ...services, metrics: new Registry() }).submitted({ enquiry_type });
          const walk = new Walk(apis, model, sent);
          for (const each of acts) await walk.make(each);
          moved += model.history.length - 1;
          refused += acts.length - (model.version - 1);
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: TIME_LIMIT_MS },
    );
    // A slow machine comes less far in the time.
    expect(moved).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  }, 60_000);
});
