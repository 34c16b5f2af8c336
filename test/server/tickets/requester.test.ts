// What a requester sees and does with number and key, and that without them a request cannot be told from none.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin', 'grace@example.com');
});
afterAll(() => services.close());

interface View {
  status: string;
  promise: object | null;
  messages: { from: string; name: string | null; body: string; articles: object[] }[];
  may: { reply: boolean; confirm: boolean; rate: boolean };
}

async function opened(ticket: Record<string, unknown> = {}) {
  const { number, access_key } = await api.submitted(ticket);
  const path = `/api/v1/tickets/${number}`;
  const key = withKey(access_key);
  const move = async (body: object) => {
    const answer = await api.post(`/api/v1/admin/tickets/${number}/status`, body, admin);
    expect(answer.status, answer.text).toBe(200);
  };
  return {
    number,
    access_key,
    view: async () => (await api.get(path, key)).json as View,
    act: (what: string, body: unknown) => api.post(`${path}/${what}`, body, key),
    move,
    say: (body: object) => api.post(`/api/v1/admin/tickets/${number}/messages`, body, admin),
  };
}

/** An answer without what differs between any two requests. */
function shapeOf(answer: Answer) {
  const headers = Object.fromEntries(answer.headers);
  const { request_id: id, ...problem } = problemOf(answer);
  return { status: answer.status, headers, problem, length: answer.text.length, idLength: id.length };
}

describe('a request without its key', () => {
  it('looks the same with a wrong key, a cut one, none, another ticket’s, and a number that is not there', async () => {
    const one = await opened();
    const other = await opened();
    const answers = await Promise.all([
      api.get(`/api/v1/tickets/${one.number}`, withKey('0'.repeat(26))),
      api.get(`/api/v1/tickets/${one.number}`, withKey(one.access_key.slice(0, -1))),
      api.get(`/api/v1/tickets/${one.number}`, withKey(`${one.access_key}0`)),
      api.get(`/api/v1/tickets/${one.number}`, withKey(other.access_key)),
      api.get(`/api/v1/tickets/${one.number}`),
      api.get(`/api/v1/tickets/${one.number}`, { authorization: 'Basic YTpi' }),
      api.get('/api/v1/tickets/999999', withKey(one.access_key)),
      api.get('/api/v1/tickets/0', withKey(one.access_key)),
      api.get('/api/v1/tickets/-1', withKey(one.access_key)),
      api.get('/api/v1/tickets/1e3', withKey(one.access_key)),
      api.get('/api/v1/tickets/99999999999999999999', withKey(one.access_key)),
      api.get(`/api/v1/tickets/${one.number}`, admin),
    ]);
    const [first, ...others] = answers.map(shapeOf);
    expect(first).toMatchObject({ status: 404, problem: { code: 'ticket_not_found' } });
    for (const shape of others) expect(shape).toEqual(first);
  });

  it('is refused the same way for every act', async () => {
    const one = await opened();
    for (const [what, body] of [
      ['messages', { body: 'x' }],
      ['confirmation', { solved: true }],
      ['satisfaction', { score: 5 }],
    ] as const) {
      const wrongKey = await api.post(`/api/v1/tickets/${one.number}/${what}`, body, withKey('1'.repeat(26)));
      const wrongNumber = await api.post(`/api/v1/tickets/424242/${what}`, body, withKey(one.access_key));
      expect(shapeOf(wrongKey)).toEqual(shapeOf(wrongNumber));
      expect(wrongKey.status).toBe(404);
    }
  });
});

describe('a request with its key', () => {
  it('shows what the requester may know, and nothing of the inside', async () => {
    const one = await opened({ name: 'Ada', email: 'ada@example.com', message: 'It is blank.' });
    await one.say({ visibility: 'internal', body: 'SECRET NOTE' });
    await one.say({ visibility: 'public', body: 'Look here.', articles: ['export-report'] });
    const view = await api.get(`/api/v1/tickets/${one.number}`, withKey(one.access_key));
    expect(view.json).toEqual({
      number: one.number,
      subject: 'It is blank.',
      status: 'A person is reading it',
      submitted_at: '2026-03-02T10:00:00.000Z',
      promise: null,
      messages: [
        {
          from: 'requester',
          name: 'Ada',
          body: 'It is blank.',
          at: '2026-03-02T10:00:00.000Z',
          unread: false,
          articles: [],
          attachments: [],
        },
        {
          from: 'team',
          name: 'grace',
          body: 'Look here.',
          at: '2026-03-02T10:00:00.000Z',
          unread: true,
          articles: [{ slug: 'export-report', title: 'Export a report', url: '/help/en/export-report' }],
          attachments: [],
        },
      ],
      restricted: false,
      may: { reply: true, confirm: false, rate: false },
    });
    expect(view.text).not.toMatch(/SECRET|grace@|ada@|priority|assignee|kind/);
    expect(view.headers.get('cache-control')).toBe('no-store');
  });

  it('takes the key as it is typed: any case, without hyphens, with the letters that look like digits', async () => {
    const one = await opened();
    const typed = one.access_key.toUpperCase().replaceAll('-', '').replaceAll('0', 'O').replaceAll('1', 'l');
    expect((await api.get(`/api/v1/tickets/${one.number}`, withKey(typed))).status).toBe(200);
  });

  it('takes answers, in order, and refuses empty ones', async () => {
    const one = await opened({ message: 'first' });
    for (const body of ['second', 'third', 'fourth']) expect((await one.act('messages', { body })).status).toBe(200);
    expect((await one.view()).messages.map((message) => message.body)).toEqual(['first', 'second', 'third', 'fourth']);
    for (const body of ['', '  \n ', 'x'.repeat(20_001), 7, null]) {
      const refused = await one.act('messages', { body });
      expect(problemOf(refused)).toMatchObject({ status: 400, errors: [{ pointer: '/body' }] });
    }
    expect(problemOf(await one.act('messages', { body: 'x', visibility: 'internal' })).errors?.[0]?.pointer).toBe(
      '/visibility',
    );
  });

  it('asks whether it is solved only when the team waits for the word', async () => {
    const one = await opened();
    expect(problemOf(await one.act('confirmation', { solved: true }))).toMatchObject({
      status: 409,
      code: 'not_possible_now',
    });
    await one.move({ status: 'answered', answer_state: 'no_article' });
    expect((await one.view()).may).toEqual({ reply: true, confirm: true, rate: false });
    const done = await one.act('confirmation', { solved: true, comment: 'Thank you' });
    expect(done.json).toMatchObject({ status: 'Done', may: { reply: true, confirm: false, rate: true } });
    expect((done.json as View).messages.at(-1)).toMatchObject({ from: 'requester', body: 'Thank you' });
  });

  it('goes back to the team when it is still broken, on both paths', async () => {
    const short = await opened();
    await short.move({ status: 'answered' });
    expect((await short.act('confirmation', { solved: false, comment: 'No.' })).json).toMatchObject({
      status: 'A person is reading it',
    });
    const nine = await opened({ enquiry_type: 'problem' });
    for (const status of [
      'in_review',
      'approved',
      'in_progress',
      'ready_to_test',
      'in_testing',
      'ready_to_install',
      'client_testing',
    ])
      await nine.move({ status });
    expect((await nine.act('confirmation', { solved: false })).json).toMatchObject({ status: 'We are working on it' });
  });

  it('is rated once, after the end', async () => {
    const one = await opened();
    expect(problemOf(await one.act('satisfaction', { score: 5 }))).toMatchObject({ status: 409 });
    await one.move({ status: 'completed', answer_state: 'article', answer_articles: ['refunds'] });
    for (const score of [0, 6, 2.5, '5', null])
      expect(problemOf(await one.act('satisfaction', { score }))).toMatchObject({
        status: 400,
        errors: [{ pointer: '/score' }],
      });
    expect((await one.act('satisfaction', { score: 4, comment: 'Quick' })).json).toMatchObject({
      may: { rate: false },
    });
    expect(problemOf(await one.act('satisfaction', { score: 1 }))).toMatchObject({
      status: 409,
      code: 'not_possible_now',
    });
    const detail = (await api.get(`/api/v1/admin/tickets/${one.number}`, admin)).json;
    expect(detail).toMatchObject({ csat: { score: 4, comment: 'Quick' } });
  });

  it('is opened again by an answer after the end', async () => {
    const one = await opened();
    await one.move({ status: 'completed', answer_state: 'no_article' });
    expect((await one.act('messages', { body: 'It is back.' })).json).toMatchObject({
      status: 'A person is reading it',
    });
    const detail = (await api.get(`/api/v1/admin/tickets/${one.number}`, admin)).json;
    expect(detail).toMatchObject({ status: 'in_review', reopened_count: 1, solved_at: null });
  });

  it('takes at most five hundred messages', async () => {
    const one = await opened();
    const answers: Answer[] = [];
    // Fifty at once: more than there are connections, and never so many that one waits too long for its turn.
    for (let sent = 0; sent < 500; sent += 50)
      answers.push(
        ...(await Promise.all(Array.from({ length: 50 }, (_, at) => one.act('messages', { body: `m${sent + at}` })))),
      );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(499);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(1);
  });
});
