// `fingerpost report`: what the API gives, as a table, markdown, CSV or JSON; and an article for a pull request.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.ts';
import { article } from '../articles/temporary-folder.ts';

const SETTINGS = fileURLToPath(new URL('../../fixtures/method-settings.yaml', import.meta.url));
const MARCH = ['--from', '2026-03-02', '--to', '2026-03-29'];

let folder: string;
let database: TestDatabase;

const ask = (at: number, words: string) => ({
  id: `s${at}`,
  at: `2026-03-0${at}T10:00:00Z`,
  page_key: '/billing',
  ev: [
    [2, 'search', words, ['tax']],
    [5, 'open', 'tax', 'search', 1],
    [40, 'close', 'tax', 30, 0.9],
    [50, 'form_opened'],
    [60, 'ticket', `T${at}`],
  ],
});
const ticket = (at: number, category: string) => ({
  id: `T${at}`,
  submitted_at: `2026-03-0${at}T10:01:00Z`,
  requester: `person${at}@example.com`,
  channel: 'widget',
  session: `s${at}`,
  category,
  text: 'I did not get it.',
  solved_at: `2026-03-0${at}T12:00:00Z`,
  handling_minutes: 10,
  kind_confirmed: 'knowledge_gap',
  resolution_code: 'linked_article',
  answer_state: 'article',
  answer_articles: ['tax'],
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-report-'));
  database = await makeTestDatabase({ file: join(folder, 'fingerpost.db'), isEmpty: true });
  writeFileSync(join(folder, 'tax.md'), article('Tax | "for" @everybody', 'All of it.', 'reviewed: 2025-01-01\n'));
  const history = {
    articles: [{ id: 'tax', title: 'Tax', published_at: '2026-01-05T00:00:00Z' }],
    // Three times the same words, with something in them that markdown would read; and what was confidential.
    sessions: [ask(2, 'vat `<b>` |'), ask(3, 'vat `<b>` |'), ask(4, 'vat `<b>` |'), ask(5, 'secret words')],
    tickets: [ticket(2, 'billing'), ticket(3, 'billing'), ticket(4, 'billing'), ticket(5, 'security')],
  };
  writeFileSync(join(folder, 'history.json'), JSON.stringify(history));
  expect((await run('import', 'history.json')).code).toBe(0);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCli(args, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: folder, DATABASE_URL: database.url, KB_DIR: folder, SETTINGS, LOG_LEVEL: 'silent' },
    cwd: folder,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

describe('report NAME', () => {
  it('prints a table with the question, the window, and what the number cannot say', async () => {
    const { code, out, err } = await run('report', 'article_ticket_rate', ...MARCH);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Bad article, wrong article, or a product that does not work?',
      '',
      'article_ticket_rate, 2026-03-02 to 2026-03-29',
    ]);
    expect(lines[4]).toMatch(/^article {2}reads {2}yes {2}no {2}tickets {2}unclear/);
    expect(lines[6]).toMatch(/^tax {6}3 {6}0 {4}0 {3}3 {8}3 .*too few to say \(3 of 3\)/);
    expect(out).toMatch(/An article is blamed only where/);
  });

  it('prints what the API gives with --json, with the minimum that is asked for', async () => {
    const { out } = await run('report', 'kind_share', ...MARCH, '--min-n', '1', '--target-group', 'billing', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ...{ name: 'kind_share', from: '2026-03-02', to: '2026-03-29', filters: { target_group: 'billing' } },
      data: { knowledge_gap: { low: { value: 1, num: 3, den: 3, withheld: null } } },
    });
  });

  it('leaves out what is restricted', async () => {
    const { out } = await run('report', 'cost_per_contact', ...MARCH, '--json');
    expect(JSON.parse(out)).toMatchObject({ data: { minutes: 30, tickets: 3 } });
  });

  it('prints a line for each row with --csv, and a table of markdown with --markdown', async () => {
    const { out } = await run('report', 'cost_per_contact', ...MARCH, '--csv');
    expect(out).toBe('value,minutes,tickets,withheld\r\n,30,3,n<min');
    const markdown = await run('report', 'cost_by_root_cause', ...MARCH, '--markdown');
    expect(markdown.out).toContain('### Where does the time go?');
    expect(markdown.out).toContain(
      '| root\\_cause | tickets | minutes | cost | share | cumulative |\n|---|---|---|---|---|---|',
    );
    expect(markdown.out).toContain('| \\(unset\\) | 3 | 30 | 24 | 1 | 1 |');
  });

  it('says that there is nothing rather than printing an empty table', async () => {
    const { out, code } = await run('report', 'cost_by_root_cause', '--from', '2025-01-01', '--to', '2025-01-02');
    expect(code).toBe(0);
    expect(out).toContain('Nothing in this window.');
  });

  it('looks at as many days as usual where only the end is named', async () => {
    const { out } = await run('report', 'volume', '--to', '2026-03-29', '--json');
    expect(JSON.parse(out)).toMatchObject({ from: '2026-03-02', to: '2026-03-29' });
  });

  it('prints every report that there is', async () => {
    for (const [at, { name, limits }] of REPORTS.entries()) {
      const format = ['--markdown', '--csv', '--json', '--as-shown'][at % 4] ?? '';
      const { code, out, err } = await run('report', name, ...MARCH, format);
      expect({ name, code, err }).toEqual({ name, code: 0, err: '' });
      expect(out, name).not.toMatch(/\[object|undefined|NaN/);
      if (format === '--as-shown') expect(out).toContain(limits);
    }
  });

  it('lists them all', async () => {
    const { out } = await run('report', '--list');
    for (const { name } of REPORTS) expect(out).toMatch(new RegExp(`^${name} +.`, 'm'));
    expect(JSON.parse((await run('report', '--list', '--json')).out).reports).toHaveLength(REPORTS.length);
    expect(out).toContain(REPORTS[0]?.question);
  });
});

describe('report --article', () => {
  it('prints what a pull request needs to know, and nothing of it is read as markup or a mention', async () => {
    const { code, out } = await run('report', '--article', 'tax', ...MARCH, '--markdown');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 3)).toEqual([
      '### Tax \\| "for" @\u200beverybody (`tax`)',
      '',
      "Read before 3 tickets, 3 unclear; fails for: `vat '<b>' |`.",
    ]);
    expect(out).toContain('- 3 requests came from people who had read it.');
    expect(out).not.toContain('secret');
  });

  it('prints the same to read, and all of it with --json', async () => {
    const { out } = await run('report', '--article', 'tax', ...MARCH);
    expect(out).toContain('Read before 3 tickets, 3 unclear; fails for: "vat `<b>` |".');
    const json = JSON.parse((await run('report', '--article', 'tax', ...MARCH, '--json')).out);
    expect(json).toMatchObject({ slug: 'tax', reads: 3, tickets: 3, from: '2026-03-02', file: 'tax.md' });
  });

  it('says that nobody read it where nobody did', async () => {
    const { out } = await run('report', '--article', 'tax', '--from', '2026-01-01', '--to', '2026-01-31');
    expect(out).toContain('Nobody read it.');
  });
});

describe('wrong use ends with 2 and says what to do', () => {
  it.each<[string[], RegExp]>([
    [[], /Name one report/],
    [['no_such'], /There is no report "no_such"\. Use one of: help_outcomes,/],
    [['volume', 'csat'], /Name one report/],
    [['volume', '--article', 'tax'], /not both/],
    [['--article', 'no-such'], /No article ever had the name "no-such"/],
    [['--article', 'tax', '--csv'], /--json or --markdown/],
    [['volume', '--json', '--csv'], /Choose one/],
    [['volume', '--from', 'x'], /--from: must be a date like/],
    [['volume', '--from', '2026-03-02', '--to', '2026-03-01'], /--from: The window must begin/],
    [['volume', '--min-n', '0'], /--min-n: must be a whole number from 1 to 1000000/],
    [['volume', '--min-n', 'few'], /--min-n: must be a whole number from 1 to 1000000/],
    [['--list', '--csv'], /--list stands alone/],
    [['--list', 'volume'], /--list stands alone/],
    [['volume', '--channel', 'pigeon'], /--channel: /],
    [['volume', '--kb', 'nowhere'], /There is no folder nowhere/],
    [['volume', '--no-such-option'], /no-such-option/],
  ])('%j', async (args, message) => {
    const { code, out, err } = await run('report', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});
