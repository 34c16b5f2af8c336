// The queue as CSV (SEC-38): nothing in it runs, and nothing of it is lost.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvCell } from '../../../server/queue/tickets-csv.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let agent: { authorization: string };
beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  agent = await api.personWith('agent');
});
afterAll(() => services.close());

/** Reads RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const DANGEROUS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', ' =1', '"=1', '\u200b=1', '＝1+1'];

describe('a cell', () => {
  it.each(DANGEROUS)('that begins like a formula (%j) begins with an apostrophe', (text) => {
    expect(parseCsv(`${csvCell(text)}\r\n`)).toEqual([[`'${text}`]]);
  });

  it('comes back as it was, but for the apostrophe', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '"', ',', '\r', '\n', '\t', 'a') }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        const [read = []] = parseCsv(`${cells.map(csvCell).join(',')}\r\n`);
        expect(read.map((cell, at) => (cell === `'${cells[at]}` ? cells[at] : cell))).toEqual(cells);
      }),
    );
  });
});

describe('the queue as CSV', () => {
  it('holds all that match, harmless, as a download', async () => {
    for (const subject of ['=cmd|calc!A0', 'a "b", c', 'plain']) await api.submitted({ subject, message: 'words' });
    const answer = await api.get('/api/v1/admin/tickets?format=csv&sort=number&limit=1', agent);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="requests.csv"');
    const [head = [], ...rows] = parseCsv(answer.text);
    expect(head.slice(0, 2)).toEqual(['number', 'subject']);
    expect(rows.map((row) => row[1])).toEqual(["'=cmd|calc!A0", 'a "b", c', 'plain']);
  });

  it('is refused to editors, and holds nothing restricted for those who may not read it', async () => {
    await api.submitted({ subject: 'the hole', message: 'words', category: 'security' });
    expect((await api.get('/api/v1/admin/tickets?format=csv', await api.personWith('editor'))).status).toBe(403);
    expect((await api.get('/api/v1/admin/tickets?format=csv', agent)).text).not.toContain('the hole');
    expect((await api.get('/api/v1/admin/tickets?format=xls', agent)).status).toBe(400);
  });
});
