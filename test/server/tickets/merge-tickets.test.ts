// Merging: nothing is lost, nobody sees another person's words, what cannot be is refused in words, and it can be undone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketDetail } from '../../../contract/api/ticket-work.ts';
import type { RequesterTicket } from '../../../contract/api/tickets.ts';
import { UNMERGE_HOURS } from '../../../contract/limits.ts';
import { removeAttachmentsOf } from '../../../server/attachments/store-attachments.ts';
import { type Answer, type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { withFiles } from '../../support/multipart.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      Object.assign(settings.categories, {
        hidden: { label: 'Hidden', promise_hours: 1, restricted: true, readers: ['nobody@example.com'] },
        legal: { label: 'Legal', promise_hours: 1, restricted: true, readers: ['first-admin'] },
      });
    },
  });
  api = apiOf(services);
  admin = await api.personWith('admin');
});
afterAll(() => services.close());

async function opened(email: string, message: string, more: object = {}) {
  const { number, access_key } = await api.submitted({ email, name: email.split('@')[0], message, ...more });
  const path = `/api/v1/admin/tickets/${number}`;
  const key = withKey(access_key);
  return {
    number,
    key,
    path,
    detail: async () => (await api.get(path, admin)).json as TicketDetail,
    view: async () => (await api.get(`/api/v1/tickets/${number}`, key)).json as RequesterTicket,
    merge: (into: number) => api.post(`${path}/merge`, { into }, admin),
    unmerge: () => api.call('POST', `${path}/unmerge`, undefined, admin),
    change: async (patch: object) => {
      const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
      const answer = await api.call('PATCH', path, patch, { ...admin, 'if-match': etag });
      expect(answer.status, answer.text).toBe(200);
    },
    reply: (body: string) => api.post(`${path}/messages`, { visibility: 'public', body }, admin),
    write: (body: string) => api.post(`/api/v1/tickets/${number}/messages`, { body }, key),
  };
}

const merged = (answer: Answer) => {
  expect(answer.status, answer.text).toBe(200);
  services.clock.advance(60_000);
  return answer.json as TicketDetail;
};
const bodies = (messages: readonly { body: string }[]) => messages.map((message) => message.body);

describe('a merged request', () => {
  it('stays readable from the one that it went into, with words, files, trail and history', async () => {
    const target = await opened('ada@example.com', 'Where is the export?');
    const twin = await opened('bob@example.com', 'I cannot find the export.', {
      session: {
        sid: 'a'.repeat(32),
        trail: [
          {
            seq: 0,
            t_ms: 0,
            type: 'search_performed',
            search_id: 's',
            query: 'export',
            result_count: 0,
            result_ids: [],
          },
        ],
      },
    });
    const file = await withFiles('message', { body: 'Look.' }, [{ name: 'bob.txt', bytes: 'of Bob' }]);
    await api.call('POST', `/api/v1/tickets/${twin.number}/messages`, file, twin.key);
    const before = await twin.detail();
    expect(merged(await twin.merge(target.number))).toMatchObject({
      status: 'duplicate',
      duplicate_of: target.number,
      resolution_code: 'duplicate_of',
      is_merged: true,
      messages: before.messages,
      tried: before.tried,
    });
    const detail = await target.detail();
    expect(detail.merged).toMatchObject([
      {
        number: twin.number,
        merged_by: 'admin',
        may_unmerge: true,
        requester: { name: 'bob' },
        messages: before.messages,
        tried: before.tried,
      },
    ]);
    expect(detail.merged[0]?.history.map((line) => line.what)).toEqual(
      expect.arrayContaining(['status', 'merged_into']),
    );
    expect(detail.history.at(-1)).toMatchObject({
      what: 'merged',
      to: String(twin.number),
      sentence: `admin merged ${twin.number} into it`,
    });
    const url = detail.merged[0]?.messages[1]?.attachments[0]?.url ?? '';
    expect((await api.get(url, admin)).text).toBe('of Bob');
  });

  it('counts as the kind of its original, also when that is found out later', async () => {
    const target = await opened('ada@example.com', 'Hello.');
    const twin = await opened('bob@example.com', 'Hello again.');
    merged(await twin.merge(target.number));
    expect(await twin.detail()).toMatchObject({ counts_as: { kind: 'undetermined' } });
    const etag = (await api.get(target.path, admin)).headers.get('etag') ?? '';
    await api.call('PATCH', target.path, { kind: 'functionality_issue' }, { ...admin, 'if-match': etag });
    expect(await twin.detail()).toMatchObject({ counts_as: { kind: 'functionality_issue' } });
  });

  it('shows its requester the answer, and neither of the two what the other one wrote', async () => {
    const target = await opened('ada@example.com', 'ADA-FIRST');
    await target.reply('TEAM-BEFORE to Ada');
    services.clock.advance(60_000);
    const twin = await opened('bob@example.com', 'BOB-FIRST');
    merged(await twin.merge(target.number));
    const answer = await target.reply('TEAM-AFTER');
    expect(answer.status).toBe(201);
    expect((await twin.write('BOB-AGAIN')).status).toBe(200);
    expect(bodies((await twin.view()).messages)).toEqual(['BOB-FIRST', 'TEAM-AFTER', 'BOB-AGAIN']);
    expect(await twin.view()).toMatchObject({ promise: null, status: 'We answer this with another request' });
    expect(bodies((await target.view()).messages)).toEqual(['ADA-FIRST', 'TEAM-BEFORE to Ada', 'TEAM-AFTER']);
    expect(JSON.stringify(await twin.view())).not.toMatch(/ADA|ada|BEFORE/);
    expect(JSON.stringify(await target.view())).not.toMatch(/BOB|bob/);
    expect((await target.detail()).messages.at(-1)).toMatchObject({
      body: 'BOB-AGAIN',
      from: 'requester',
      name: 'bob',
    });
  });

  it('opens nothing to whoever typed the same mail address, which nobody has checked', async () => {
    const target = await opened('ada@example.com', 'ADA-FIRST');
    const file = await withFiles('message', { body: 'ADA-FILE' }, [{ name: 'ada.txt', bytes: 'of Ada' }]);
    await api.call('POST', `/api/v1/tickets/${target.number}/messages`, file, target.key);
    await target.reply('TEAM-BEFORE');
    services.clock.advance(60_000);
    const stranger = await opened('ADA@example.com', 'The same as my other one.');
    merged(await stranger.merge(target.number));
    await target.write('ADA-AGAIN');
    await target.reply('TEAM-AFTER');
    expect(bodies((await stranger.view()).messages)).toEqual(['The same as my other one.', 'TEAM-AFTER']);
    const id = (await target.view()).messages[1]?.attachments[0]?.id;
    expect((await api.get(`/api/v1/tickets/${stranger.number}/attachments/${id}`, stranger.key)).status).toBe(404);
    await stranger.write('STRANGER-AGAIN');
    expect(bodies((await target.view()).messages)).not.toContain('STRANGER-AGAIN');
  });

  it('that was restricted since the merge keeps to itself what its requester goes on to write', async () => {
    const target = await opened('ada@example.com', 'ADA-FIRST');
    const twin = await opened('bob@example.com', 'BOB-FIRST');
    merged(await twin.merge(target.number));
    await twin.change({ category: 'legal' });
    expect((await twin.write('BOB-SECRET')).status).toBe(200);
    expect(bodies((await twin.view()).messages)).toContain('BOB-SECRET');
    expect(bodies((await twin.detail()).messages)).toContain('BOB-SECRET');
    const agent = await api.personWith('agent', 'no-reader-1@example.com');
    const seen = await api.get(target.path, agent);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toMatch(/BOB/);
    expect((await api.get('/api/v1/admin/tickets?q=BOB-SECRET', agent)).json).toMatchObject({ total: 0 });
  });

  it('into one that was restricted since is taken apart by its readers only', async () => {
    const target = await opened('ada@example.com', 'ADA-FIRST');
    const twin = await opened('bob@example.com', 'BOB-FIRST');
    merged(await twin.merge(target.number));
    await target.change({ category: 'legal' });
    await twin.write('BOB-SECRET');
    const agent = await api.personWith('agent', 'no-reader-2@example.com');
    const refused = await api.call('POST', `${twin.path}/unmerge`, undefined, agent);
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'not_possible_now' });
    expect(refused.text).not.toContain(String(target.number));
    expect((await api.get(twin.path, agent)).text).not.toContain('BOB-SECRET');
    expect((await twin.unmerge()).status).toBe(200);
  });

  it('tells everybody of an answer once', async () => {
    const target = await opened('cleo@example.com', 'one');
    for (const email of ['dan@example.com', 'Dan@example.com', 'cleo@example.com'])
      merged(await (await opened(email, 'the same')).merge(target.number));
    await target.reply('Done.');
    const mails = await services.db.selectFrom('outbox').select('recipient').where('kind', '=', 'reply').execute();
    const told = mails.map((mail) => mail.recipient.toLowerCase()).filter((to) => /^(cleo|dan)@/.test(to));
    expect(told.sort()).toEqual(['cleo@example.com', 'dan@example.com']);
  });

  it('sends a requester’s answer to where it is read, and opens that again', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    const last = await opened('eve@example.com', 'three');
    merged(await twin.merge(target.number));
    merged(await target.merge(last.number));
    await api.post(`${last.path}/status`, { status: 'completed', answer_state: 'no_article' }, admin);
    const file = await withFiles('message', { body: 'It is still there.' }, [{ name: 'x.txt', bytes: 'proof' }]);
    const answer = await api.call('POST', `/api/v1/tickets/${twin.number}/messages`, file, twin.key);
    expect(answer.status, answer.text).toBe(200);
    const detail = await last.detail();
    expect(detail.messages.at(-1)).toMatchObject({
      body: 'It is still there.',
      name: 'bob',
      attachments: [{ name: 'x.txt' }],
    });
    expect(detail).toMatchObject({ status: 'in_review', reopened_count: 1 });
    expect(detail.merged.map((one) => one.number).sort()).toEqual([target.number, twin.number].sort());
    const own = (await twin.view()).messages.at(-1)?.attachments[0]?.url ?? '';
    expect((await api.get(own, twin.key)).text).toBe('proof');
    const id = own.split('/').at(-1);
    expect((await api.get(`/api/v1/tickets/${last.number}/attachments/${id}`, last.key)).status).toBe(404);
  });

  it('gives another person’s file back to their own request when the one that stays is erased', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    merged(await twin.merge(target.number));
    for (const one of [target, twin]) {
      const file = await withFiles('message', { body: 'Look.' }, [{ name: 'x.txt', bytes: `of ${one.number}` }]);
      await api.call('POST', `/api/v1/tickets/${one.number}/messages`, file, one.key);
    }
    const idOf = (number: number) =>
      services.db.selectFrom('ticket').select('id').where('number', '=', number).executeTakeFirstOrThrow();
    const erased = await idOf(target.number);
    const gone = await services.writes.write((trx) => removeAttachmentsOf(trx, [erased.id]));
    expect(gone).toHaveLength(1);
    const left = await services.db
      .selectFrom('attachment')
      .select(['id', 'ticket_id'])
      .where('ticket_id', 'in', [erased.id, (await idOf(twin.number)).id])
      .execute();
    expect(left.map((file) => file.ticket_id)).toEqual([(await idOf(twin.number)).id]);
    expect(gone).not.toContain(left[0]?.id);
  });

  it('takes no answer and no move of the team, and says where to go on', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    merged(await twin.merge(target.number));
    for (const answer of [
      await twin.reply('Hello?'),
      await api.post(`${twin.path}/status`, { status: 'in_review' }, admin),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 409, code: 'not_possible_now', merged_into: target.number });
      expect(problemOf(answer).detail).toContain(String(target.number));
    }
    const { allowed_next, moves } = await twin.detail();
    expect(allowed_next).toEqual([]);
    expect(moves.length).toBeGreaterThan(0);
    for (const move of moves)
      expect(move).toMatchObject({ may: false, why_not: expect.stringContaining(`${target.number}`) });
  });
});

describe('a merge', () => {
  it.each([
    ['itself', /itself/, async (one: { number: number }) => one.number],
    ['a number that was never given', /no request of this number/, async () => 999_999],
    [
      'one that this person may not see',
      /no request of this number/,
      async () => (await opened('a@b.example', 'x', { category: 'hidden' })).number,
    ],
    ['a restricted one', /restricted/, async () => (await opened('a@b.example', 'x', { category: 'legal' })).number],
    [
      'one that was merged itself',
      /Merge into \d+/,
      async () => {
        const twin = await opened('a@b.example', 'x');
        merged(await twin.merge((await opened('a@b.example', 'y')).number));
        return twin.number;
      },
    ],
    [
      'one that was merged into it',
      /was merged into this one/,
      async (one: { number: number }) => {
        const twin = await opened('a@b.example', 'x');
        merged(await twin.merge(one.number));
        return twin.number;
      },
    ],
  ])('into %s is refused', async (_what, words, into) => {
    const one = await opened('ada@example.com', 'one');
    const number = await into(one);
    const before = await one.detail();
    expect(problemOf(await one.merge(number))).toMatchObject({
      status: 422,
      code: 'cannot_merge',
      detail: expect.stringMatching(words),
      errors: [{ pointer: '/into' }],
    });
    expect(await one.detail()).toEqual(before);
  });

  it('of one that is merged already is refused, and so is a restricted one with another restricted category', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    merged(await twin.merge(target.number));
    expect(problemOf(await twin.merge((await opened('c@d.example', 'three')).number)).detail).toMatch(/merged already/);
    const legal = await opened('ada@example.com', 'one', { category: 'legal' });
    const security = await opened('ada@example.com', 'one', { category: 'security' });
    expect(problemOf(await legal.merge(security.number)).detail).toMatch(/same restricted category/);
    expect((await legal.merge((await opened('x@y.example', 'two', { category: 'legal' })).number)).status).toBe(200);
  });

  it('of two with each other at once happens one way only', async () => {
    const [one, two] = [await opened('ada@example.com', 'one'), await opened('bob@example.com', 'two')];
    const answers = await Promise.all([one.merge(two.number), two.merge(one.number)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });

  it('can be undone for a while: status, answer and words come back', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    await twin.reply('A first word.');
    const before = await twin.detail();
    merged(await twin.merge(target.number));
    await twin.write('And one more.');
    expect(merged(await twin.unmerge())).toMatchObject({
      status: 'in_review',
      duplicate_of: null,
      resolution_code: null,
      solved_at: null,
      is_merged: false,
    });
    expect(bodies((await twin.detail()).messages)).toEqual([...bodies(before.messages), 'And one more.']);
    expect(bodies((await target.detail()).messages)).toEqual(['one']);
    expect((await target.detail()).merged).toEqual([]);
    expect((await twin.detail()).history.slice(-2).map((line) => line.what)).toEqual(['status', 'unmerged']);
    expect((await twin.reply('Now it works again.')).status).toBe(201);
    expect(problemOf(await twin.unmerge())).toMatchObject({ status: 409, code: 'not_possible_now' });
  });

  it('that was undone leaves its requester the answers that were written to both, and none of later', async () => {
    const target = await opened('ada@example.com', 'ADA-FIRST');
    const other = await opened('cleo@example.com', 'CLEO-FIRST');
    const twin = await opened('bob@example.com', 'BOB-FIRST');
    const file = await withFiles('message', { visibility: 'public', body: 'TO-BOTH' }, [
      { name: 'how.txt', bytes: 'how' },
    ]);
    await target.reply('BEFORE');
    services.clock.advance(60_000);
    merged(await twin.merge(target.number));
    merged(await other.merge(target.number));
    expect((await api.call('POST', `${target.path}/messages`, file, admin)).status).toBe(201);
    services.clock.advance(60_000);
    const read = await twin.view();
    merged(await other.unmerge());
    merged(await twin.unmerge());
    await target.reply('AFTER');
    const view = await twin.view();
    expect(view.messages).toEqual(read.messages);
    expect(bodies(view.messages)).toEqual(['BOB-FIRST', 'TO-BOTH']);
    const url = view.messages[1]?.attachments[0]?.url ?? '';
    expect((await api.get(url, twin.key)).text).toBe('how');
    services.clock.advance(60_000);
    merged(await twin.merge(target.number));
    await target.reply('AGAIN');
    expect(bodies((await twin.view()).messages)).toEqual(['BOB-FIRST', 'TO-BOTH', 'AGAIN']);
  });

  it('that was undone shows nothing of a request that was restricted since', async () => {
    const target = await opened('ada@example.com', 'ADA-FIRST');
    const twin = await opened('bob@example.com', 'BOB-FIRST');
    merged(await twin.merge(target.number));
    await target.reply('TO-BOTH');
    merged(await twin.unmerge());
    await target.change({ category: 'legal' });
    expect(bodies((await twin.view()).messages)).toEqual(['BOB-FIRST']);
  });

  it('leaves nothing to rate: what is rated is the request in which it goes on', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    merged(await twin.merge(target.number));
    expect((await twin.view()).may).toMatchObject({ rate: false, confirm: false });
    const rated = await api.post(`/api/v1/tickets/${twin.number}/satisfaction`, { score: 5 }, twin.key);
    expect(problemOf(rated)).toMatchObject({ status: 409, code: 'not_possible_now' });
  });

  it('cannot be undone later', async () => {
    const target = await opened('ada@example.com', 'one');
    const twin = await opened('bob@example.com', 'two');
    merged(await twin.merge(target.number));
    services.clock.advance(UNMERGE_HOURS * 3_600_000);
    expect((await target.detail()).merged).toMatchObject([{ may_unmerge: false }]);
    expect(problemOf(await twin.unmerge())).toMatchObject({
      status: 409,
      detail: expect.stringContaining(String(UNMERGE_HOURS)),
    });
  });
});
