// Reports as tables: every value is there, none is run, and each report of the catalogue can be had as one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { reportCsv } from '../../../server/reports/report-csv.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let viewer: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  viewer = await api.personWith('viewer');
});
afterAll(() => services.close());

describe('a report as a table', () => {
  it('has a line for each row, with lists in a cell', () => {
    expect(
      reportCsv([
        { article: 'a', flags: ['stale', 'broken link'] },
        { article: 'b,c', flags: [], n: 2 },
      ]),
    ).toBe('article,flags,n\r\na,stale; broken link,\r\n"b,c",,2\r\n');
  });

  it('has what stands beside rows on each line, also where there is none', () => {
    expect(reportCsv({ rows: [{ label: 'x' }, { label: 'y' }], hidden: 3 })).toBe('label,hidden\r\nx,3\r\ny,3\r\n');
    expect(reportCsv({ rows: [], hidden: 3 })).toBe('hidden\r\n3\r\n');
  });

  it('has rates as columns, and rows within by their first cell', () => {
    const low = { value: null, num: 1, den: 4, withheld: 'n<min' };
    expect(reportCsv({ low, outer: [0.1, 0.5], weeks: [{ week: '2026-W10', other: 2 }] })).toBe(
      'low.value,low.num,low.den,low.withheld,outer.lo,outer.hi,weeks.2026-W10.other\r\n,1,4,n<min,0.1,0.5,2\r\n',
    );
  });

  it('runs nothing that somebody typed', () => {
    expect(reportCsv([{ label: '=HYPERLINK("http://x")' }])).toBe('label\r\n"\'=HYPERLINK(""http://x"")"\r\n');
    expect(reportCsv({ weeks: [{ week: '=1+1', n: 1 }] })).toContain('weeks.=1+1.n');
  });

  it('can be had of every report, under its own name', async () => {
    for (const { name } of REPORTS) {
      const answer = await api.get(`/api/v1/admin/reports/${name}?from=2026-03-02&to=2026-03-02&format=csv`, viewer);
      expect(answer.status, `${name}: ${answer.text}`).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="${name}-2026-03-02-2026-03-02.csv"`,
      );
    }
  });

  it('is the only other form that there is', async () => {
    const answer = await api.get('/api/v1/admin/reports/help_outcomes?format=xlsx', viewer);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer: '/format' }] });
  });
});
