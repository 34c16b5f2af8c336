// METHOD's worked example through the front door: imported into an empty database, asked for by the API, every value of 11.1.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { sharedFile } from '../../support/fixture-to-events.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const SETTINGS = fileURLToPath(new URL('../../fixtures/method-settings.yaml', import.meta.url));
const WINDOW = 'from=2026-03-02&to=2026-03-29';

/** To four decimals, of which the last may have been rounded. */
const about = (value: number) => expect.closeTo(value, 3.99);
const rate = (num: number, den: number, value: number, lo: number, hi: number) => ({
  num,
  den,
  withheld: null,
  value: about(value),
  lo: about(lo),
  hi: about(hi),
});
const hidden = { value: null, withheld: 'n<min' };

/** What each report must say with `min_n=1`, as METHOD 11.1 has it. */
const EXPECTED: Record<string, unknown> = {
  help_outcomes: {
    attempted: 28,
    answered: 7,
    possibly_answered: 5,
    unanswered: 5,
    escalated: 11,
    no_attempt: 2,
    reasons: { said_no: 1, form_abandoned: 1, zero_results: 2, no_click: 1, not_read: 0 },
  },
  self_service_rate: {
    low: rate(7, 28, 0.25, 0.1268, 0.4336),
    high: rate(12, 28, 0.4286, 0.2651, 0.6093),
    outer: [about(0.1268), about(0.6093)],
  },
  escalation_rate: rate(11, 28, 0.3929, 0.2357, 0.5759),
  unanswered_rate: rate(5, 28, 0.1786, 0.0788, 0.3559),
  vendor_figures: { naive_no_ticket_rate: rate(17, 28, 0.6071, 0.4241, 0.7643), self_service_score: 2.5 },
  form_deflection_rate: {
    low: rate(2, 14, 0.1429, 0.0401, 0.3994),
    high: rate(3, 14, 0.2143, 0.0757, 0.4759),
  },
  deflected_tickets: { low: 2, high: 12, estimate: null, withheld: 'n<min' },
  intent_rate: rate(2, 3, 0.6667, 0.2077, 0.9385),
  avoided_minutes: { low: 38.5, high: 231, withheld: null },
  self_service_before_ticket: rate(5, 11, 0.4545, 0.2127, 0.7199),
  searched_before_ticket: { num: 8, den: 11, withheld: null },
  zero_result_rate: rate(8, 24, 0.3333, 0.1797, 0.5329),
  zero_result_session_rate: rate(6, 21, 0.2857, 0.1381, 0.4996),
  no_click_rate: rate(2, 16, 0.125, 0.035, 0.3602),
  search_ctr: rate(14, 24, 0.5833, 0.3883, 0.7553),
  mean_click_rank: { value: about(1.1333), n: 15, withheld: null },
  search_refinement_rate: rate(3, 24, 0.125, 0.0434, 0.31),
  search_exit_rate: rate(3, 21, 0.1429, 0.0498, 0.3464),
  search_success_rate: {
    low: rate(5, 21, 0.2381, 0.1063, 0.4509),
    high: rate(9, 21, 0.4286, 0.2447, 0.6345),
  },
  helpful_rate: rate(5, 7, 0.7143, 0.3589, 0.9178),
  vote_rate: rate(7, 18, 0.3889, 0.2031, 0.6138),
  kind_share: {
    knowledge_gap: { low: rate(8, 13, 0.6154, 0.3552, 0.8229), high: rate(9, 13, 0.6923, 0.4237, 0.8732) },
    functionality_issue: { low: rate(3, 13, 0.2308, 0.0818, 0.5026), high: rate(4, 13, 0.3077, 0.1268, 0.5763) },
    knowledge_of_determined: rate(8, 11, 0.7273, 0.4344, 0.9025),
    minutes: { knowledge_gap: 154, functionality_issue: 80, undetermined: 5, other: 2 },
    weeks: [
      { week: '2026-W10', knowledge_gap: 3, functionality_issue: 0, other: 0, undetermined: 0 },
      { week: '2026-W11', knowledge_gap: 2, functionality_issue: 0, other: 0, undetermined: 0 },
      { week: '2026-W12', knowledge_gap: 3, functionality_issue: 0, other: 0, undetermined: 0 },
      { week: '2026-W13', knowledge_gap: 0, functionality_issue: 3, other: 1, undetermined: 1 },
    ],
    groups: expect.arrayContaining([
      expect.objectContaining({
        target_group: 'billing',
        ...{ tickets: 9, minutes: 160, knowledge_gap: 5, functionality_issue: 3, other: 1, undetermined: 0 },
      }),
      expect.objectContaining({
        target_group: 'accounts',
        ...{ tickets: 4, minutes: 81, knowledge_gap: 3, functionality_issue: 0, other: 0, undetermined: 1 },
      }),
    ]),
  },
  sub_kind_counts: {
    ...{ missing: 2, unfindable: 2, unclear: 3, not_looked: 1, unattributed: 0 },
    reasons: {
      missing: { no_article_at_submission: 2 },
      unfindable: { zero_results: 1, not_in_results: 1 },
      unclear: { read_then_submitted: 3 },
      not_looked: { other_channel: 1 },
    },
  },
  link_rate: rate(8, 12, 0.6667, 0.3906, 0.8619),
  link_rate_of_answerable: rate(8, 11, 0.7273, 0.4344, 0.9025),
  known_new_unlinked: { known: 6, new: 2, unlinked: 4 },
  first_contact_resolution: rate(5, 11, 0.4545, 0.2127, 0.7199),
  first_response_hours: {
    ...{ n: 12, median: about(1), p90: about(2), withheld: null },
    within_target: rate(11, 12, 0.9167, 0.6461, 0.9851),
  },
  resolution_hours: { n: 11, median: about(3), p90: about(7.5), max: about(14), withheld: null },
  status_age: [
    expect.objectContaining({
      ...{ status: 'in_review', open: 1, languishing: 0 },
      max_hours: about(0.1389),
      oldest_hours_since_submission: about(0.4722),
    }),
  ],
  csat: { score: rate(5, 7, 0.7143, 0.3589, 0.9178), response: rate(7, 12, 0.5833, 0.3195, 0.8067) },
  cost_per_contact: { minutes: 241, tickets: 13, value: about(14.8308), withheld: null },
  demand_type_share: {
    failure: { low: rate(11, 13, 0.8462, 0.5777, 0.9567), high: rate(12, 13, 0.9231, 0.6669, 0.9863) },
  },
  cost_by_root_cause: [
    ['payment_page_error', 80, 64, 0.332],
    ['no_guidance', 70, 56, 0.6224],
    ['unclear_guidance', 60, 48, 0.8714],
    ['wording_mismatch', 18, 14.4, 0.9461],
    ['forgotten_password', 6, 4.8, 0.971],
    ['(unset)', 5, 4, 0.9917],
    ['none', 2, 1.6, 1],
  ].map(([root_cause, minutes, cost, cumulative]) =>
    expect.objectContaining({
      root_cause,
      minutes,
      cost: about(cost as number),
      cumulative: about(cumulative as number),
    }),
  ),
  kind_accuracy: {
    coverage: { num: 10, den: 12 },
    decided: rate(10, 10, 1, 0.7225, 1),
    all: rate(10, 12, 0.8333, 0.552, 0.953),
    kappa: about(0.7037),
    blind: { num: 1, den: 2 },
    by_kind: {
      knowledge_gap: { precision: { num: 7, den: 7 }, recall: { num: 7, den: 8 } },
      functionality_issue: { precision: { num: 2, den: 2 }, recall: { num: 2, den: 3 } },
      other: { precision: { num: 1, den: 1 }, recall: { num: 1, den: 1 } },
    },
  },
  article_ticket_rate: expect.arrayContaining(
    [
      { article: 'A1', reads: 3, yes: 1, no: 0, tickets: 0, shrunk_unclear: about(0.1449) },
      { article: 'A2', reads: 2, yes: 1, no: 0, tickets: 0, shrunk_unclear: about(0.1515) },
      { article: 'A3', reads: 2, yes: 1, no: 0, tickets: 0, shrunk_unclear: about(0.1515) },
      {
        ...{ article: 'A4', reads: 8, yes: 1, no: 2, tickets: 5 },
        ...{ unclear: 3, wrong_article: 1, product_defect: 1, other: 0, unattributed: 0 },
        rate: expect.objectContaining(rate(5, 8, 0.625, 0.3057, 0.8632)),
        unclear_rate: expect.objectContaining(rate(3, 8, 0.375, 0.1368, 0.6943)),
        shrunk_unclear: about(0.2262),
      },
      { article: 'A5', reads: 3, yes: 1, no: 0, tickets: 0, shrunk_unclear: about(0.1449) },
      { article: 'A6', reads: 0, shrunk_unclear: null, rate: expect.objectContaining({ value: null, den: 0 }) },
    ].map((row) => expect.objectContaining(row)),
  ),
  failed_searches: {
    rows: expect.arrayContaining([
      expect.objectContaining({
        label: 'export csv',
        zero_results: 4,
        sessions: 3,
        asked: 2,
        best_article: 'A6',
        gap: 'missing:A6',
      }),
      expect.objectContaining({
        label: 'receipt',
        zero_results: 4,
        sessions: 3,
        asked: 1,
        best_article: 'A2',
        gap: null,
      }),
    ]),
  },
  gap_backlog: [
    ['unclear:A4', 3, 3, 60, 19.8333, 2, 0.75, 89.25, 'recurring', 1],
    ['bug:payment_page_error', 3, 3, 80, 23.1667, 3, 0.25, 52.125, 'emerging', 0],
    ['missing:A6', 2, 2, 70, 25.8, 1, 0.5, 25.8, 'emerging', 1],
    ['unfindable:A2', 2, 2, 18, 15.4, 1, 0.5, 15.4, 'emerging', 1],
    ['not_looked:A1', 1, 1, 6, 16.25, 1, 0.25, 4.0625, 'isolated', 0],
  ].map(([key, users, tickets, minutes, each, severity, weeks, score, recurrence, silent]) =>
    expect.objectContaining({
      ...{ key, users, tickets, minutes, recurrence, confidence: 1, silent_demand: silent },
      minutes_per_ticket: about(each as number),
      severity: about(severity as number),
      weeks_factor: about(weeks as number),
      score: about(score as number),
    }),
  ),
  recurring_gaps: expect.arrayContaining(
    [
      { key: 'unclear:A4', recurrence: 'recurring' },
      { key: 'bug:payment_page_error', recurrence: 'emerging' },
      { key: 'not_looked:A1', recurrence: 'isolated' },
    ].map((row) => expect.objectContaining(row)),
  ),
  bursts: [
    expect.objectContaining({
      ...{ key: 'bug:payment_page_error', window_days: 2, from: '2026-03-23', to: '2026-03-24' },
      ...{ requesters: 3, baseline_days: 21 },
      p: expect.closeTo(0.000658, 6),
      q: expect.closeTo(0.00658, 5),
    }),
  ],
  volume: [
    { week: '2026-W10', tickets: 4 },
    { week: '2026-W11', tickets: 2 },
    { week: '2026-W12', tickets: 4 },
    { week: '2026-W13', tickets: 5 },
  ].map(({ week }) => expect.objectContaining({ week })),
};

/** What the default minimums withhold, and nothing else. */
const WITHHELD: Record<string, unknown> = {
  form_deflection_rate: { low: { ...hidden, num: 2, den: 14 }, high: { ...hidden, num: 3, den: 14 } },
  no_click_rate: { ...hidden, num: 2, den: 16 },
  helpful_rate: { ...hidden, num: 5, den: 7 },
  vote_rate: { ...hidden, num: 7, den: 18 },
  deflected_tickets: { low: 2, high: 12, estimate: null, withheld: 'n<min' },
  intent_rate: hidden,
};

function checkWorkedExample(file: string): void {
  let services: TestServices;
  let api: ApiCaller;
  let admin: { authorization: string };
  beforeAll(async () => {
    services = await makeServices({ env: { SETTINGS }, now: '2026-04-10T09:00:00.000Z' });
    api = apiOf(services);
    admin = await api.personWith('admin');
    const counts = await importFile(services, JSON.parse(readFileSync(file, 'utf8')));
    expect(counts).toMatchObject({
      articles: { taken: 6 },
      sessions: { taken: 30 },
      tickets: { taken: 13 },
      ...{ refused: [], notes: [] },
    });
  });
  afterAll(() => services.close());

  async function figure(name: string, more = ''): Promise<unknown> {
    const answer = await api.get(`/api/v1/admin/reports/${name}?${WINDOW}${more}`, admin);
    expect(answer.status, answer.text).toBe(200);
    return (answer.json as { data: unknown }).data;
  }
  it.each(Object.entries(EXPECTED))('gives every value of %s', async (name, expected) => {
    const data = await figure(name, '&min_n=1');
    if (Array.isArray(expected)) expect(data).toEqual(expected);
    else if (typeof (expected as { asymmetricMatch?: unknown }).asymmetricMatch === 'function')
      expect(data).toEqual(expected);
    else expect(data).toMatchObject(expected as object);
  });

  it.each(Object.entries(EXPECTED))('withholds of %s exactly what the minimums say', async (name, expected) => {
    const data = await figure(name);
    if (name in WITHHELD) expect(data).toMatchObject(WITHHELD[name] as object);
    else if (name === 'kind_accuracy')
      expect(data).toMatchObject({ decided: hidden, all: hidden, blind: hidden, kappa: null });
    else if (name === 'article_ticket_rate')
      for (const row of data as { rate: unknown; unclear_rate: unknown }[])
        expect(row).toMatchObject({ rate: hidden, unclear_rate: hidden });
    else if (Array.isArray(expected) || 'asymmetricMatch' in (expected as object)) expect(data).toEqual(expected);
    else expect(data).toMatchObject(expected as object);
  });

  it('is imported once, however often', async () => {
    const again = await importFile(services, JSON.parse(readFileSync(file, 'utf8')));
    expect(again).toMatchObject({
      articles: { taken: 0, known: 6 },
      sessions: { taken: 0, known: 30 },
      tickets: { taken: 0, known: 13 },
    });
    expect(await figure('help_outcomes')).toMatchObject({ attempted: 28 });
  });
}

const file = sharedFile('method/fixture.json');
if (file) describe('the worked example', () => checkWorkedExample(file));
else console.warn('method/fixture.json is not at hand: the worked example was not run');

describe('the values that METHOD works out', () => {
  it('are of reports that there are', () => {
    const names = new Set(REPORTS.map(({ name }) => name));
    expect(Object.keys({ ...EXPECTED, ...WITHHELD }).filter((name) => !names.has(name))).toEqual([]);
  });
});
