// The promise in the reader's words: their zone, their day, the site's hours where they are others, and never an old one.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { otherZone, sayMoment } from '../../widget/requests/promise-view.tsx';
import { openWidget, pretendServer, SITE } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.unstubAllEnvs();
  document.body.replaceChildren();
});

/** As Intl writes it, with ordinary spaces. */
const said = (moment: string, now: string, locale: string, zone = 'Europe/Berlin') =>
  sayMoment(new Date(moment), new Date(now), locale, { zone }).replace(/[\u00a0\u202f]/g, ' ');

describe('a moment', () => {
  const friday = '2026-03-06T15:40:00Z';
  it('of the same day is today, by the reader’s clock and not by ours', () => {
    expect(said('2026-03-06T16:00:00Z', friday, 'en-GB')).toBe('today, 17:00');
    expect(said('2026-03-06T23:30:00Z', friday, 'en-GB')).toBe('Saturday 00:30');
    expect(said('2026-03-06T23:30:00Z', friday, 'en-GB', 'America/New_York')).toBe('today, 18:30');
  });

  it('of the coming and of the past days has its weekday, and further away its date', () => {
    expect(said('2026-03-09T11:40:00Z', friday, 'en-GB')).toBe('Monday 12:40');
    expect(said('2026-03-03T11:40:00Z', friday, 'en-GB')).toBe('Tuesday 12:40');
    expect(said('2026-03-13T11:40:00Z', friday, 'en-GB')).toBe('13 March 12:40');
    expect(said('2026-02-03T11:40:00Z', friday, 'en-GB')).toBe('3 February 12:40');
    expect(said('2025-12-30T11:40:00Z', friday, 'en-GB')).toBe('30 December 2025 12:40');
  });

  it('is right over the night in which the clocks change', () => {
    const beforeChange = '2026-03-27T15:40:00Z';
    expect(said('2026-03-27T16:00:00Z', beforeChange, 'de')).toBe('today, 17:00');
    expect(said('2026-03-30T11:40:00Z', beforeChange, 'de')).toBe('Montag 13:40');
  });

  it('is said in the reader’s language', () => {
    expect(said('2026-03-09T11:40:00Z', friday, 'ja')).toBe('月曜日 12:40');
    expect(said('2026-03-09T11:40:00Z', friday, 'en-US')).toBe('Monday 12:40 PM');
  });
});

describe('the site’s zone', () => {
  const winter = [new Date('2026-01-05T12:00:00Z')];
  const march = [new Date('2026-03-06T15:40:00Z'), new Date('2026-03-09T11:40:00Z')];

  it('is said only where its clocks show another time', () => {
    expect(otherZone('Europe/Berlin', winter, 'en', 'Europe/Paris')).toBe('');
    expect(otherZone('Europe/London', winter, 'en', 'UTC')).toBe('');
    expect(otherZone('Europe/Berlin', winter, 'en', 'America/New_York')).toBe('Central European Time');
    expect(otherZone('UTC', winter, 'en', 'America/New_York')).toBe('Coordinated Universal Time');
    expect(otherZone('Europe/Berlin', winter, 'de', 'America/New_York')).toBe('Mitteleurop\u00e4ische Zeit');
  });

  it('is said where the clocks part between now and then', () => {
    // New York is ahead of Chicago all year; Arizona keeps its clocks when Denver's go forward on 8 March.
    expect(otherZone('America/Denver', march.slice(0, 1), 'en', 'America/Phoenix')).toBe('');
    expect(otherZone('America/Denver', march, 'en', 'America/Phoenix')).not.toBe('');
  });
});

describe('the line of the form', () => {
  const siteIn = (time_zone: string, respond_by: string) => ({
    ...SITE,
    time_zone,
    categories: SITE.categories.map((one) => ({ ...one, promise: { hours: 4, respond_by } })),
  });
  async function lineOf(site: typeof SITE, now: string) {
    const server = pretendServer(site);
    const widget = openWidget(server, {}, { now: () => Date.parse(now), languages: ['en-GB'] });
    widget.call('request', {});
    await widget.reached('form', 'writing');
    return { server, widget, line: () => widget.all('.promise')[0]?.textContent?.replace(/[\u00a0\u202f]/g, ' ') };
  }

  it('says now and then in the reader’s zone, and whose hours are counted', async () => {
    vi.stubEnv('TZ', 'America/New_York');
    const { line } = await lineOf(siteIn('Europe/Berlin', '2026-03-09T11:40:00Z'), '2026-03-06T15:40:00Z');
    expect(line()).toBe(
      'We read this within 4 working hours. It is Friday 10:40, so by Monday 07:40. That is your time; our working hours follow Central European Time.',
    );
  });

  it.each([
    ['2001-01-01T10:00:00Z', '9 March 2026 12:40'],
    ['2026-03-09T12:00:00Z', 'today, 12:40'],
  ])('says nothing of a clock that cannot be right: %s', async (clock, by) => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    const { line } = await lineOf(siteIn('Europe/Berlin', '2026-03-09T11:40:00Z'), clock);
    expect(line()).toBe(`A person reads it within 4 working hours: by ${by}.`);
  });

  it('says nothing of zones where they are the same', async () => {
    vi.stubEnv('TZ', 'Europe/Paris');
    const { line } = await lineOf(siteIn('Europe/Berlin', '2026-03-09T11:40:00Z'), '2026-03-06T15:40:00Z');
    expect(line()).toBe('We read this within 4 working hours. It is Friday 16:40, so by Monday 12:40.');
  });

  it('is asked for anew when the form is opened, since help may have been open for long', async () => {
    vi.stubEnv('TZ', 'UTC');
    const site = siteIn('UTC', '2026-03-06T16:00:00Z');
    const server = pretendServer(site);
    const widget = openWidget(server, {}, { now: () => Date.parse('2026-03-06T15:40:00Z'), languages: ['en-GB'] });
    widget.call('open');
    await widget.reached('home', 'ready');
    server.instead.set(
      '/api/v1/sites/default',
      () => new Response(JSON.stringify(siteIn('UTC', '2026-03-09T11:40:00Z')), { status: 200 }),
    );
    widget.call('request', {});
    await widget.reached('form', 'writing');
    await vi.waitFor(() => expect(widget.all('.promise time')[0]?.textContent).toBe('by Monday 11:40'));
  });
});
