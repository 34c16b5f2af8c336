// The same history told in another way gives the same figures: in any order, under other names, in another month, of a day
// that is still to come.
import { describe, expect, it } from 'vitest';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices } from '../../support/make-services.ts';
import { SECOND_HISTORY } from './second-history.ts';

const DAY_MS = 86_400_000;
const NOW = '2026-05-20T09:00:00.000Z';
/** Which articles there were depends on the day of the import, and weeks and days are named by their dates. */
const BY_DATE = new Set(['article_ticket_rate', 'content_flags', 'edit_effects']);
const DATES = new Set(['week', 'weeks', 'from', 'to', 'at']);

type History = typeof SECOND_HISTORY;

async function figures(history: object, days = 0): Promise<Record<string, unknown>> {
  const services = await makeServices({ now: NOW });
  try {
    expect(await importFile(services, history)).toMatchObject({ refused: [] });
    const api = apiOf(services);
    const admin = await api.personWith('admin');
    const [from, to] = ['2026-05-04', '2026-05-10'].map((date) => moved(`${date}T00:00:00.000Z`, days).slice(0, 10));
    const found: Record<string, unknown> = {};
    for (const { name } of REPORTS) {
      if (BY_DATE.has(name)) continue;
      const { json } = await api.get(`/api/v1/admin/reports/${name}?from=${from}&to=${to}&min_n=1`, admin);
      found[name] = undated((json as { data: unknown }).data);
    }
    return found;
  } finally {
    await services.close();
  }
}

const moved = (text: string, days: number) =>
  /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(Date.parse(text) + days * DAY_MS).toISOString() : text;

/** Without what names dates. */
function undated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(undated);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => !DATES.has(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, undated(each)]));
}

/** All moments of it moved. */
function later(value: unknown, days: number): unknown {
  if (typeof value === 'string') return moved(value, days);
  if (Array.isArray(value)) return value.map((each) => later(each, days));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, later(each, days)]));
}

describe('the same history', () => {
  it('may have its lists in any order, its events in any order, and what is null left out', async () => {
    const history = structuredClone(SECOND_HISTORY) as unknown as Record<keyof History, Record<string, unknown>[]>;
    const turned = {
      articles: [...history.articles].reverse(),
      sessions: [...history.sessions].reverse().map((session) => ({
        ...session,
        ev: [...(session.ev as [number, ...unknown[]][])].sort((a, b) => b[0] - a[0]),
      })),
      tickets: [...history.tickets]
        .reverse()
        .map((ticket) => Object.fromEntries(Object.entries(ticket).filter(([, value]) => value !== null))),
    };
    expect(await figures(turned)).toEqual(await figures(SECOND_HISTORY));
  });

  it.each([-364, 280])('may lie %d days from now', async (days) => {
    expect(await figures(later(SECOND_HISTORY, days) as object, days)).toEqual(await figures(SECOND_HISTORY));
  });
});
