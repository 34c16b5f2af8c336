import { describe, expect, it } from 'vitest';
import { addDays, instantOf, isoWeekOf, localDateOf } from '../../../server/method/local-time.ts';

describe('isoWeekOf', () => {
  it.each([
    ['2026-03-02T00:00:00Z', 'UTC', '2026-W10'],
    ['2026-03-01T23:59:59Z', 'UTC', '2026-W09'],
    ['2026-03-01T23:30:00Z', 'Europe/Berlin', '2026-W10'],
    ['2027-01-01T12:00:00Z', 'UTC', '2026-W53'],
    ['2025-12-29T12:00:00Z', 'UTC', '2026-W01'],
    ['2024-12-31T12:00:00Z', 'UTC', '2025-W01'],
  ])('puts %s in %s into %s', (iso, zone, week) => {
    expect(isoWeekOf(iso, zone)).toBe(week);
  });
});

describe('instantOf', () => {
  const iso = (date: string, minute: number, zone: string) => new Date(instantOf(date, minute, zone)).toISOString();

  it('knows both clocks of a zone, the hour that is missing and the hour that comes twice', () => {
    expect(iso('2026-01-15', 540, 'Europe/Berlin')).toBe('2026-01-15T08:00:00.000Z');
    expect(iso('2026-07-15', 540, 'Europe/Berlin')).toBe('2026-07-15T07:00:00.000Z');
    expect(iso('2026-03-29', 150, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(iso('2026-10-25', 150, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-03-08', 0, 'America/New_York')).toBe('2026-03-08T05:00:00.000Z');
    expect(iso('2026-03-09', 0, 'Asia/Kathmandu')).toBe('2026-03-08T18:15:00.000Z');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => instantOf('2026-03-09', 0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('dates', () => {
  it('are those of the zone, and are counted over months and leap years', () => {
    expect(localDateOf(Date.parse('2026-03-09T23:30:00Z'), 'Asia/Tokyo')).toBe('2026-03-10');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });
});
