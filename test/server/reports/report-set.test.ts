// Several reports in one answer: the same figures as one by one, of one window, with the titles of what they name.
import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices } from '../../support/make-services.ts';

let api: ApiCaller;
let admin: { authorization: string };
const NAMES = ['kind_share', 'help_outcomes', 'cost_by_root_cause', 'status_age'];

type One = { from: string; to: string; filters: object; data: unknown; notes: unknown };
type Several = Omit<One, 'data' | 'notes'> & { reports: Record<string, object>; unknown: string[] };

async function setOf(query: string): Promise<Several> {
  const answer = await api.get(`/api/v1/admin/report-set?${query}`, admin);
  expect(answer.status).toBe(200);
  return answer.json as Several;
}

beforeAll(async () => {
  const services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  await api.submitted({ enquiry_type: 'question' });
  services.clock.advance(86_400_000);
});

describe('a set of reports', () => {
  it('has the same figures as each report by itself, for the same window and filters', async () => {
    const query = 'target_group=billing&min_n=1&as_shown=true';
    const all = await setOf(`names=${NAMES.join(',')}&${query}`);
    const known = NAMES.filter((name) => !all.unknown.includes(name));
    expect(Object.keys(all.reports)).toEqual(known);
    for (const name of known) {
      const one = (await api.get(`/api/v1/admin/reports/${name}?${query}`, admin)).json as One;
      expect([all.from, all.to, all.filters]).toEqual([one.from, one.to, one.filters]);
      expect(all.reports[name]).toEqual({ data: one.data, notes: one.notes });
    }
  });

  it('says which names it does not know, and computes a name once', async () => {
    const body = await setOf('names=volume,wishes,volume');
    expect(Object.keys(body.reports)).toEqual(['volume']);
    expect(body.unknown).toEqual(['wishes']);
  });

  it('refuses a question without names, and one with a filter that there is not', async () => {
    for (const query of ['', '?names=', '?names=volume&colour=red', `?names=${'volume,'.repeat(400)}`]) {
      expect((await api.get(`/api/v1/admin/report-set${query}`, admin)).status, query).toBe(400);
    }
  });
});
