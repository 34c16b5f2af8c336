import { describe, expect, it } from 'vitest';
import {
  addBusinessMinutes,
  type BusinessCalendar,
  businessMinutesBetween,
} from '../../../server/method/business-hours.ts';

const day: [string, string][] = [['09:00', '17:00']];
const office: BusinessCalendar = {
  days: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: [],
  time_zone: 'UTC',
};
const berlin: BusinessCalendar = { ...office, time_zone: 'Europe/Berlin' };

describe('businessMinutesBetween', () => {
  it.each([
    ['over a weekend', '2026-03-06T16:30:00Z', '2026-03-09T09:30:00Z', 60],
    ['within a day', '2026-03-27T16:31:40Z', '2026-03-29T23:59:59Z', 28 + 20 / 60],
    ['within a minute', '2026-03-27T16:51:40Z', '2026-03-27T16:52:00Z', 20 / 60],
    ['over a night', '2026-03-18T15:02:00Z', '2026-03-19T10:02:00Z', 180],
    ['from before the opening', '2026-03-09T02:00:00Z', '2026-03-09T09:10:00Z', 10],
    ['outside hours only', '2026-03-07T00:00:00Z', '2026-03-08T23:00:00Z', 0],
    ['backwards', '2026-03-09T12:00:00Z', '2026-03-09T10:00:00Z', 0],
    ['a whole week', '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z', 5 * 480],
  ])('counts %s', (_what, from, to, minutes) => {
    expect(businessMinutesBetween(from, to, office)).toBeCloseTo(minutes, 6);
  });

  it('leaves holidays out', () => {
    const calendar = { ...office, holidays: ['2026-03-09'] };
    expect(businessMinutesBetween('2026-03-06T16:30:00Z', '2026-03-10T09:30:00Z', calendar)).toBe(60);
  });

  it("follows the zone's clocks into summer time and out of it", () => {
    // 09:00 in Berlin is 08:00 UTC on Friday 27 March and 07:00 UTC on Monday 30 March.
    expect(businessMinutesBetween('2026-03-27T15:00:00Z', '2026-03-30T08:00:00Z', berlin)).toBe(120);
    expect(businessMinutesBetween('2026-10-23T14:00:00Z', '2026-10-26T09:00:00Z', berlin)).toBe(120);
  });

  it('counts a day of 23 and one of 25 hours as they were', () => {
    const always = { days: { sun: [['00:00', '24:00'] as const] }, holidays: [], time_zone: 'Europe/Berlin' };
    expect(businessMinutesBetween('2026-03-28T00:00:00Z', '2026-03-30T12:00:00Z', always)).toBe(23 * 60);
    expect(businessMinutesBetween('2026-10-24T00:00:00Z', '2026-10-26T12:00:00Z', always)).toBe(25 * 60);
  });

  it('opens later where the clocks leap over the opening', () => {
    const early = { days: { sun: [['02:30', '04:00'] as const] }, holidays: [], time_zone: 'Europe/Berlin' };
    expect(businessMinutesBetween('2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z', early)).toBe(30);
  });

  it('counts hours that overlap once, in whatever order they are written', () => {
    const calendar: BusinessCalendar = {
      ...office,
      days: {
        mon: [
          ['12:00', '15:00'],
          ['09:00', '13:00'],
          ['16:00', '16:00'],
        ],
      },
    };
    expect(businessMinutesBetween('2026-03-09T00:00:00Z', '2026-03-10T00:00:00Z', calendar)).toBe(360);
  });

  it('counts round the clock without any hours', () => {
    const calendar = { ...office, days: {} };
    expect(businessMinutesBetween('2026-03-07T00:00:00Z', '2026-03-08T00:00:00Z', calendar)).toBe(1440);
  });

  it('stops after three years', () => {
    const minutes = businessMinutesBetween('2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z', office);
    expect(minutes / 480).toBeGreaterThan(780);
    expect(minutes / 480).toBeLessThan(790);
  });

  it('refuses what is no instant', () => {
    expect(() => businessMinutesBetween('yesterday', '2026-03-09T12:00:00Z', office)).toThrow(RangeError);
  });
});

describe('addBusinessMinutes', () => {
  it.each([
    ['within a day', '2026-03-09T10:00:00Z', 120, '2026-03-09T12:00:00.000Z'],
    ['to the very end of a day', '2026-03-06T16:30:00Z', 30, '2026-03-06T17:00:00.000Z'],
    ['over a weekend', '2026-03-06T16:30:00Z', 60, '2026-03-09T09:30:00.000Z'],
    ['from outside hours', '2026-03-07T12:00:00Z', 60, '2026-03-09T10:00:00.000Z'],
    ['nothing, from outside hours', '2026-03-07T12:00:00Z', 0, '2026-03-09T09:00:00.000Z'],
    ['nothing, within hours', '2026-03-09T10:00:00Z', 0, '2026-03-09T10:00:00.000Z'],
    ['days', '2026-03-09T09:00:00Z', 5 * 480 + 1, '2026-03-16T09:01:00.000Z'],
  ])('adds %s', (_what, from, minutes, expected) => {
    expect(addBusinessMinutes(from, minutes, office)).toBe(expected);
  });

  it('is undone by counting, over a change of clocks', () => {
    const from = '2026-03-27T15:00:00.000Z';
    expect(addBusinessMinutes(from, 120, berlin)).toBe('2026-03-30T08:00:00.000Z');
    expect(businessMinutesBetween(from, addBusinessMinutes(from, 1234, berlin), berlin)).toBe(1234);
  });

  it('ends on a calendar that never opens', () => {
    expect(addBusinessMinutes('2026-03-09T10:00:00Z', 60, { ...office, days: {} })).toBe('2026-03-09T11:00:00.000Z');
    const holidays = Array.from({ length: 1200 }, (_, i) =>
      new Date(Date.UTC(2026, 2, 9) + i * 86_400_000).toISOString().slice(0, 10),
    );
    expect(addBusinessMinutes('2026-03-09T10:00:00Z', 60, { ...office, holidays })).toBe('2026-03-09T11:00:00.000Z');
  });
});
