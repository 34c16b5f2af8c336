// Importing history: what it may hold, what is left out and said, and the figures of a history worked out by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importedSid, importedTicketId } from '../../../server/import/import-ids.ts';
import { HistoryError, readHistory } from '../../../server/import/read-history.ts';
import { wilson } from '../../../server/method/statistics.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { SECOND_HISTORY } from './second-history.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let counts: Awaited<ReturnType<typeof importFile>>;

beforeAll(async () => {
  services = await makeServices({ now: '2026-05-20T09:00:00.000Z' });
  api = apiOf(services);
  admin = await api.personWith('admin');
  counts = await importFile(services, SECOND_HISTORY);
});
afterAll(() => services.close());

async function figure(name: string): Promise<unknown> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?from=2026-05-04&to=2026-05-10&min_n=1`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: unknown }).data;
}

/** A rate by its definition: hits of cases, with Wilson's interval. */
function rate(num: number, den: number) {
  const { lo, hi } = wilson(num, den) ?? { lo: 0, hi: 0 };
  return { num, den, value: expect.closeTo(num / den, 10), lo: expect.closeTo(lo, 10), hi: expect.closeTo(hi, 10) };
}

describe('a history worked out by hand', () => {
  it('is taken whole', () => {
    expect(counts).toMatchObject({
      articles: { taken: 4, known: 0 },
      sessions: { taken: 10, known: 0 },
      tickets: { taken: 8, known: 0 },
      ...{ refused: [], notes: [] },
    });
  });

  it('ends ten sessions as they went: nine count, seven of them led to somebody', async () => {
    // a1 answered; a3 possibly; a2 another channel, a5 followed up, b1 to b5 sent; a4 is staff.
    expect(await figure('help_outcomes')).toMatchObject({
      ...{ attempted: 9, answered: 1, possibly_answered: 1, unanswered: 0, escalated: 7, no_attempt: 0 },
    });
    expect(await figure('escalation_rate')).toMatchObject(rate(7, 9));
    expect(await figure('linkable_share')).toMatchObject({ num: 1, den: 9 });
  });

  it('counts what was withdrawn or sent from the form, and who would have written', async () => {
    // The form was opened in b1 to b5, and all of them sent.
    expect(await figure('form_deflection_rate')).toMatchObject({ low: rate(0, 5), high: rate(0, 5) });
    expect(await figure('deflected_tickets')).toMatchObject({ low: 0, high: 2 });
    expect(await figure('intent_rate')).toMatchObject({ num: 1, den: 1 });
  });

  it('counts searches without those of staff', async () => {
    // a1 a2 a5 b1 b2 b3 b5: seven searches in seven sessions, one of them (a5) found nothing, four were opened.
    expect(await figure('zero_result_rate')).toMatchObject(rate(1, 7));
    expect(await figure('search_ctr')).toMatchObject(rate(4, 7));
    expect(await figure('no_click_rate')).toMatchObject(rate(2, 6));
    expect(await figure('mean_click_rank')).toMatchObject({ value: 1, n: 4 });
  });

  it('knows why people asked, one line of the rule each', async () => {
    expect(await figure('sub_kind_counts')).toMatchObject({
      ...{ missing: 2, unfindable: 3, unclear: 0, not_looked: 0, unattributed: 2 },
      reasons: {
        // R3: it was there, for others; R7: it was written later.
        missing: { not_visible_to_audience: 1, no_article_at_submission: 1 },
        // R1 below what was shown, R4 offered and not opened, R5 by a colleague's hand.
        unfindable: { ranked_low: 1, shown_not_opened: 1, agent: 1 },
        // R2: the trail was taken off, and an answer exists; R6: nobody named one.
        unattributed: { trail_removed: 1, no_answer_named: 1 },
      },
    });
  });

  it('gives a repeated request the kind of the first', async () => {
    expect(await figure('kind_share')).toMatchObject({
      knowledge_gap: { low: rate(7, 8) },
      other: { low: rate(1, 8) },
      minutes: { knowledge_gap: 63, other: 10 },
    });
  });

  it('puts each request in its gap', async () => {
    const rows = (await figure('gap_backlog')) as { key: string; users: number; tickets: number; minutes: number }[];
    expect(Object.fromEntries(rows.map(({ key, tickets }) => [key, tickets]))).toEqual({
      'unfindable:returns': 1,
      'missing:resellers': 1,
      'unfindable:resellers': 1,
      'unfindable:delivery': 1,
      'missing:vouchers': 1,
    });
    // m0 = 73 / 8; one ticket of ten minutes: (10 + 3·m0) / 4, in one of four weeks, kind by how it was solved (0.7).
    const each = (10 + 3 * (73 / 8)) / 4;
    const byRule = rows.find(({ key }) => key === 'unfindable:returns');
    expect(byRule).toMatchObject({
      ...{ users: 1, weeks_factor: 0.25, confidence: 0.7, recurrence: 'isolated' },
      minutes_per_ticket: expect.closeTo(each, 10),
      score: expect.closeTo(each * 0.25 * 0.7, 10),
    });
    // A sub-kind that somebody set is sure.
    expect(rows.find(({ key }) => key === 'unfindable:delivery')).toMatchObject({ confidence: 1 });
  });

  it('says what people had tried', async () => {
    // Five widget requests, one without its trail: b5 read before asking; b1, b3 and b5 searched.
    expect(await figure('self_service_before_ticket')).toMatchObject({ num: 1, den: 5 });
    expect(await figure('searched_before_ticket')).toMatchObject({ num: 3, den: 5 });
    expect(await figure('channel_mix')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ channel: 'widget', tickets: 5, without_trail: expect.objectContaining(rate(1, 5)) }),
      ]),
    );
  });

  it('counts a read and a vote for the article, and only what was unclear against it', async () => {
    const rows = (await figure('article_ticket_rate')) as { article: string }[];
    // Read in a1, a2 and b5: b5 was not unclear to them, a colleague says, but hard to find.
    expect(rows.find(({ article }) => article === 'delivery')).toMatchObject({
      ...{ reads: 3, yes: 1, no: 1, tickets: 1, unclear: 0, wrong_article: 1 },
    });
    // a3 and b2, whose trail was taken off.
    expect(rows.find(({ article }) => article === 'returns')).toMatchObject({ reads: 2, tickets: 0 });
  });

  it('says who sent it on and who settled it', async () => {
    // All eight were sent to billing; R8 was settled by another team.
    expect(await figure('routing')).toMatchObject(rate(7, 8));
    expect(await figure('demand_type_share')).toMatchObject({ failure: { low: rate(8, 8) } });
    expect(await figure('first_contact_resolution')).toMatchObject(rate(8, 8));
  });

  it('keeps the team of an article, and takes it later where the article was there without', async () => {
    const teamOf = async (slug: string) =>
      (await services.db.selectFrom('article').select('target_group').where('slug', '=', slug).executeTakeFirst())
        ?.target_group;
    expect([await teamOf('delivery'), await teamOf('returns')]).toEqual(['shipping', null]);
    const again = ['delivery', 'returns'].map((id) => ({ id, title: id, group: 'warehouse' }));
    expect(await importFile(services, { articles: again })).toMatchObject({ articles: { taken: 0, known: 2 } });
    expect([await teamOf('delivery'), await teamOf('returns')]).toEqual(['shipping', 'warehouse']);
  });

  it('is there once, however often it comes', async () => {
    const again = await importFile(services, SECOND_HISTORY);
    expect(again).toMatchObject({
      articles: { taken: 0, known: 4 },
      sessions: { taken: 0, known: 10 },
      tickets: { taken: 0, known: 8 },
    });
    expect(await figure('help_outcomes')).toMatchObject({ attempted: 9 });
  });
});

describe('a file that is not as it should be', () => {
  it.each([
    ['{', /is no JSON/],
    ['[]', /must be \{"articles"/],
    ['{"tickets": 3}', /"tickets" in x\.json must be a list/],
  ])('is refused whole: %s', (text, why) => {
    expect(() => readHistory(text, 'x.json')).toThrow(HistoryError);
    expect(() => readHistory(text, 'x.json')).toThrow(why);
  });

  it.each(['2026-02-30T10:00:00Z', '2026-03-02', '2026-03-02T25:00:00Z', ''])('knows that %j is no moment', (at) => {
    const read = readHistory(JSON.stringify({ sessions: [{ id: 's', at, page_key: '/', ev: [] }] }), 'x.json');
    expect(read.refused).toMatchObject([{ place: 'sessions[0] (s).at' }]);
  });

  it('names the place of each bad row, and takes the others', () => {
    const [first] = SECOND_HISTORY.tickets;
    const rows = [{ ...first, colour: 'red' }, { ...first, id: 'bad', submitted_at: 'yesterday', severity: 9 }, first];
    const read = readHistory(JSON.stringify({ tickets: rows, more: [] }), 'x.json');
    expect(read.tickets).toHaveLength(1);
    expect(read.refused).toEqual([
      { place: 'tickets[1] (bad).submitted_at', text: expect.stringMatching(/must be a moment/) },
      { place: 'tickets[1] (bad).severity', text: expect.any(String) },
      { place: 'tickets[2] (R1)', text: expect.stringMatching(/id of an earlier row/) },
    ]);
    expect(read.notes.map(({ place }) => place)).toEqual(['more', 'tickets[0] (R1).colour']);
  });

  it('says of events, sessions and names what it cannot take as they stand', async () => {
    const own = await makeServices({ now: '2026-05-20T09:00:00.000Z' });
    const [one] = SECOND_HISTORY.tickets;
    const at = '2026-05-05T08:00:00Z';
    const taken = await importFile(own, {
      sessions: [
        { id: 'x', at, page_key: '/orders', ev: [[1, 'jump'], 'no', [2, 'search', 'a', []], [60, 'ticket', 'X1']] },
        {
          id: 'y',
          at,
          page_key: '/orders',
          ev: [
            [2, 'search', 'b', []],
            [60, 'ticket', 'X1'],
          ],
        },
      ],
      tickets: [
        { ...one, id: 'X1', session: 'x', root_cause: 'moonlight' },
        { ...one, id: 'X2', session: 'x' },
        { ...one, id: 'X3', session: 'nowhere' },
      ],
    });
    expect(taken).toMatchObject({ sessions: { taken: 2 }, tickets: { taken: 3 }, refused: [] });
    const said = taken.notes.map(({ place, text }) => `${place} ${text}`).join('\n');
    expect(said).toMatch(/sessions \(x\)\.ev\[0\] no event is called "jump"/);
    expect(said).toMatch(/sessions \(x\)\.ev\[1\] not of the form/);
    expect(said).toMatch(/sessions \(y\) says that X1 was sent in it, which is another's/);
    expect(said).toMatch(/tickets \(X2\)\.session x is another's: taken without a trail/);
    expect(said).toMatch(/tickets \(X3\)\.session nowhere is not in the file/);
    expect(said).toMatch(/"moonlight" is not in the settings/);
    const trails = await own.db.selectFrom('ticket').select(['id', 'trail', 'sid']).execute();
    const trailOf = (id: string) => trails.find((row) => row.id === importedTicketId(id));
    expect(trailOf('X1')).toMatchObject({ trail: 'attached', sid: importedSid('x') });
    expect(trailOf('X2')).toMatchObject({ trail: 'none', sid: null });
    await own.close();
  });

  it('keeps ids that have our own form, and gives others the same one each time', () => {
    const [sid, uuid] = ['0123456789abcdef0123456789abcdef', '00000000-0000-4000-8000-000000000001'];
    expect([importedSid(sid), importedTicketId(uuid)]).toEqual([sid, uuid]);
    expect(importedSid('s1')).toMatch(/^[0-9a-f]{32}$/);
    expect(importedTicketId('T1')).toBe(importedTicketId('T1'));
    expect(importedTicketId('T1')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
