// What the suggestion at submission takes from the database: what was confirmed of like requests, rises of faults, words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suggestOpenAgain } from '../../../server/tickets/suggest-again.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

const settled = (id: string, day: string, own: object) => ({
  ...{ id, requester: `${id}@example.com`, channel: 'email', text: 'Greetings', subject: id, blind: false },
  ...{ submitted_at: `2026-03-${day}T10:00:00Z`, solved_at: `2026-03-${day}T12:00:00Z`, severity: 1 },
  ...own,
});
const fault = { kind_confirmed: 'functionality_issue', resolution_code: 'code_change', root_cause: 'defect' };

async function reasonsOf(ticket: Record<string, unknown>): Promise<string[]> {
  const { number } = await api.submitted({ message: 'Greetings to all of you.', ...ticket });
  return reasonsOfNumber(number);
}
async function reasonsOfNumber(number: number): Promise<string[]> {
  const row = await services.db
    .selectFrom('ticket')
    .select('kind_reasons_1')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return (JSON.parse(row.kind_reasons_1) as { text: string }[]).map(({ text }) => text);
}

describe('what was confirmed of like requests', () => {
  beforeAll(async () => {
    services = await makeServices({ now: '2026-03-20T09:00:00.000Z' });
    api = apiOf(services);
    const invoices = { subject: 'Invoice footer colour', text: 'Invoice footer colour' };
    await importFile(services, {
      articles: [],
      sessions: [],
      tickets: [
        ...['01', '02', '03'].map((day) => settled(`a${day}`, day, { ...fault, ...invoices })),
        settled('b', '04', { kind_confirmed: 'knowledge_gap', answer_state: 'no_article', ...invoices }),
        settled('c', '04', { subject: 'Export of totals', text: 'x', ...fault }),
        settled('d', '05', { subject: 'Exports of totals', text: 'x', ...fault }),
        settled('e', '25', { subject: 'Export of totals', text: 'x', ...fault }),
      ],
    });
  });
  afterAll(() => services.close());

  it('counts, with its numbers in the reason', async () => {
    expect(await reasonsOf({ subject: 'Invoice footer colour' })).toEqual([
      '1 point: of 4 similar requests 1 were knowledge gaps and 3 were faults',
    ]);
  });

  it('counts from three on, and only what was confirmed before', async () => {
    expect(await reasonsOf({ subject: 'Export of totals' })).toEqual([]);
  });

  it('counts for ninety days', async () => {
    services.clock.set('2026-06-20T09:00:00.000Z');
    expect(await reasonsOf({ subject: 'Invoice footer colour' })).toEqual([]);
    services.clock.set('2026-03-20T09:00:00.000Z');
  });

  it('says nothing of other words, and nothing of a restricted request', async () => {
    expect(await reasonsOf({ subject: 'Something else entirely' })).toEqual([]);
    expect(await reasonsOf({ subject: 'Invoice footer colour', category: 'security' })).toEqual([]);
  });
});

describe('a sudden rise of faults', () => {
  const RISE = '2 points: a sudden rise of faults here is going on';
  beforeAll(async () => {
    services = await makeServices({ now: '2026-03-24T13:00:00.000Z' });
    api = apiOf(services);
    await importFile(services, {
      articles: [],
      sessions: [],
      tickets: [
        settled('old', '01', { kind_confirmed: 'other', resolution_code: 'no_action' }),
        ...['a', 'b', 'c', 'd'].map((id) =>
          settled(id, '24', { ...fault, page_key: '/pay', subject: 'Payment page empty' }),
        ),
        settled('e', '24', { kind_confirmed: 'knowledge_gap', answer_state: 'no_article', page_key: '/team' }),
      ],
    });
  });
  afterAll(() => services.close());

  it('speaks for a fault on the same page, and in the same words', async () => {
    expect(await reasonsOf({ page_key: '/pay' })).toEqual([RISE]);
    expect(await reasonsOf({ subject: 'The payment page is empty' })).toContain(RISE);
    expect(await reasonsOf({ page_key: '/team' })).toEqual([]);
    expect(await reasonsOf({ page_key: '/pay', category: 'security' })).toEqual([]);
  });

  it('is over after seven quiet days', async () => {
    // The last flag is that of the seven days to 30 March.
    services.clock.set('2026-04-05T13:00:00.000Z');
    expect(await reasonsOf({ page_key: '/pay' })).toEqual([RISE]);
    services.clock.set('2026-04-06T13:00:00.000Z');
    expect(await reasonsOf({ page_key: '/pay' })).toEqual([]);
  });

  it('is not there before there is anything to compare with', async () => {
    const young = await makeServices({ now: '2026-03-24T13:00:00.000Z' });
    try {
      const caller = apiOf(young);
      await importFile(young, {
        articles: [],
        sessions: [],
        tickets: ['a', 'b', 'c', 'd'].map((id) => settled(id, '24', { ...fault, page_key: '/pay' })),
      });
      const { number } = await caller.submitted({ message: 'Greetings.', page_key: '/pay' });
      const row = await young.db
        .selectFrom('ticket')
        .select('kind_reasons_1')
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      expect(row.kind_reasons_1).toBe('[]');
    } finally {
      await young.close();
    }
  });
});

describe('words of the settings', () => {
  const message = 'Everything is kaputtnik since the morning.';
  let open: number;
  let settledNumber: number;
  let confirmed: number;

  beforeAll(async () => {
    services = await makeServices();
    api = apiOf(services);
    admin = await api.personWith('admin');
    [open, settledNumber, confirmed] = [
      (await api.submitted({ message })).number,
      (await api.submitted({ message })).number,
      (await api.submitted({ message })).number,
    ];
    const move = { status: 'completed', answer_state: 'not_knowledge', resolution_code: 'no_action' };
    expect((await api.post(`/api/v1/admin/tickets/${settledNumber}/status`, move, admin)).status).toBe(200);
    await services.db.updateTable('ticket').set({ kind_confirmed: 'other' }).where('number', '=', confirmed).execute();
  });
  afterAll(() => services.close());

  const rows = () =>
    services.db
      .selectFrom('ticket')
      .select(['number', 'kind_suggested_1', 'kind_rule_version', 'kind'])
      .where('number', 'in', [open, settledNumber, confirmed])
      .orderBy('number')
      .execute();

  it('are asked again of open requests only, once', async () => {
    const before = await rows();
    expect(await suggestOpenAgain(services)).toBe(0);
    const kind_words = { en: { fail: ['kaputt*'], question: ['how (come)'] } };
    const changed = { ...services, settings: { ...services.settings, kind_words } };
    expect(await suggestOpenAgain(changed)).toBe(1);
    expect(await suggestOpenAgain(changed)).toBe(0);
    expect(await reasonsOfNumber(open)).toEqual(['2 points: the text says "kaputtnik"']);
    const [first, ...others] = await rows();
    expect(first).toMatchObject({ kind_suggested_1: 'functionality_issue', kind: 'functionality_issue' });
    expect(first?.kind_rule_version).toMatch(/^kind-[\d.]+\+[0-9a-f]{8}$/);
    expect(others).toEqual(before.slice(1));
  });

  it('are words and no patterns', async () => {
    const kind_words = { en: { fail: ['e.'], question: ['(every'] } };
    const changed = { ...services, settings: { ...services.settings, kind_words } };
    await suggestOpenAgain(changed);
    expect(await reasonsOfNumber(open)).toEqual([]);
  });
});
