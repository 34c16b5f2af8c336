// The promise before and after sending, over weekends, holidays and the nights in which clocks change.
import { afterEach, describe, expect, it } from 'vitest';
import type { Site } from '../../../contract/api/site.ts';
import { apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices | undefined;
afterEach(() => services?.close());

/** What is promised before and after sending, four working hours of 9 to 17 in Berlin, at a moment of UTC. */
async function promisedAt(now: string, holidays: string[] = []) {
  services = await makeServices({
    now,
    settings: (settings) => {
      Object.assign(settings, { time_zone: 'Europe/Berlin', holidays });
      if (settings.categories.general) settings.categories.general.promise_hours = 4;
    },
  });
  const api = apiOf(services);
  const site = (await api.get('/api/v1/sites/default')).json as Site;
  const sent = (await api.submit()).json as { promise: { respond_by: string; text: string } };
  const before = site.categories.find(({ key }) => key === 'general')?.promise;
  expect(sent.promise.respond_by).toBe(before?.respond_by);
  return { hours: before?.hours, by: before?.respond_by, text: sent.promise.text };
}

describe('four working hours from', () => {
  it('Friday 16:40 are over on Monday 12:40', async () => {
    expect(await promisedAt('2026-03-06T15:40:00.000Z')).toEqual({
      hours: 4,
      by: '2026-03-09T11:40:00.000Z',
      text: 'We read this within 4 working hours: by Monday 12:40 (Europe/Berlin).',
    });
  });

  it('a Friday before a holiday are over a day later', async () => {
    expect((await promisedAt('2026-03-06T15:40:00.000Z', ['2026-03-09'])).by).toBe('2026-03-10T11:40:00.000Z');
  });

  it('a Saturday begin on Monday', async () => {
    expect((await promisedAt('2026-03-07T20:00:00.000Z')).by).toBe('2026-03-09T12:00:00.000Z');
  });

  it('the Friday before the clocks go forward are over at the same time of the clock', async () => {
    expect((await promisedAt('2026-03-27T15:40:00.000Z')).by).toBe('2026-03-30T10:40:00.000Z');
  });

  it('the Friday before the clocks go back are, too', async () => {
    expect((await promisedAt('2026-10-23T14:40:00.000Z')).by).toBe('2026-10-26T11:40:00.000Z');
  });
});
