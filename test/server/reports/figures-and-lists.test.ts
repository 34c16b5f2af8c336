// Figures of requests lead to their rows: articles read, blamed and linked, gaps, demand, each as many as the number says.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTEMPT_REPORTS } from '../../../server/reports/attempt-reports.ts';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { SEARCH_REPORTS } from '../../../server/reports/search-reports.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const SETTINGS = fileURLToPath(new URL('../../fixtures/method-settings.yaml', import.meta.url));
/** Their rows are attempts, and have a test of their own. */
const ATTEMPTS = new Set([...ATTEMPT_REPORTS, ...SEARCH_REPORTS].map(({ name }) => name));
const MARCH = 'from=2026-03-02&to=2026-03-29';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

const day = (at: number) => `2026-03-${String(at).padStart(2, '0')}`;
const tab = (id: string, at: number, ...ev: unknown[]) => ({
  id,
  at: `${day(at)}T10:00:00Z`,
  page_key: '/billing',
  ev: [...ev, [60, 'ticket', `T${at}`]],
});
const read = (slug: string) => [
  [10, 'open', slug, 'browse', null],
  [40, 'close', slug, 25, 0.9],
];
const ticket = (at: number, change: object) => ({
  id: `T${at}`,
  submitted_at: `${day(at)}T10:01:00Z`,
  requester: `person${at}@example.com`,
  channel: 'widget',
  session: `s${at}`,
  text: `Question ${at}.`,
  first_reply_at: `${day(at)}T11:00:00Z`,
  solved_at: `${day(at)}T12:00:00Z`,
  blind: false,
  ...change,
});
const K = { kind_confirmed: 'knowledge_gap', resolution_code: 'linked_article', answer_state: 'article' };

const HISTORY = {
  articles: [
    { id: 'tax', title: 'Tax', published_at: '2026-01-05T00:00:00Z' },
    { id: 'fees', title: 'Fees', published_at: '2026-03-20T00:00:00Z' },
  ],
  sessions: [
    tab('s2', 2, ...read('tax')),
    tab('s3', 3, ...read('tax')),
    tab('s4', 4, [5, 'search', 'fees', []]),
    tab('s5', 5, ...read('tax')),
    tab('s6', 6),
    tab('s7', 7),
    tab('s8', 8, ...read('tax')),
  ],
  tickets: [
    ticket(2, { ...K, answer_articles: ['tax'] }),
    ticket(3, { ...K, answer_articles: ['tax'] }),
    ticket(4, { ...K, answer_articles: ['fees'] }),
    ticket(5, {
      kind_confirmed: 'functionality_issue',
      resolution_code: 'code_change',
      root_cause: 'payment_page_error',
    }),
    ticket(6, { kind_confirmed: 'other', other_kind: 'request', resolution_code: 'done_for_user' }),
    ticket(7, { kind_confirmed: 'other', enquiry_type: 'question', resolution_code: 'no_action' }),
    ticket(8, { blind: true, solved_at: null, enquiry_type: 'problem', text: 'Error 500: it is broken.' }),
    ticket(9, { session: null, channel: 'phone', kind_confirmed: 'other', other_kind: 'thanks' }),
  ],
};

beforeAll(async () => {
  services = await makeServices({ env: { SETTINGS }, now: '2026-04-10T09:00:00.000Z' });
  api = apiOf(services);
  admin = await api.personWith('admin');
  expect(await importFile(services, HISTORY)).toMatchObject({ refused: [], tickets: { taken: 8 } });
});
afterAll(() => services.close());

async function figure<Data>(name: string): Promise<Data> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${MARCH}&min_n=1&as_shown=true`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: Data }).data;
}
async function listed(query: string): Promise<number> {
  const answer = await api.get(`/api/v1/admin/tickets?${query}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { total: number }).total;
}

describe('a figure of requests and the list behind it', () => {
  it('agree on the requests after each article, and on those that blame it', async () => {
    const rows =
      await figure<{ article: string; tickets: number; unclear: number; product_defect: number }[]>(
        'article_ticket_rate',
      );
    expect(rows.find(({ article }) => article === 'tax')).toMatchObject({ tickets: 4, unclear: 2, product_defect: 1 });
    for (const { article, tickets, unclear, product_defect } of rows) {
      const after = `${MARCH}&read_article=${article}`;
      expect(await listed(after), article).toBe(tickets);
      expect(await listed(`${after}&about_article=${article}&sub_kind=unclear`), article).toBe(unclear);
      expect(await listed(`${after}&kind=functionality_issue`), article).toBe(product_defect);
    }
  });

  it('agree on who read and who searched before asking', async () => {
    const widget = `${MARCH}&channel=widget,help_centre`;
    const [reads, searches] = [
      await figure<{ num: number; den: number }>('self_service_before_ticket'),
      await figure<{ num: number; den: number }>('searched_before_ticket'),
    ];
    expect([reads, searches]).toMatchObject([
      { num: 4, den: 7 },
      { num: 1, den: 7 },
    ]);
    expect(await listed(`${widget}&read_before=true`)).toBe(4);
    expect(await listed(`${widget}&read_before=false`)).toBe(3);
    expect(await listed(`${widget}&searched_before=true`)).toBe(1);
  });

  it('agree on what was known, new and not linked', async () => {
    const solved = 'solved_from=2026-03-02&solved_to=2026-03-29';
    const counts = await figure<Record<string, number>>('known_new_unlinked');
    expect(counts).toEqual({ known: 2, new: 1, unlinked: 4 });
    expect(await listed(`${solved}&linked=known`)).toBe(2);
    expect(await listed(`${solved}&linked=new`)).toBe(1);
    expect(await listed(`${solved}&linked=none`)).toBe(4);
    expect(await listed(`${solved}&linked=known,new`)).toBe(3);
    expect(await listed(`${solved}&answer_article=fees`)).toBe(1);
  });

  it('agree on demand, and neither tells what a hidden suggestion is', async () => {
    const demand = await figure<Record<string, { low: { num: number }; high: { num: number } }>>('demand_type_share');
    for (const type of ['failure', 'value', 'neither']) {
      expect(await listed(`${MARCH}&demand_type=${type}`), type).toBe(demand[type]?.low.num);
      expect(await listed(`${MARCH}&demand_type=${type},unset`), type).toBe(demand[type]?.high.num);
    }
    expect(demand).toMatchObject({ failure: { low: { num: 4 }, high: { num: 6 } }, value: { low: { num: 1 } } });
  });

  it('agree on each gap, also after one was merged into another', async () => {
    type Row = { key: string; tickets: number };
    const rows = await figure<Row[]>('gap_backlog');
    expect(rows.map(({ key }) => key)).toContain('unclear:tax');
    for (const { key, tickets } of rows)
      expect(await listed(`${MARCH}&gap=${encodeURIComponent(key)}`), key).toBe(tickets);
    const merged = await api.call(
      'PATCH',
      `/api/v1/admin/gaps/${encodeURIComponent('missing:fees')}`,
      {
        merge_into: 'unclear:tax',
      },
      admin,
    );
    expect(merged.status, merged.text).toBe(200);
    const after = await figure<Row[]>('gap_backlog');
    expect(after.find(({ key }) => key === 'unclear:tax')?.tickets).toBe(3);
    expect(await listed(`${MARCH}&gap=${encodeURIComponent('unclear:tax')}`)).toBe(3);
  });

  it('agree on the reasons of a sub-kind', async () => {
    const { reasons } = await figure<{ reasons: Record<string, Record<string, number>> }>('sub_kind_counts');
    for (const [sub, counts] of Object.entries(reasons))
      for (const [reason, count] of Object.entries(counts))
        expect(await listed(`${MARCH}&kind=knowledge_gap&sub_kind=${sub}&sub_kind_reason=${reason}`), reason).toBe(
          count,
        );
    expect(reasons.unclear).toEqual({ read_then_submitted: 2 });
  });

  it('agree on what stays open at the end of the window', async () => {
    const rows = await figure<{ status: string; open: number }[]>('status_age');
    expect(rows).toMatchObject(
      [
        { status: 'in_review', open: 1 },
        { status: 'submitted', open: 1 },
      ].filter(({ status }) => rows.some((row) => row.status === status)),
    );
    for (const { status, open } of rows) expect(await listed(`status=${status}`), status).toBe(open);
  });
});

describe('the address of each number of a report', () => {
  const day: Record<string, unknown> = { from: '2026-03-02', to: '2026-03-29' };
  type Found = { value: unknown; names: Record<string, unknown> };
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

  /** Every number that a path stands for, with what its rows say of themselves. */
  function numbersAt(value: unknown, path: readonly string[], names: Record<string, unknown>): Found[] {
    const [step, ...rest] = path;
    if (Array.isArray(value)) return value.flatMap((row) => numbersAt(row, path, { ...names, ...row }));
    if (step === undefined) return [{ value, names }];
    if (!isRecord(value)) return [];
    const named = /^\{(\w+)\}$/.exec(step)?.[1];
    if (named !== undefined)
      return Object.keys(value).flatMap((key) => numbersAt(value[key], rest, { ...names, [named]: key }));
    return numbersAt(value[step.replace('[]', '')], rest, names);
  }
  /** What a row puts into an address, and the window. */
  function filled(address: string, names: Record<string, unknown>): string {
    const hasDays = /\{(from|to)\}/.test(address);
    const all: Record<string, unknown> = { ...day, ...names };
    const path = address.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = all[name];
      return encodeURIComponent(value === null || value === '(unset)' ? 'unset' : String(value));
    });
    return hasDays ? path : `${path}${path.includes('?') ? '&' : '?'}${MARCH}`;
  }
  /** Sums over their rows, and people, of whom one may have sent several: so many rows are there at least. */
  const IS_SUM = /(^|[.\]])(minutes|users|requesters|flags|recurrence)(\.|$)/;

  it('lists as many requests, or attempts, as it says', async () => {
    let checked = 0;
    for (const { name, rows } of REPORTS.filter((report) => !ATTEMPTS.has(report.name))) {
      const data = await figure<unknown>(name);
      for (const [path, address] of Object.entries(rows ?? {}))
        for (const { value, names } of numbersAt(data, path.split('.'), {})) {
          const answer = await api.get(filled(address, names), admin);
          expect(answer.status, `${name} ${path}: ${answer.text}`).toBe(200);
          const { total } = answer.json as { total?: number };
          if (total === undefined || IS_SUM.test(path)) continue;
          expect(total, `${name} ${path} ${filled(address, names)}`).toBe(value);
          checked += 1;
        }
    }
    expect(checked).toBeGreaterThan(120);
  });

  /** Worked out of the numbers beside them, or about no rows at all. */
  const WORKED_OUT =
    /(^|\.)(value|lo|hi|outer\[\]|estimate\.(low|high)|median|p90|max|cost|share|cumulative|minutes_per_ticket|severity|weeks_factor|confidence|score|score_low|users_share|score_per_effort|kappa|second_reader_kappa|p|q|window_days|baseline_days|did|expected|reads_needed|shrunk_unclear|revision|control_(before|after)\.[xn]|median_hours|max_hours|oldest_hours_since_submission|hidden)$/;
  /** What was in time is told by the times of the rows of its denominator; what waits too long by those of its status. */
  const IN_OTHERS = ['within_target.num', 'languishing'];
  /** Nobody reads a sub-kind a second time, and there is no target for the end: none of none. */
  const NEVER = [
    'sub_kind_accuracy second_reader.num',
    'sub_kind_accuracy second_reader.den',
    'resolution_hours within_target.den',
  ];

  function leaves(value: unknown, path: string): string[] {
    if (typeof value === 'number') return [path];
    if (Array.isArray(value))
      return [...new Set(value.flatMap((each) => leaves(each, path === '' ? '' : `${path}[]`)))];
    if (!isRecord(value)) return [];
    return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
  }

  it('is there for every number that counts something', async () => {
    const missing: string[] = [];
    for (const { name, rows } of REPORTS) {
      const data = await figure<unknown>(name);
      const paths = Object.keys(rows ?? {}).map(
        (path) => new RegExp(`^(rows\\[\\]\\.)?${path.replace(/[[\].]/g, '\\$&').replace(/\{\w+\}/g, '[^.]+')}$`),
      );
      for (const leaf of leaves(data, ''))
        if (!paths.some((path) => path.test(leaf)) && !WORKED_OUT.test(leaf) && !IN_OTHERS.includes(leaf))
          missing.push(`${name} ${leaf}`);
    }
    expect(missing.filter((each) => !NEVER.includes(each))).toEqual([]);
  });
});

describe('a status as it was then', () => {
  type Ages = { data: { status: string; open: number; languishing: number }[] };
  it('is read from the history where a request went on since', async () => {
    const then = await api.get('/api/v1/admin/reports/status_age?from=2026-03-02&to=2026-03-02', admin);
    // Closed at noon of that day, so that nothing was open at its end.
    expect((then.json as { data: unknown }).data).toEqual([]);
    const { number } = await api.submitted({ message: 'Still open.' });
    const status = (to: string) => api.get(`/api/v1/admin/reports/status_age?from=2026-03-02&to=${to}`, admin);
    services.clock.set('2026-04-13T09:00:00.000Z');
    const moved = await api.post(`/api/v1/admin/tickets/${number}/status`, { status: 'in_review' }, admin);
    expect(moved.status, moved.text).toBe(200);
    const before = (await status('2026-04-12')).json as Ages;
    const after = (await status('2026-04-13')).json as Ages;
    expect(before.data.find((row) => row.status === 'submitted')).toMatchObject({ open: 1, languishing: 1 });
    // In it for longer than allowed, as of each of the two days, though it has gone on since.
    for (const [day, { data }] of [
      ['2026-04-12', before],
      ['2026-04-13', after],
    ] as const)
      for (const { status: name, open, languishing } of data) {
        const then = `status_on=${day}&status_then=${name}`;
        expect(await listed(then), `${day} ${name}`).toBe(open);
        expect(await listed(`${then}&status_over=true`), `${day} ${name} over`).toBe(languishing);
        expect(await listed(`${then}&status_over=false`), `${day} ${name} not over`).toBe(open - languishing);
      }
    expect(after.data.find((row) => row.status === 'submitted')).toBeUndefined();
    expect(after.data.find((row) => row.status === 'in_review')?.open).toBe(
      (before.data.find((row) => row.status === 'in_review')?.open ?? 0) + 1,
    );
  });
});

describe('settled in one reply', () => {
  it('is also what was taken up again later than a week after, in the figure as in its list', async () => {
    const again = (id: string, opened: string, closed: string) => ({
      ...ticket(2, { id, session: null, channel: 'email', submitted_at: '2026-02-02T10:00:00Z', reopened: true }),
      ...{ first_reply_at: '2026-02-02T11:00:00Z', solved_at: closed, public_replies: 1 },
      moves: [
        { at: '2026-02-02T10:00:00Z', to: 'submitted' },
        { at: '2026-02-02T11:00:00Z', to: 'completed' },
        { at: opened, to: 'in_review' },
        { at: closed, to: 'completed' },
      ],
    });
    const tickets = [
      again('soon', '2026-02-04T11:00:00Z', '2026-02-20T11:00:00Z'),
      again('late', '2026-02-18T11:00:00Z', '2026-02-20T12:00:00Z'),
    ];
    expect(await importFile(services, { tickets })).toMatchObject({ refused: [], tickets: { taken: 2 } });
    const february = 'from=2026-02-02&to=2026-02-22&min_n=1';
    const { json } = await api.get(`/api/v1/admin/reports/first_contact_resolution?${february}`, admin);
    expect(json).toMatchObject({ data: { num: 1, den: 2 } });
    const solved = 'solved_from=2026-02-02&solved_to=2026-02-22';
    expect(await listed(`${solved}&settled=one_reply`)).toBe(1);
    expect(await listed(`${solved}&settled=more`)).toBe(1);
    expect(await listed(`${solved}&settled=one_reply,more`)).toBe(2);
    expect(await listed('week=2026-W06&acknowledged=true')).toBe(2);
  });
});
