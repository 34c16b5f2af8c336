// How a request moves: both paths, what is allowed where, and the answer that closes it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

/** The statuses of the contract, in its order. */
const STATUSES =
  'submitted in_review approved in_progress ready_to_test in_testing ready_to_install client_testing completed cannot_replicate needs_estimate estimate_ready estimate_pending_approval waiting_on_requester answered duplicate declined'.split(
    ' ',
  );
const NINE = STATUSES.slice(1, 9);

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
});
afterAll(() => services.close());

interface Detail {
  status: string;
  workflow: string;
  allowed_next: string[];
  history: { who: string; what: string; from: string | null; to: string | null; note: string | null }[];
  [field: string]: unknown;
}

const open = async (ticket: Record<string, unknown> = {}) => (await api.submitted(ticket)).number;
const move = (number: number, body: object) => api.post(`/api/v1/admin/tickets/${number}/status`, body, admin);
const read = async (number: number) => (await api.get(`/api/v1/admin/tickets/${number}`, admin)).json as Detail;

describe('the way of a request', () => {
  it('takes the nine statuses for a problem, each in the history', async () => {
    const number = await open({ enquiry_type: 'problem' });
    expect((await read(number)).workflow).toBe('problem');
    for (const status of NINE) {
      services.clock.advance(60_000);
      const answer = await move(number, { status, note: `to ${status}` });
      expect(answer.json, answer.text).toMatchObject({ status });
      expect(answer.headers.get('etag')).toMatch(/^"v\d+"$/);
    }
    const { history } = await read(number);
    expect(history.map((line) => line.to)).toEqual(['submitted', ...NINE]);
    expect(history.at(-1)).toMatchObject({
      at: services.clock.now().toISOString(),
      who: 'admin',
      what: 'status',
      from: 'client_testing',
      to: 'completed',
      note: 'to completed',
    });
  });

  it('is the short one for everything else and for nothing, unless the category says otherwise', async () => {
    for (const enquiry_type of ['question', 'request', 'complaint', 'foi', 'thanks', 'rant', undefined])
      expect((await read(await open({ enquiry_type }))).workflow).toBe('question');
    expect((await read(await open({ category: 'bug' }))).workflow).toBe('problem');
    const own = await makeServices({
      settings: (settings) => {
        Object.assign(settings.categories.billing ?? {}, { workflow: 'problem' });
      },
    });
    const ownApi = apiOf(own);
    const ownAdmin = await ownApi.personWith('admin');
    const { number } = await ownApi.submitted({ category: 'billing', enquiry_type: 'question' });
    expect((await ownApi.get(`/api/v1/admin/tickets/${number}`, ownAdmin)).json).toMatchObject({ workflow: 'problem' });
    await own.close();
  });

  it('names what is allowed when a step is not, and changes nothing', async () => {
    const number = await open({ enquiry_type: 'problem' });
    const problem = problemOf(await move(number, { status: 'in_testing' }));
    expect(problem).toMatchObject({
      status: 409,
      code: 'transition_not_allowed',
      allowed: ['in_review', 'completed', 'duplicate', 'declined'],
      detail: '"In testing" cannot follow "Submitted". It can be moved to: In review, Completed, Duplicate, Declined.',
    });
    expect(await read(number)).toMatchObject({ status: 'submitted', allowed_next: problem.allowed, version: 1 });
  });

  it('allows exactly what it says is allowed, from every status of both paths', async () => {
    for (const [name, steps] of Object.entries(services.settings.workflows)) {
      for (const [status, transitions] of Object.entries(steps)) {
        const following = transitions.map((transition) => transition.to);
        const number = await open(name === 'problem' ? { enquiry_type: 'problem' } : {});
        await services.db.updateTable('ticket').set({ status }).where('number', '=', number).execute();
        expect((await read(number)).allowed_next).toEqual(following);
        for (const to of STATUSES) {
          const answer = await move(number, { status: to, answer_state: 'not_knowledge' });
          expect(answer.status, `${name}: ${status} to ${to}`).toBe(following.includes(to) ? 200 : 409);
          await services.db.updateTable('ticket').set({ status }).where('number', '=', number).execute();
        }
      }
    }
  });

  it('has every status of the contract', () => {
    expect(Object.keys(services.settings.statuses).sort()).toEqual(STATUSES.toSorted());
  });

  it('says 422 for a status that there is not, names of JavaScript included', async () => {
    const number = await open();
    for (const status of ['done', 'constructor', 'toString', 'Completed']) {
      const problem = problemOf(await move(number, { status }));
      expect(problem).toMatchObject({ status: 422, code: 'unknown_status', errors: [{ pointer: '/status' }] });
      expect(problem.errors?.[0]?.detail).toBe(`Use one of: ${Object.keys(services.settings.statuses).join(', ')}.`);
    }
  });

  it('gets a request out of a status that the settings do not have any more', async () => {
    const number = await open();
    await services.db.updateTable('ticket').set({ status: 'retired' }).where('number', '=', number).execute();
    expect(await read(number)).toMatchObject({ status_label: 'retired', allowed_next: ['submitted', 'in_review'] });
    expect((await move(number, { status: 'in_review' })).status).toBe(200);
  });
});

describe('the answer that closes a request', () => {
  for (const enquiry_type of ['problem', 'question']) {
    for (const from of ['submitted', 'in_review']) {
      it(`completes a ${enquiry_type} straight from ${from}, and only with an answer`, async () => {
        const number = await open({ enquiry_type });
        if (from === 'in_review') await move(number, { status: 'in_review' });
        expect(problemOf(await move(number, { status: 'completed' }))).toMatchObject({
          status: 422,
          code: 'answer_missing',
          errors: [{ pointer: '/answer_state' }],
        });
        const done = await move(number, { status: 'completed', answer_state: 'article', answer_articles: ['refunds'] });
        expect(done.json).toMatchObject({ status: 'completed', answer_state: 'article', answer_articles: ['refunds'] });
        expect((done.json as Detail).solved_at).toBe(services.clock.now().toISOString());
      });
    }
  }

  it('says which article is not there, and stores nothing', async () => {
    const number = await open();
    const problem = problemOf(
      await move(number, {
        status: 'completed',
        answer_state: 'article',
        answer_articles: ['refunds', 'no-such', 'constructor'],
      }),
    );
    expect(problem).toMatchObject({
      status: 422,
      code: 'unknown_article',
      errors: [
        { pointer: '/answer_articles/1', detail: 'There is no article "no-such".' },
        { pointer: '/answer_articles/2', detail: 'There is no article "constructor".' },
      ],
    });
    expect(await read(number)).toMatchObject({ status: 'submitted', answer_state: null, answer_articles: [] });
  });

  it('asks which request a duplicate repeats, and takes only another one that is there', async () => {
    const original = await open();
    const number = await open();
    const twin = (duplicate_of?: number) =>
      move(number, { status: 'duplicate', resolution_code: 'duplicate_of', duplicate_of });
    expect(problemOf(await twin())).toMatchObject({
      status: 422,
      code: 'answer_missing',
      errors: [{ pointer: '/duplicate_of' }],
    });
    for (const wrong of [number, 999_999])
      expect(problemOf(await twin(wrong))).toMatchObject({ status: 400, errors: [{ pointer: '/duplicate_of' }] });
    expect((await twin(original)).json).toMatchObject({ status: 'duplicate', duplicate_of: original });
  });

  it('names the root causes that there are', async () => {
    const problem = problemOf(await move(await open(), { status: 'in_review', root_cause: 'gremlins' }));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/root_cause' }] });
    expect(problem.errors?.[0]?.detail).toContain('no_guidance, unclear_guidance');
  });

  it.each([
    ['/status', {}],
    ['/status', { status: 7 }],
    ['/answer_state', { status: 'in_review', answer_state: 'maybe' }],
    ['/answer_articles', { status: 'in_review', answer_articles: 'refunds' }],
    ['/answer_articles', { status: 'in_review', answer_articles: Array(21).fill('refunds') }],
    ['/resolution_code', { status: 'in_review', resolution_code: 'magic' }],
    ['/solved_at', { status: 'in_review', solved_at: '2020-01-01' }],
  ])('refuses a wrong %s', async (pointer, body) => {
    expect(problemOf(await move(await open(), body))).toMatchObject({
      status: 400,
      code: 'validation_failed',
      errors: [{ pointer }],
    });
  });

  it('names no article twice', async () => {
    const done = await move(await open(), {
      status: 'completed',
      answer_state: 'article',
      answer_articles: ['refunds', 'invoices', 'refunds'],
    });
    expect(done.json).toMatchObject({ answer_articles: ['refunds', 'invoices'] });
  });
});
