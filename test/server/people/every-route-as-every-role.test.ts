// Every route that asks who one is, as every role, for every way a request can stand to the person; against the table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../server/people/permissions.ts';
import { createToken } from '../../../server/people/tokens.ts';
import { type Answer, type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { type Browser, joined } from '../sign-in/browser.ts';
import {
  isAssignedFor,
  PERMISSIONS,
  type PermissionRow,
  permissionsDocument,
  RELATIONS,
  type Relation,
} from './permissions-table.ts';
import { aNewAddress, type World } from './permissions-world.ts';

const DOCUMENT = new URL('../../../docs/permissions.md', import.meta.url);
const SECRET_WORDS = 'quicksilver';

let services: TestServices;
let api: ApiCaller;
let boss: { authorization: string };
const people = new Map<Role, { authorization: string }>();

beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      // Everybody who is tried is a named reader of one restricted category and of the other one not.
      const readers = ROLES.map((role) => `${role}@example.com`);
      Object.assign(settings.categories, {
        open_secret: { label: 'Named', promise_hours: 1, restricted: true, readers: [...readers, 'boss@example.com'] },
        closed_secret: { label: 'Not named', promise_hours: 1, restricted: true, readers: ['boss@example.com'] },
      });
    },
  });
  api = apiOf(services);
  await joined(services, api, 'admin', 'boss@example.com');
  boss = {
    authorization: `Bearer ${await createToken(services.db, services, { email: 'boss@example.com', name: 'x' })}`,
  };
  for (const role of ROLES) people.set(role, await api.personWith(role));
});
afterAll(() => services.close());

const as = (role: Role) => people.get(role) ?? { authorization: '' };

/** A new request that stands so to the person with this role. */
async function requestFor(role: Role, relation: Relation): Promise<number> {
  const category = { 'restricted, named': 'open_secret', 'restricted, not named': 'closed_secret' }[relation as string];
  const { number } = await api.submitted({ ...(category ? { category } : {}), subject: `${SECRET_WORDS} ${relation}` });
  if (isAssignedFor(relation)) {
    // Written past the API, since editors and viewers cannot be chosen there.
    const agent = await services.db
      .selectFrom('agent')
      .select('id')
      .where('email', '=', `${role}@example.com`)
      .executeTakeFirstOrThrow();
    await services.db.updateTable('ticket').set({ assignee_id: agent.id }).where('number', '=', number).execute();
  }
  return number;
}

const isOfSession = (route: string) => route.includes(' /api/auth/');

/** Somebody with this role in front of a new request, with a session where the route takes nothing else. */
async function worldOf(row: PermissionRow, role: Role, relation: Relation): Promise<World> {
  const number = await requestFor(role, relation);
  const world = { services, api, role, boss, number, me: as(role), email: `${role}@example.com`, browser: null };
  if (!isOfSession(row.route)) return world;
  const { email, browser } = await joined(services, api, role, aNewAddress());
  return { ...world, email, browser, me: sessionHeaders(browser) };
}

function sessionHeaders(browser: Browser): Record<string, string> {
  return { cookie: browser.session(), origin: services.config.publicUrl };
}

/** Calls a route of the table in the way that is allowed to whoever is allowed to call it. */
async function prepare(
  { route, params = {}, body, query = '', before }: PermissionRow,
  world: World,
): Promise<(who: Record<string, string>) => Promise<Answer>> {
  const [method = '', template = ''] = route.replace(/ \(.*/, '').split(' ');
  await before?.(world);
  let path = template.replace('{number}', String(world.number));
  for (const [name, make] of Object.entries(params)) path = path.replace(`{${name}}`, await make(world));
  const sent = typeof body === 'function' ? await body(world) : body;
  const ticket = await api.get(`/api/v1/admin/tickets/${world.number}`, boss);
  const etag = { 'if-match': ticket.headers.get('etag') ?? '"v1"' };
  return (who) => api.call(method, path + query, sent, { ...who, ...(method === 'GET' ? {} : etag) });
}

describe('the table', () => {
  it('has every route that asks for a token or a session, and no other: a line in permissions-table.ts', () => {
    const documented = api.app.docs
      .filter((doc) => doc.access === 'token' || doc.access === 'session')
      .map((doc) => `${doc.method.toUpperCase()} ${doc.path}`);
    const inTable = new Set(PERMISSIONS.map(({ route }) => route.replace(/ \(.*/, '')));
    expect([...inTable].sort()).toEqual(documented.sort());
  });

  it('is what the document says', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, permissionsDocument());
    expect(existsSync(DOCUMENT) && readFileSync(DOCUMENT, 'utf8')).toBe(permissionsDocument());
  });
});

const cases = PERMISSIONS.flatMap((row) =>
  ROLES.flatMap((role) => {
    const expected = row.expected[role];
    const statuses = typeof expected === 'number' ? { unassigned: expected } : byRelation(expected);
    return Object.entries(statuses).map(([relation, status]) => ({
      row,
      route: row.route,
      role,
      relation: relation as Relation,
      status,
    }));
  }),
);

function byRelation(expected: readonly number[]): Record<string, number> {
  return Object.fromEntries(RELATIONS.map((relation, at) => [relation, expected[at] ?? 0]));
}

describe('every route as every role', () => {
  it.each(cases)('$route as $role, $relation: $status', async ({ row, role, relation, status }) => {
    const world = await worldOf(row, role, relation);
    const call = await prepare(row, world);
    const before = (await api.get(`/api/v1/admin/tickets/${world.number}`, boss)).text;
    const answer = await call(world.browser ? sessionHeaders(world.browser) : world.me);
    expect(answer.status, answer.text).toBe(status);
    if (status >= 400) {
      const codes: Record<number, string> = { 403: 'not_allowed', 404: 'not_found', 409: 'not_possible_now' };
      expect(problemOf(answer).code).toBe(codes[status]);
      expect(answer.text).not.toContain(SECRET_WORDS);
      expect((await api.get(`/api/v1/admin/tickets/${world.number}`, boss)).text).toBe(before);
    }
  });
});

describe('every route without a person', () => {
  const wrong: [string, Record<string, string>][] = [
    ['nothing', {}],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a token that was never made', { authorization: `Bearer fp_${'A'.repeat(43)}` }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['a long token', { authorization: `Bearer ${'x'.repeat(10_000)}` }],
    ['a session that was never made', { cookie: `fingerpost=${'A'.repeat(32)}.${'B'.repeat(43)}%3D` }],
    ['an empty session', { cookie: 'fingerpost=' }],
  ];
  it.each(PERMISSIONS.map((row) => ({ row, route: row.route })))('$route: 401', async ({ row }) => {
    const world = await worldOf(row, 'admin', 'unassigned');
    const call = await prepare(row, world);
    for (const [title, who] of wrong) {
      const answer = await call({ origin: services.config.publicUrl, ...who });
      expect(problemOf(answer), title).toMatchObject({ status: 401, code: 'not_signed_in' });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('takes no token below /api/auth/', async () => {
    for (const row of PERMISSIONS.filter(({ route }) => isOfSession(route))) {
      const call = await prepare(row, await worldOf(row, 'admin', 'unassigned'));
      expect((await call({ ...boss, origin: services.config.publicUrl })).status, row.route).toBe(401);
    }
  });

  it('refuses a wrong token beside a session that is right', async () => {
    const { browser } = await joined(services, api, 'admin', aNewAddress());
    const answer = await browser.call('GET', '/api/v1/admin/me', undefined, {
      authorization: `Bearer fp_${'A'.repeat(43)}`,
    });
    expect(answer.status).toBe(401);
  });

  it('refuses a token that is cut, changed, or of somebody who left', async () => {
    const whole = as('agent').authorization;
    for (const authorization of [whole.slice(0, -1), `${whole}A`, whole.toUpperCase(), whole.replace('fp_', 'fp')])
      expect((await api.get('/api/v1/admin/tickets', { authorization })).status).toBe(401);
    const leaver = await api.personWith('agent', 'leaver@example.com');
    expect((await api.get('/api/v1/admin/tickets', leaver)).status).toBe(200);
    await services.db.updateTable('agent').set({ disabled: 1 }).where('email', '=', 'leaver@example.com').execute();
    expect((await api.get('/api/v1/admin/tickets', leaver)).status).toBe(401);
  });

  it('does not take a requester’s access key for a token', async () => {
    const { number, access_key } = await api.submitted();
    expect((await api.get(`/api/v1/admin/tickets/${number}`, { authorization: `Bearer ${access_key}` })).status).toBe(
      401,
    );
  });

  it('is not fooled by another writing of the path', async () => {
    for (const path of [
      '/api/v1/admin//tickets',
      '/api/v1//admin/tickets',
      '/api/v1/admin/tickets/',
      '/api/v1/Admin/tickets',
      '/api/v1/admin%2Ftickets',
      '/api/v1/tickets/../admin/tickets',
    ]) {
      const answer = await api.get(path);
      expect([401, 404], path).toContain(answer.status);
      expect(answer.text).not.toContain('next_cursor');
    }
  });
});

describe('a restricted request', () => {
  const queue = async (who: { authorization: string }, query = '') =>
    (await api.get(`/api/v1/admin/tickets?limit=100${query}`, who)).json as {
      tickets: { number: number; category: string }[];
      total: number;
    };

  it('is in no list, total or search of whoever is not named', async () => {
    for (const role of ['admin', 'agent', 'specialist', 'viewer'] as const) {
      const hidden = await requestFor(role, 'restricted, not named');
      const shown = await requestFor(role, 'restricted, named');
      for (const query of ['', `&q=${SECRET_WORDS}`, '&category=closed_secret', '&sort=number', '&status=submitted']) {
        const { tickets } = await queue(as(role), query);
        expect(
          tickets.filter((ticket) => ticket.category === 'closed_secret'),
          `${role} ${query}`,
        ).toEqual([]);
        expect(tickets.map((ticket) => ticket.number)).not.toContain(hidden);
      }
      expect((await queue(as(role), '&category=closed_secret')).total).toBe(0);
      expect(
        (await queue(as(role), '&category=open_secret&sort=-submitted_at')).tickets.map((ticket) => ticket.number),
      ).toContain(shown);
    }
    expect((await queue(boss, '&category=closed_secret')).total).toBeGreaterThan(3);
  });

  it('is not there in exactly the words of one that was never sent', async () => {
    const hidden = await requestFor('admin', 'restricted, not named');
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { severity: 2 }],
      ['POST', '/messages', { visibility: 'internal', body: 'x' }],
      ['POST', '/status', { status: 'in_review' }],
    ] as const) {
      const shapes = await Promise.all(
        [hidden, 999_999].map(async (number) => {
          const answer = await api.call(method, `/api/v1/admin/tickets/${number}${path}`, body, {
            ...as('admin'),
            'if-match': '"v1"',
          });
          const { request_id: _id, ...problem } = problemOf(answer);
          return { problem, headers: Object.fromEntries(answer.headers), length: answer.text.length };
        }),
      );
      expect(shapes[0]).toEqual(shapes[1]);
      expect(shapes[0]?.problem.status).toBe(404);
    }
  });

  it('counts in no figure of whoever is not named', async () => {
    const day = services.clock.now().toISOString().slice(0, 10);
    const figures = async (who: { authorization: string }) =>
      (
        (await api.get(`/api/v1/admin/reports/kind_share?from=${day}&to=${day}&min_n=1`, who)).json as {
          data: { undetermined: { den: number } };
        }
      ).data.undetermined.den;
    const before = await figures(as('viewer'));
    const beforeBoss = await figures(boss);
    await requestFor('viewer', 'restricted, not named');
    expect(await figures(as('viewer'))).toBe(before);
    expect(await figures(boss)).toBe(beforeBoss + 1);
  });

  it('cannot be found out as the original of a duplicate', async () => {
    const hidden = await requestFor('admin', 'restricted, not named');
    const mine = await requestFor('admin', 'restricted, named');
    const repeat = (duplicate_of: number) =>
      api.post(
        `/api/v1/admin/tickets/${mine}/status`,
        { status: 'duplicate', resolution_code: 'duplicate_of', duplicate_of },
        as('admin'),
      );
    const answers = [await repeat(hidden), await repeat(999_999)].map((answer) => ({
      ...problemOf(answer),
      request_id: '',
    }));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(400);
  });

  it('disappears as the original once it has been moved out of sight', async () => {
    const original = await requestFor('agent', 'unassigned');
    const twin = await requestFor('agent', 'unassigned');
    const path = `/api/v1/admin/tickets/${twin}`;
    await api.post(
      `${path}/status`,
      { status: 'duplicate', resolution_code: 'duplicate_of', duplicate_of: original },
      as('agent'),
    );
    expect((await api.get(path, as('agent'))).json).toMatchObject({ duplicate_of: original });
    const etag = (await api.get(`/api/v1/admin/tickets/${original}`, boss)).headers.get('etag') ?? '';
    const moved = await api.call(
      'PATCH',
      `/api/v1/admin/tickets/${original}`,
      { category: 'closed_secret' },
      { ...boss, 'if-match': etag },
    );
    expect(moved.status).toBe(200);
    expect((await api.get(path, as('agent'))).json).toMatchObject({ duplicate_of: null });
    expect((await api.get(path, boss)).json).toMatchObject({ duplicate_of: original });
  });

  it('is moved in only by who reads it there or runs everything, and is then out of sight', async () => {
    const number = await requestFor('admin', 'unassigned');
    const path = `/api/v1/admin/tickets/${number}`;
    const move = async (who: { authorization: string }) => {
      const etag = (await api.get(path, boss)).headers.get('etag') ?? '';
      return api.call('PATCH', path, { category: 'closed_secret' }, { ...who, 'if-match': etag });
    };
    expect((await move(as('agent'))).status).toBe(403);
    const moved = await move(as('admin'));
    expect(moved.json).toEqual({ number });
    expect((await api.get(path, as('admin'))).status).toBe(404);
    expect((await api.get(path, boss)).status).toBe(200);
  });
});
