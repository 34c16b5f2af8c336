// The catalogue: every metric of the method is there, and each says what it answers, how, from how many on, and what it cannot say.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

/** Names by metric (METHOD 9), and what the contract adds. */
const METRICS: Record<string, readonly string[]> = {
  M1: ['help_outcomes', 'unanswered_rate'],
  M2: ['self_service_rate'],
  M3: ['form_deflection_rate', 'deflected_tickets', 'avoided_minutes', 'intent_rate', 'linkable_share'],
  M4: ['escalation_rate'],
  M5: ['self_service_before_ticket', 'searched_before_ticket'],
  M6: ['zero_result_rate', 'zero_result_session_rate', 'failed_searches'],
  M7: ['no_click_rate'],
  M8: ['search_ctr', 'mean_click_rank', 'search_refinement_rate', 'search_exit_rate'],
  M9: ['search_success_rate'],
  M10: ['helpful_rate', 'vote_rate'],
  M11: ['article_ticket_rate'],
  M12: ['kind_share'],
  M13: ['sub_kind_counts'],
  M14: ['gap_backlog'],
  M15: ['recurring_gaps', 'bursts'],
  M16: ['cost_by_root_cause'],
  M17: ['cost_per_contact'],
  M18: ['link_rate', 'link_rate_of_answerable', 'known_new_unlinked'],
  M19: ['first_contact_resolution'],
  M20: ['first_response_hours', 'acknowledged_hours'],
  M21: ['resolution_hours'],
  M22: ['status_age'],
  M23: ['csat'],
  M24: ['demand_type_share'],
  M25: ['kind_accuracy', 'sub_kind_accuracy'],
  M26: ['content_flags'],
  M27: ['edit_effects'],
  M28: ['channel_mix'],
  M29: ['volume'],
  M30: ['routing'],
  'export only': ['vendor_figures'],
};
const NAMES = Object.values(METRICS).flat();

/** The least number of cases of METHOD 8.2; null where only counts are given. */
const MINIMUMS: Record<string, number> = {
  ...Object.fromEntries(
    ['self_service_rate', 'form_deflection_rate', 'escalation_rate', 'zero_result_rate', 'no_click_rate'].map(
      (name) => [name, 20],
    ),
  ),
  ...{ helpful_rate: 10, vote_rate: 20, article_ticket_rate: 10, kind_share: 10, link_rate: 10, csat: 5 },
  ...{ self_service_before_ticket: 10, searched_before_ticket: 10, first_contact_resolution: 10, cost_per_contact: 10 },
  ...{
    first_response_hours: 5,
    resolution_hours: 5,
    kind_accuracy: 20,
    demand_type_share: 10,
    channel_mix: 10,
    routing: 10,
  },
};

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
});
afterAll(() => services.close());

it('has all thirty metrics, each of their reports once, and no other', () => {
  expect(Object.keys(METRICS).filter((id) => id.startsWith('M'))).toHaveLength(30);
  expect(REPORTS.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
});

it('withholds below the minimums of the method', () => {
  const said = Object.fromEntries(REPORTS.map(({ name, min_n }) => [name, min_n]));
  expect(said).toMatchObject(MINIMUMS);
});

/** What the method says that no number can tell (METHOD 14), in the order of its list, by a word of each sentence. */
const CANNOT_SAY: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /another tab cannot be linked/,
    [
      'help_outcomes',
      'self_service_rate',
      'escalation_rate',
      'form_deflection_rate',
      'deflected_tickets',
      'avoided_minutes',
    ],
  ],
  [/only where an agent named it/, ['article_ticket_rate', 'sub_kind_counts', 'content_flags', 'edit_effects']],
  [/not understanding/, ['article_ticket_rate', 'self_service_before_ticket', 'search_success_rate', 'vote_rate']],
  [/have no trail: they all land/, ['sub_kind_counts', 'channel_mix']],
  [/judgement/, ['kind_share', 'kind_accuracy', 'demand_type_share']],
  [/never opens help/, ['gap_backlog', 'recurring_gaps', 'bursts', 'volume']],
  [/in order and is no cost/, ['gap_backlog']],
];

it.each(CANNOT_SAY)('says wherever it holds that %s', (sentence, names) => {
  for (const name of names) expect(REPORTS.find((report) => report.name === name)?.limits, name).toMatch(sentence);
});

describe.each(REPORTS.map((report) => [report.name, report] as const))('%s', (name, { question, formula, limits }) => {
  it('says in a sentence each what it answers, how it is computed and what it cannot say', () => {
    expect(question).toMatch(/^[A-Z].{8,90}\?$/);
    expect(formula).toMatch(/^\S.{10,300}[.]$/);
    expect(limits).toMatch(/^[A-Z].{20,400}[.]$/);
  });

  it('answers an empty window without a figure made up', async () => {
    const answer = await api.get(`/api/v1/admin/reports/${name}?from=2020-01-01&to=2020-01-07`, admin);
    expect(answer.status, answer.text).toBe(200);
    expect(Object.keys(answer.json as object)).toEqual(['name', 'from', 'to', 'filters', 'data']);
    expect(answer.text).not.toMatch(/"(value|median|p90)":0[,}]/);
  });
});

it('shows everything but the computing by the API, with the filters that each takes', async () => {
  const answer = await api.get('/api/v1/admin/reports', admin);
  const { reports } = answer.json as { reports: Record<string, unknown>[] };
  expect(reports).toHaveLength(REPORTS.length);
  for (const report of reports)
    expect(report).toMatchObject({
      question: expect.any(String),
      formula: expect.any(String),
      limits: expect.any(String),
      filters: expect.arrayContaining(['from', 'to', 'target_group', 'audience', 'locale', 'page_key', 'channel']),
    });
});
