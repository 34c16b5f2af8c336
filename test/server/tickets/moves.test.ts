// Moves by the rules of the settings: who may, what is needed, what is said when not; and what settings left behind.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Move } from '../../../contract/workflow.ts';
import type { Settings } from '../../../server/settings/settings-schema.ts';
import { leftBehindWarnings } from '../../../server/tickets/left-behind.queries.ts';
import { type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

interface Detail {
  status: string;
  status_label: string;
  workflow: string;
  version: number;
  allowed_next: string[];
  moves: Move[];
  age_hours: number | null;
  limit_hours: number | null;
  over_limit: boolean;
  history: { who: string; what: string; from: string | null; to: string | null; note: string | null }[];
  [field: string]: unknown;
}

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };
let viewer: { authorization: string };

function ownRules(settings: Settings): void {
  settings.locales = ['en', 'de'];
  const { problem, question } = settings.workflows;
  if (!problem || !question) throw new Error('the shipped workflows are gone');
  problem.in_review = [
    { to: 'approved', by: ['admin'], requires: ['note', 'assignee'] },
    { to: 'needs_estimate' },
    { to: 'cannot_replicate' },
    { to: 'waiting_on_requester' },
    { to: 'completed', requires: ['answer', 'root_cause', 'handling_minutes'] },
  ];
  question.answered = [{ to: 'completed', by: ['requester'], requires: ['resolution_code'] }, { to: 'in_review' }];
  Object.assign(settings.statuses.declined ?? {}, { by: ['admin'], requires: ['note'] });
  Object.assign(settings.statuses.in_review ?? {}, {
    label: { en: 'In review', de: 'In Prüfung' },
    public: { en: 'A person is reading it', de: 'Ein Mensch liest es' },
  });
  Object.assign(settings.categories.billing ?? {}, { workflow: 'problem' });
}

beforeAll(async () => {
  services = await makeServices({ settings: ownRules });
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
  viewer = await api.personWith('viewer');
});
afterAll(() => services.close());

const pathOf = (number: number) => `/api/v1/admin/tickets/${number}`;
const move = (number: number, body: object, who = agent, headers: Record<string, string> = {}) =>
  api.post(`${pathOf(number)}/status`, body, { ...who, ...headers });
const read = async (number: number, who = agent) => (await api.get(pathOf(number), who)).json as Detail;
const patch = async (number: number, body: object) =>
  api.call('PATCH', pathOf(number), body, {
    ...admin,
    'if-match': (await api.get(pathOf(number), admin)).headers.get('etag') ?? '',
  });
const opened = async (ticket: Record<string, unknown> = {}, status?: string) => {
  const sent = await api.submitted(ticket);
  if (status) await services.db.updateTable('ticket').set({ status }).where('number', '=', sent.number).execute();
  return sent;
};

describe('who may move', () => {
  it('is told with each move, with what it needs and why not', async () => {
    const { number } = await opened({ enquiry_type: 'problem', locale: 'de' }, 'in_review');
    const { moves, allowed_next } = await read(number);
    expect(moves[0]).toEqual({
      status: 'approved',
      label: 'Approved for action',
      // As the requester will read it, who wrote in German.
      public_label: 'Wir werden daran arbeiten',
      requires: ['note', 'assignee'],
      missing: ['note', 'assignee'],
      by: ['admin'],
      may: false,
      why_not: '"Approved for action" is set by: admin.',
    });
    expect(moves.at(-1)).toMatchObject({
      status: 'completed',
      requires: ['answer', 'root_cause', 'handling_minutes'],
      by: null,
      may: true,
      why_not: null,
    });
    expect(allowed_next).toEqual(['needs_estimate', 'cannot_replicate', 'waiting_on_requester', 'completed']);
    expect((await read(number, admin)).allowed_next[0]).toBe('approved');
  });

  it('is nobody who only reads', async () => {
    const { number } = await opened();
    const { moves, allowed_next } = await read(number, viewer);
    expect(allowed_next).toEqual([]);
    expect(moves.every((one) => !one.may && one.why_not === 'Your role does not move requests.')).toBe(true);
  });

  it('is named by the refusal, with keys and words of what is allowed', async () => {
    const { number } = await opened({ enquiry_type: 'problem' }, 'in_review');
    const problem = problemOf(await move(number, { status: 'approved', note: 'yes' }));
    expect(problem).toMatchObject({
      status: 409,
      code: 'transition_not_allowed',
      detail:
        '"Approved for action" is set by: admin. It can be moved to: Needs estimate, Cannot replicate, Waiting on requester, Completed.',
      allowed: ['needs_estimate', 'cannot_replicate', 'waiting_on_requester', 'completed'],
    });
    expect((problem.moves as Move[])[0]).toMatchObject({ status: 'approved', by: ['admin'], may: false });
    expect(await read(number)).toMatchObject({ status: 'in_review', version: 1 });
  });

  it('can be said of a status, wherever it is reached from', async () => {
    const { number } = await opened();
    expect(problemOf(await move(number, { status: 'declined', note: 'no' })).detail).toMatch(
      /^"Declined" is set by: admin\./,
    );
    expect((await move(number, { status: 'declined', note: 'no' }, admin)).status).toBe(200);
  });
});

describe('what a move needs', () => {
  it('is named with a pointer for each, and nothing is stored', async () => {
    const { number } = await opened({ enquiry_type: 'problem' }, 'in_review');
    const problem = problemOf(await move(number, { status: 'completed' }));
    expect(problem).toMatchObject({ status: 422, code: 'fields_missing' });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/answer_state',
      '/root_cause',
      '/handling_minutes',
    ]);
    expect(await read(number)).toMatchObject({ status: 'in_review', version: 1 });
  });

  it('may be on the request already or come with the move', async () => {
    const { number } = await opened({ enquiry_type: 'problem' }, 'in_review');
    expect((await patch(number, { handling_minutes: 0 })).status).toBe(200);
    const answer = await move(number, { status: 'completed', answer_state: 'not_knowledge', root_cause: 'defect' });
    expect(answer.json, answer.text).toMatchObject({ status: 'completed', root_cause: 'defect' });
  });

  it('is a note with words in it, and somebody to whom it belongs', async () => {
    const { number } = await opened({ enquiry_type: 'problem' }, 'in_review');
    const pointers = async (body: object) =>
      problemOf(await move(number, { status: 'approved', ...body }, admin)).errors?.map(({ pointer }) => pointer);
    expect(await pointers({ note: '   ' })).toEqual(['/note', '/assignee']);
    await patch(number, { assignee: 'agent@example.com' });
    expect(await pointers({})).toEqual(['/note']);
    expect((await move(number, { status: 'approved', note: 'worth it' }, admin)).status).toBe(200);
  });

  it('stops what the product would do by itself: a first reply does not move past it', async () => {
    const own = await makeServices({
      settings: (settings) => {
        Object.assign(settings.statuses.in_review ?? {}, { requires: ['assignee'] });
      },
    });
    const ownApi = apiOf(own);
    const boss = await ownApi.personWith('admin');
    const { number } = await ownApi.submitted();
    const reply = await ownApi.post(`${pathOf(number)}/messages`, { visibility: 'public', body: 'Hello' }, boss);
    expect(reply.json).toMatchObject({ status: 'submitted', public_replies: 1 });
    await own.close();
  });
});

describe('the requester', () => {
  const confirm = (sent: { number: number; access_key: string }, solved: boolean) =>
    api.post(`/api/v1/tickets/${sent.number}/confirmation`, { solved }, withKey(sent.access_key));

  it('moves by the same rules, and owes none of our fields', async () => {
    const sent = await opened({}, 'answered');
    expect(problemOf(await move(sent.number, { status: 'completed', resolution_code: 'explained' })).detail).toMatch(
      /^"Completed" is set by: requester\./,
    );
    expect((await confirm(sent, true)).status).toBe(200);
    expect(await read(sent.number)).toMatchObject({ status: 'completed', resolution_code: null });
  });

  it('reopens where the workflow lets them, and is told when it does not wait for them', async () => {
    const sent = await opened({}, 'answered');
    await confirm(sent, false);
    expect((await read(sent.number)).history.at(-1)).toMatchObject({ who: 'requester', to: 'in_review' });
    expect(problemOf(await confirm(sent, true))).toMatchObject({ status: 409, code: 'not_possible_now' });
  });

  it('cannot confirm what is not theirs to close', async () => {
    const own = await makeServices({
      settings: (settings) => {
        Object.assign(settings.workflows.question ?? {}, {
          answered: [
            { to: 'completed', by: ['agent'] },
            { to: 'in_review', by: ['agent', 'admin'] },
          ],
        });
      },
    });
    const ownApi = apiOf(own);
    const boss = await ownApi.personWith('admin');
    const sent = await ownApi.submitted();
    await own.db.updateTable('ticket').set({ status: 'answered' }).where('number', '=', sent.number).execute();
    const status = `/api/v1/tickets/${sent.number}`;
    const view = (await ownApi.get(status, withKey(sent.access_key))).json as { may: { confirm: boolean } };
    expect(view.may.confirm).toBe(false);
    expect((await ownApi.post(`${status}/confirmation`, { solved: true }, withKey(sent.access_key))).status).toBe(409);
    await ownApi.post(`${status}/messages`, { body: 'But I have more to say' }, withKey(sent.access_key));
    expect((await ownApi.get(pathOf(sent.number), boss)).json).toMatchObject({ status: 'answered' });
    await own.close();
  });

  it('reads the status in the language of the request', async () => {
    const status = async (locale: string) => {
      const sent = await opened({ locale }, 'in_review');
      return ((await api.get(`/api/v1/tickets/${sent.number}`, withKey(sent.access_key))).json as { status: string })
        .status;
    };
    expect(await status('de')).toBe('Ein Mensch liest es');
    expect(await status('en')).toBe('A person is reading it');
  });
});

describe('another category or type', () => {
  it('brings the request onto another path at once where that has its status', async () => {
    const { number } = await opened({ enquiry_type: 'question' }, 'in_review');
    expect((await patch(number, { enquiry_type: 'problem' })).json).toMatchObject({
      workflow: 'problem',
      status: 'in_review',
    });
    expect((await patch(number, { enquiry_type: null })).json).toMatchObject({ workflow: 'question' });
    expect((await patch(number, { category: 'billing' })).json).toMatchObject({ workflow: 'problem' });
  });

  it('leaves it on its path where not, until a move brings it to a status of the other', async () => {
    const { number } = await opened({ enquiry_type: 'problem' }, 'in_testing');
    const patched = (await patch(number, { enquiry_type: 'question' })).json as Detail;
    expect(patched).toMatchObject({ workflow: 'problem', status: 'in_testing' });
    expect(patched.allowed_next).toEqual(['ready_to_install', 'in_progress', 'cannot_replicate']);
    for (const status of ['cannot_replicate', 'waiting_on_requester'])
      expect((await move(number, { status })).status, status).toBe(200);
    const detail = await read(number);
    expect(detail).toMatchObject({ workflow: 'question', status: 'waiting_on_requester' });
    expect(detail.history.filter((line) => line.what === 'workflow')).toMatchObject([
      { who: 'system', from: 'problem', to: 'question' },
    ]);
    expect((await move(number, { status: 'answered' })).status).toBe(200);
  });
});

describe('two agents at once', () => {
  it('who sends If-Match: one moves it, the other is told that it is stale', async () => {
    const { number } = await opened();
    const ifMatch = { 'if-match': (await api.get(pathOf(number), agent)).headers.get('etag') ?? '' };
    const answers = await Promise.all([
      move(number, { status: 'in_review', note: 'mine' }, agent, ifMatch),
      move(number, { status: 'answered', note: 'no, mine' }, admin, ifMatch),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const { history, version } = await read(number);
    expect(history.map((line) => line.what)).toEqual(['status', 'status']);
    expect(version).toBe(2);
  });

  it('who do not: the second is held to what the first has made of it', async () => {
    const { number } = await opened();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_each, at) =>
        move(number, { status: 'answered', note: `${at}` }, at % 2 ? agent : admin),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409]);
    const refused = answers.filter((answer) => answer.status === 409).map(problemOf);
    expect(refused[0]?.detail).toMatch(/^"Answered" cannot follow "Answered"\. It can be moved to: In review/);
    expect((await read(number)).history.filter((line) => line.to === 'answered')).toHaveLength(1);
  });
});

describe('the age in a status', () => {
  it('is told with its limit, in support hours', async () => {
    const { number } = await opened({ enquiry_type: 'problem' });
    await move(number, { status: 'in_review' });
    services.clock.advance(3 * 86_400_000);
    expect(await read(number)).toMatchObject({ age_hours: 24, limit_hours: 16, over_limit: true });
  });
});

describe('what the settings or the people have left behind', () => {
  it('is shown, can be mended, and is warned about with counts', async () => {
    const own = await makeServices();
    const ownApi = apiOf(own);
    const boss = await ownApi.personWith('admin');
    await ownApi.personWith('agent', 'leaver@example.com');
    expect(await leftBehindWarnings(own.db, own.settings)).toEqual([]);
    const leaver = await own.db
      .selectFrom('agent')
      .select('id')
      .where('email', '=', 'leaver@example.com')
      .executeTakeFirstOrThrow();
    const { number } = await ownApi.submitted();
    const secret = await ownApi.submitted({ category: 'security' });
    await own.db
      .updateTable('ticket')
      .set({ status: 'retired', category: 'gone', workflow: 'old', assignee_id: leaver.id })
      .where('number', '=', number)
      .execute();
    await own.db.updateTable('ticket').set({ category: 'secrets' }).where('number', '=', secret.number).execute();
    await own.db.updateTable('agent').set({ disabled: 1 }).where('id', '=', leaver.id).execute();
    expect(await leftBehindWarnings(own.db, own.settings)).toEqual([
      '1 request is in the status "retired", which the settings do not have. It is shown and can be moved to the start or to review. Put the status back, or move it on.',
      '1 request is in the category "gone", which the settings do not have. It is shown and can be filed elsewhere.',
      '1 request is in the category "secrets", which the settings do not have. 1 is restricted: nobody can read it until the settings have the category again, with its readers.',
      '1 request is on the path "old", which the settings do not have. It is moved by the path of the category and type instead.',
      '1 request is open and assigned to leaver@example.com, who cannot sign in any more. Give it to somebody else.',
    ]);

    const path = pathOf(number);
    const shown = await ownApi.get(path, boss);
    expect(shown.json).toMatchObject({
      status: 'retired',
      status_label: 'retired',
      category: 'gone',
      assignee: 'leaver@example.com',
      allowed_next: ['submitted', 'in_review'],
      age_hours: 0,
      limit_hours: null,
      over_limit: false,
    });
    expect((await ownApi.get('/api/v1/admin/tickets?category=gone', boss)).json).toMatchObject({ total: 1 });
    const mended = await ownApi.call(
      'PATCH',
      path,
      { category: 'general', assignee: 'admin@example.com' },
      {
        ...boss,
        'if-match': shown.headers.get('etag') ?? '',
      },
    );
    expect(mended.json, mended.text).toMatchObject({ category: 'general', assignee: 'admin@example.com' });
    expect((await ownApi.post(`${path}/status`, { status: 'in_review' }, boss)).json).toMatchObject({
      status: 'in_review',
      workflow: 'question',
    });
    expect((await ownApi.get(pathOf(secret.number), boss)).status).toBe(404);
    expect(await leftBehindWarnings(own.db, own.settings)).toHaveLength(1);
    await own.close();
  });
});
