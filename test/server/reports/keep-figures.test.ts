// Figures are kept only while nothing was written, and for the person and the question that they were worked out for.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataVersion } from '../../../server/db/data-version.ts';
import type { Viewer } from '../../../server/people/permissions.ts';
import { computeOrKeep } from '../../../server/reports/keep-figures.ts';
import { scopeOf } from '../../../server/reports/read-window.ts';
import type { Report, ReportOptions } from '../../../server/reports/report.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const VIEWER: Viewer = { id: 'a', email: 'a@example.com', name: 'A', role: 'viewer', restrictedCategories: [] };
const SCOPE = scopeOf({ from: '2026-03-01', to: '2026-03-02' }, 'UTC');

let services: TestServices;
let counted: number;
let report: Report;

beforeEach(async () => {
  services = await makeServices();
  counted = 0;
  report = {
    ...{ name: 'a_report', question: '', formula: '', min_n: null, limits: '' },
    compute: async () => {
      counted += 1;
      return { data: counted, notes: { since: null } };
    },
  };
});
afterEach(() => services.close());

const options = (change: Partial<ReportOptions> = {}) =>
  ({
    settings: services.settings,
    now: services.clock.now(),
    minN: undefined,
    asShown: false,
    ...change,
  }) as ReportOptions;
const figure = async (viewer = VIEWER, scope = SCOPE, change: Partial<ReportOptions> = {}) =>
  (await computeOrKeep(services, viewer, report, scope, options(change))).data;

async function write(): Promise<void> {
  await services.writes.write((trx) => trx.insertInto('rollup_state').values({ name: 'x', value: 'y' }).execute());
}

describe('a figure', () => {
  it('is worked out once while nothing is written', async () => {
    expect([await figure(), await figure()]).toEqual([1, 1]);
  });

  it('is worked out anew after anything was written', async () => {
    const before = await dataVersion(services.db);
    await figure();
    await write();
    expect(await dataVersion(services.db)).not.toBe(before);
    expect(await figure()).toBe(2);
  });

  it('is worked out anew a minute later', async () => {
    await figure();
    services.clock.advance(60_000);
    expect(await figure()).toBe(2);
  });

  it('is of one person, window and minimum', async () => {
    await figure();
    await figure({ ...VIEWER, restrictedCategories: ['security'] });
    await figure(VIEWER, { ...SCOPE, filters: { locale: 'en' } });
    await figure(VIEWER, SCOPE, { minN: 1 });
    await figure(VIEWER, SCOPE, { asShown: true });
    await figure(VIEWER, SCOPE, { settings: { ...services.settings } });
    expect(counted).toBe(6);
  });
});
