// The sentences of backlog, failed searches, waiting and costs: each small number, each tie, each thing withheld.
import { describe, expect, it } from 'vitest';
import { avoidedAlso, avoidedWords, cameToAskWords } from '../../../admin/gaps/avoided-words.ts';
import { backlogViewAt, orderRows } from '../../../admin/gaps/backlog-order.ts';
import {
  backlogSaid,
  newestBursts,
  placeWords,
  riseAlso,
  riseWords,
  scoreMade,
  standingRises,
  weeksWords,
  whichWeeks,
} from '../../../admin/gaps/backlog-words.ts';
import { causesSaid, costLine, demandSaid } from '../../../admin/gaps/cause-words.ts';
import { weeksIn } from '../../../admin/gaps/days.ts';
import { failedSaid, hiddenWords } from '../../../admin/gaps/failed-words.ts';
import { withRises } from '../../../admin/gaps/kind-words.ts';
import { isCutShort, onceWords } from '../../../admin/gaps/recurrence-words.ts';
import { accuracyWords, hoursWords, waitingSaid } from '../../../admin/gaps/waiting-words.ts';
import { weekMarks } from '../../../admin/gaps/week-marks.ts';
import type { EditEffectRow } from '../../../contract/api/article-health.ts';
import type { Burst } from '../../../contract/api/gaps.ts';
import type { StatusAgeRow } from '../../../contract/api/report-data.ts';
import { gapOf, rateOf } from './figures.ts';

const plain = (text: string) => text.replaceAll('\u202f', ' ');
const refunds = gapOf('unclear:refunds', { title: 'Refund rules' });
const fault = gapOf('bug:pay', {
  ...{ title: 'Payment page error', sub_kind: null, action: 'fix_product', score: 52.1, minutes: 80, users: 3 },
  ...{ recurrence: 'emerging', rank_certain: null },
});
const burst = (more: Partial<Burst> = {}): Burst => ({
  ...{ key: 'bug:pay', window_days: 2, from: '2026-03-23', to: '2026-03-24', requesters: 3 },
  ...{ baseline_days: 21, p: 0.0007, q: 0.007 },
  ...more,
});

describe('the backlog', () => {
  it('says what to do first, by how much it leads, and that few people can change the order', () => {
    expect(backlogSaid([refunds, fault], 'score', false)).toEqual({
      say: 'Rewrite “Refund rules” first.',
      also: 'It leads the next by 37 points, but with 3 people the order could still change. 1 of 2 keeps happening.',
    });
    const sure = { ...refunds, rank_certain: true };
    expect(backlogSaid([sure, fault], 'score', false).also).toContain('stays first even if fewer people had met it');
    const tie = { ...fault, score: refunds.score, users: 1 };
    expect(backlogSaid([tie, refunds], 'score', false).also).toContain(
      'The next is as high, and with one person the order could still change.',
    );
  });

  it.each([
    ['write', 'Write about “x” first.'],
    ['add_words', 'Add people’s words to “x” first.'],
    ['retitle', 'Retitle “x” first.'],
    ['promote', 'Promote “x” first.'],
    ['fix_product', 'Fix “x” first.'],
  ] as const)('has the verb for %s, and says where there is one gap only', (action, say) => {
    expect(backlogSaid([gapOf('k', { title: 'x', action })], 'score', false)).toEqual({
      say,
      also: 'It is the only one.',
    });
  });

  it('speaks of what it is ordered by', () => {
    expect(backlogSaid([fault, refunds], 'minutes', false)).toEqual({
      say: '“Payment page error” takes most time: 80 minutes.',
      also: '20 minutes more than “Refund rules”.',
    });
    expect(backlogSaid([fault, refunds], 'users', false).also).toBe('“Refund rules” has as many.');
    expect(backlogSaid([refunds], 'effort', false).say).toBe('Nobody has said yet what effort any takes.');
  });

  it('tells no gap from none of this kind', () => {
    expect(backlogSaid([], 'score', false).say).toBe('Nothing to mend yet.');
    const done = { ...fault, state: 'done' as const };
    expect(backlogSaid([done, refunds], 'score', false)).toEqual({
      say: 'Rewrite “Refund rules” first.',
      also: expect.stringMatching(/^The one before it is done\./),
    });
    expect(backlogSaid([done], 'score', false).say).toBe('All of these are done.');
    expect(backlogSaid([], 'score', true).say).toBe('No gap of this kind.');
  });

  it('is ordered and narrowed by the address, keeps each place by score, and takes nonsense for nothing', () => {
    const rows = [
      refunds,
      fault,
      gapOf('missing:x', { sub_kind: 'missing', score: 9, minutes: 500, score_per_effort: 9 }),
    ];
    const keys = (search: string) =>
      orderRows(rows, backlogViewAt(search)).map(({ row, place }) => `${place} ${row.key}`);
    expect(keys('')).toEqual(['1 unclear:refunds', '2 bug:pay', '3 missing:x']);
    expect(keys('?order=minutes')).toEqual(['3 missing:x', '2 bug:pay', '1 unclear:refunds']);
    expect(keys('?order=effort')).toEqual(['3 missing:x', '1 unclear:refunds', '2 bug:pay']);
    expect(keys('?why=fault')).toEqual(['2 bug:pay']);
    expect(keys('?order=sideways&why=luck')).toHaveLength(3);
  });

  it('says that a place is sure, and nothing where it is not', () => {
    expect([true, false, null].map((rank_certain) => placeWords({ ...refunds, rank_certain }))).toEqual([
      'order is sure',
      '',
      '',
    ]);
  });
});

describe('a sudden rise', () => {
  it('is told by its days and its people', () => {
    expect(riseWords(burst())).toBe('Sudden rise on 23 and 24 March');
    expect(riseWords(burst({ from: '2026-02-28', to: '2026-03-01' }))).toBe('Sudden rise on 28 February and 1 March');
    expect(riseWords(burst({ window_days: 7, from: '2026-03-18' }))).toBe('Sudden rise from 18 to 24 March');
    expect(riseAlso(burst())).toBe('3 people in 2 days, far more than in the 21 days before.');
  });

  it('stands once, by its newest flag, and in the sentence of the kinds', () => {
    const flags = [burst({ to: '2026-03-23' }), burst(), burst({ key: 'bug:other', to: '2026-03-10', p: 0.001 })];
    expect(newestBursts(flags).map(({ key, to }) => `${key} ${to}`)).toEqual([
      'bug:pay 2026-03-24',
      'bug:other 2026-03-10',
    ]);
  });

  it('is over seven days after its last flag: neither the list nor the sentence raises an alarm then', () => {
    const flags = [burst({ to: '2026-03-23' }), burst(), burst({ key: 'bug:other', to: '2026-03-18', p: 0.001 })];
    const keysAt = (day: string) => standingRises(flags, day).map(({ key }) => key);
    expect(keysAt('2026-03-24')).toEqual(['bug:pay', 'bug:other']);
    expect(keysAt('2026-03-25')).toEqual(['bug:pay']);
    expect(keysAt('2026-03-30')).toEqual(['bug:pay']);
    expect(keysAt('2026-03-31')).toEqual([]);
    const saidAt = (day: string) =>
      withRises({ say: 'x', also: 'y' }, standingRises(flags, day), (key) => `<${key}>`).also;
    expect(saidAt('2026-03-24')).toBe('Sudden rise on 23 and 24 March: <bug:pay>, 3 people. One more gap rises. y');
    expect(saidAt('2026-03-30')).toBe('Sudden rise on 23 and 24 March: <bug:pay>, 3 people. y');
    expect(saidAt('2026-03-31')).toBe('y');
  });
});

describe('what keeps happening, in a window that is shorter than what that is told by', () => {
  const once = { ...refunds, tickets: 1 };
  const week = { from: '2026-03-23', to: '2026-03-29' };

  it('is said to have come once in it', () => {
    expect([isCutShort(once, week), onceWords(week)]).toEqual([true, 'once in these 7 days']);
    expect(onceWords({ from: '2026-03-24', to: '2026-03-24' })).toBe('once on this day');
  });

  it('is not spoken of where it came more often, is a one-off, or the window has all these days', () => {
    expect(isCutShort({ ...once, tickets: 2 }, week)).toBe(false);
    expect(isCutShort({ ...once, recurrence: 'isolated' }, week)).toBe(false);
    expect(isCutShort({ ...once, recurrence: null }, week)).toBe(false);
    expect(isCutShort(once, { from: '2026-03-02', to: '2026-03-29' })).toBe(false);
  });
});

describe('the weeks of a gap', () => {
  it('are named, and only counted where there are many', () => {
    const march = weeksIn('2026-03-02', '2026-03-29');
    expect(whichWeeks(['2026-W10', '2026-W12'], march)).toBe('2 of 4 weeks, those of 2 Mar and 16 Mar');
    expect(whichWeeks(['2026-W11'], march)).toBe('1 of 4 weeks, that of 9 Mar');
    expect(whichWeeks(['2026-W10'], weeksIn('2023-04-01', '2026-03-29'))).toBe(
      '1 of 157 calendar weeks, counted as 1 of 4',
    );
    expect(whichWeeks(['2026-W10'], weeksIn('2026-03-04', '2026-03-04'))).toBe(
      '1 of 1 calendar week, counted as 1 of 4, that of 4 Mar',
    );
  });

  it('are counted as the score counts them where the days begin in the middle of a week', () => {
    const cut = weeksIn('2026-03-04', '2026-03-31');
    expect(cut).toHaveLength(5);
    expect(whichWeeks(['2026-W10', '2026-W12', '2026-W13'], cut)).toBe(
      '3 of 5 calendar weeks, counted as 3 of 4, those of 4 Mar, 16 Mar and 23 Mar',
    );
    expect(weeksWords(['2026-W10', '2026-W11', '2026-W12', '2026-W13', '2026-W14'], cut)).toBe(
      '5 of 5 calendar weeks, counted as 4 of 4',
    );
  });

  it('and the other factors of a score make it, digit by digit', () => {
    const row = gapOf('k', {
      users: 6,
      minutes_per_ticket: 29.125,
      severity: 1.25,
      weeks_factor: 0.75,
      confidence: 0.855,
    });
    expect(scoreMade({ ...row, score: 140.1 })).toBe('6 × 29.125 × 1.25 × 0.75 × 0.855 = 140.1');
  });
});

describe('the marks of the weeks', () => {
  const edit = (article: string, at: string) => ({ article, at, verdict: 'helped' }) as EditEffectRow;
  it('are changes of articles by day, in the time zone of the settings, and rises; none outside of the window', () => {
    const edits = [
      edit('a', '2026-03-20T23:30:00Z'),
      edit('b', '2026-03-10'),
      edit('c', '2026-03-10'),
      edit('d', '2026-01-01'),
    ];
    const days = { from: '2026-03-02', to: '2026-03-29', timeZone: 'Europe/Berlin' };
    const releases = [
      { at: '2026-03-12', name: '2.4' },
      { at: '2025-03-12', name: '1.0' },
    ];
    expect(weekMarks(edits, [burst()], (name) => name.toUpperCase(), days, releases)).toEqual([
      { kind: 'edit', day: '2026-03-10', words: '10 Mar: 2 articles changed', about: null },
      { kind: 'release', day: '2026-03-12', words: '12 Mar: release 2.4', about: null },
      { kind: 'edit', day: '2026-03-21', words: '21 Mar: “A” changed: helped', about: 'a' },
      { kind: 'rise', day: '2026-03-24', words: '24 Mar: sudden rise, “BUG:PAY”, 3 people', about: 'bug:pay' },
    ]);
  });
});

describe('requests avoided', () => {
  const none = { estimate: null, withheld: 'n<min' as const };
  it('are two bounds, one number where both agree, and never a zero without words', () => {
    expect(avoidedWords({ low: 2, high: 12, ...none })).toBe('between 2 and 12');
    expect(avoidedWords({ low: 3, high: 3, ...none })).toBe('3');
    expect(avoidedWords({ low: 0, high: 0, ...none })).toBe('none that we know of');
  });

  it('have minutes that are no saving, and an estimate only where people were asked', () => {
    const minutes = { low: 38.5, high: 231, withheld: null };
    expect(avoidedAlso({ low: 2, high: 12, ...none }, minutes)).toBe(
      '38.5 to 231 minutes. Not a saving until someone’s time is freed.',
    );
    const estimate = { low: 3.984, high: 10.922 };
    expect(
      avoidedAlso({ low: 2, high: 12, estimate, withheld: null }, { low: null, high: null, withheld: 'n<min' }),
    ).toBe('By how many said that they would have written to us: 4 to 11.');
  });

  it('tells those who came to ask by their counts', () => {
    const rate = (low: number, high: number, of: number) => ({
      low: rateOf(low, of, 20),
      high: rateOf(high, of, 20),
      outer: null,
    });
    expect(cameToAskWords(rate(0, 0, 0))).toBe('Nobody opened the form.');
    expect(cameToAskWords(rate(2, 3, 14))).toBe(
      'Of 14 who opened the form, 2 said that an answer was there, 1 more left without sending it.',
    );
    expect(cameToAskWords(rate(0, 0, 5))).toBe('Of 5 who opened the form, none left without sending it.');
  });
});

describe('searches that failed', () => {
  const row = { label: 'receipt', phrases: [], searches: 5, sessions: 3, zero_results: 4, no_click: 0, asked: 1 };
  const titleOf = () => 'Download an invoice';
  it('say whose words they are, and what may be meant', () => {
    const said = failedSaid(
      { rows: [{ ...row, best_article: 'a2', gap: null }], hidden: 0 },
      rateOf(8, 24, 20),
      titleOf,
    );
    expect(said.say).toBe('They say “receipt”; “Download an invoice” may be what they mean.');
    expect(plain(said.also)).toBe('8 of 24 searches found nothing (33 %, between 23 and 44 %).');
    const without = failedSaid(
      { rows: [{ ...row, best_article: null, gap: null }], hidden: 0 },
      rateOf(4, 10, 20),
      titleOf,
    );
    expect(without).toEqual({
      say: 'They search for “receipt” and find nothing: 4 times.',
      also: '4 of 10 searches found nothing.',
    });
  });

  it.each([
    [rateOf(0, 0, 20), 'Nobody has searched.'],
    [rateOf(0, 1, 20), 'The one search found something.'],
    [rateOf(0, 30, 20), 'Every search found something.'],
    [rateOf(1, 30, 20), 'One search found nothing; too few used its words to show them.'],
    [rateOf(5, 30, 20), 'Too few people used the same words to show any.'],
  ])('have a sentence without any words to show', (zero, say) => {
    expect(failedSaid({ rows: [], hidden: zero.num }, zero, titleOf).say).toBe(say);
  });

  it('say how many are kept back', () => {
    expect([0, 1, 2].map((hidden) => hiddenWords(hidden, 3))).toEqual([
      'No phrase is hidden.',
      '1 other phrase is hidden: fewer than 3 attempts used it.',
      '2 other phrases are hidden: fewer than 3 attempts used each.',
    ]);
  });
});

describe('waiting', () => {
  const status = (name: string, open: number, languishing: number): StatusAgeRow => ({
    ...{ status: name, open, languishing, median_hours: 1, max_hours: 2, oldest_hours_since_submission: 3 },
  });
  const replies = { n: 12, median: 1, p90: 2, max: 3, within_target: rateOf(11, 12, 5), withheld: null };
  const said = (...rows: StatusAgeRow[]) => waitingSaid(rows, replies, (name) => name.toUpperCase()).say;

  it('names where most is stuck', () => {
    expect(said()).toBe('Nothing is waiting.');
    expect(said(status('a', 3, 0))).toBe('Nothing is over its limit.');
    expect(said(status('a', 3, 1))).toBe('1 request is over its limit, in A.');
    expect(said(status('a', 3, 2))).toBe('2 requests are over their limit, all in A.');
    expect(said(status('a', 3, 1), status('b', 9, 4))).toBe('5 requests are over their limit, 4 of them in B.');
  });

  it('counts first replies against the promise, and hours as a person says them', () => {
    expect(plain(waitingSaid([], replies, String).also)).toBe(
      '11 of 12 first replies came in the promised time (between 81 and 100 %); half within 1 h.',
    );
    expect(waitingSaid([], { ...replies, n: 0 }, String).also).toBe(
      'No request of this period has had its first reply.',
    );
    expect([0.1389, 1, 2.5, 140, null].map(hoursWords)).toEqual(['8 min', '1 h', '2 h 30', '140 h', 'not enough yet']);
  });

  it('withholds how right the suggestions are, with the counts', () => {
    const accuracy = {
      coverage: rateOf(10, 12, 99),
      decided: rateOf(10, 10, 99),
      all: rateOf(10, 12, 99),
      by_kind: {},
    };
    const kappas = { kappa: null, second_reader_kappa: null, second_reader: rateOf(0, 0, 20) };
    expect(accuracyWords({ ...accuracy, ...kappas, blind: rateOf(1, 2, 20) })).toMatchObject({
      isWithheld: true,
      also: expect.stringMatching(/^1 of 2 blind requests; 20 are needed\. Right so far/),
    });
    expect(plain(accuracyWords({ ...accuracy, ...kappas, blind: rateOf(30, 40, 20) }).say)).toBe(
      'Our suggestions of the kind were right for 75 % of blind requests.',
    );
  });
});

describe('costs', () => {
  const cause = (root_cause: string, minutes: number, share: number, cumulative: number) => ({
    ...{ root_cause, tickets: 1, minutes, cost: minutes, share, cumulative },
  });
  const cost = { value: 14.8308, minutes: 241, tickets: 13, withheld: null };

  it('say where the time goes, "most" only above half', () => {
    expect(costLine(cost)).toBe('241 minutes, 14.83 a request at 0.80 a minute');
    expect(costLine({ ...cost, value: null, tickets: 1 })).toBe(
      '241 minutes for 1 request: too few for a cost of each',
    );
    const half = causesSaid([cause('a', 60, 0.6, 0.6), cause('b', 40, 0.4, 1)], cost, String);
    expect(plain(half.say)).toBe('Most of the time goes to one cause: a, 60 %.');
    const spread = causesSaid(
      [cause('a', 45, 0.45, 0.45), cause('b', 40, 0.4, 0.85), cause('c', 15, 0.15, 1)],
      cost,
      String,
    );
    expect(plain(spread.say)).toBe('2 of 3 causes take 85 % of the time; a takes the most.');
    const unset = [cause('(unset)', 60, 0.6, 0.6), cause('b', 40, 0.4, 1)];
    const unsaid = causesSaid(unset, cost, String);
    expect(plain(unsaid.say)).toBe('Nobody has said what caused 60 % of the time.');
    expect(plain(unsaid.also)).toContain('Of the causes that are known, “b” takes the most: 40 % of all.');
    expect(causesSaid(unset.slice(0, 1), cost, String).say).toBe('Nobody has said what caused any of the time.');
    expect(causesSaid([cause('a', 0, 0, 0)], cost, String).say).toBe('No minutes have been noted.');
    expect(causesSaid([], { ...cost, tickets: 0 }, String).say).toBe('Nobody had to ask.');
  });

  it('say how much need not have come as bounds, and as counts where there are too few', () => {
    const bounds = (low: number, high: number, of: number) => ({
      ...{ low: rateOf(low, of, 10), high: rateOf(high, of, 10) },
      outer: of < 10 ? null : ([0.57, 0.99] as [number, number]),
    });
    const said = (low: number, high: number, of: number) =>
      plain(demandSaid({ failure: bounds(low, high, of), value: bounds(0, 0, of), neither: bounds(0, 0, of) }).say);
    expect(said(11, 12, 13)).toBe('Between 85 % and 92 % of requests need not have come.');
    expect(said(5, 6, 8)).toBe('5 or 6 of 8 requests need not have come.');
    expect(said(0, 0, 0)).toBe('Nobody had to ask.');
  });
});
