// Windows, weeks, the pace at which something comes, and the addresses that lead to rows.
import { describe, expect, it } from 'vitest';
import { daysBetween, dayWords, isDay, spanWords, todayIn, weeksIn } from '../../../admin/gaps/days.ts';
import {
  attemptsAddress,
  gapsAddress,
  lookingAt,
  requestsAddress,
  withDays,
  withFilter,
} from '../../../admin/gaps/gaps-address.ts';
import { outlookOf } from '../../../admin/gaps/pace.ts';

const TODAY = '2026-03-30';

describe('the window', () => {
  it.each([
    ['', 28, '2026-03-02', '2026-03-29'],
    ['?period=7', 7, '2026-03-23', '2026-03-29'],
    ['?period=90', 90, '2025-12-30', '2026-03-29'],
    ['?period=3', 28, '2026-03-02', '2026-03-29'],
    ['?from=2026-03-05&to=2026-03-10', null, '2026-03-05', '2026-03-10'],
    ['?from=2026-03-10&to=2026-03-05', null, '2026-03-05', '2026-03-10'],
    ['?from=2026-02-30&to=2026-03-05', 28, '2026-03-02', '2026-03-29'],
    ['?from=0001-01-01&to=2026-03-05', 28, '2026-03-02', '2026-03-29'],
    ['?from=2026-03-05', 28, '2026-03-02', '2026-03-29'],
  ])('of "%s" is %s days: %s to %s', (search, period, from, to) => {
    expect(lookingAt(search, TODAY)).toMatchObject({ period, from, to });
  });

  it('is the same again when its address is read', () => {
    for (const search of ['', '?period=90&locale=en', '?from=2026-03-05&to=2026-03-10&page_key=%2Forders%2F%3Aid']) {
      const looking = lookingAt(search, TODAY);
      expect(lookingAt(new URL(gapsAddress(looking), 'http://x').search, TODAY)).toEqual(looking);
    }
    expect(gapsAddress(lookingAt('', TODAY))).toBe('/admin/gaps');
  });

  it('takes the day it is from the time zone of the settings', () => {
    const moment = new Date('2026-03-30T23:30:00Z');
    expect(todayIn('UTC', moment)).toBe('2026-03-30');
    expect(todayIn('Pacific/Auckland', moment)).toBe('2026-03-31');
  });
});

describe('an address of rows', () => {
  const looking = withFilter(withFilter(lookingAt('', TODAY), 'target_group', 'billing'), 'audience', ' owners ');

  it('of requests has the filters of the queue', () => {
    expect(requestsAddress(looking, { kind: 'knowledge_gap', sub_kind: 'unattributed,unset' })).toBe(
      '/admin?target_group=billing&audience=owners&from=2026-03-02&to=2026-03-29&kind=knowledge_gap&sub_kind=unattributed%2Cunset&sort=-submitted_at',
    );
  });

  it('of one week has its days', () => {
    const address = requestsAddress(lookingAt('', TODAY), { kind: 'other', from: '2026-03-09', to: '2026-03-15' });
    expect(address).toBe('/admin?from=2026-03-09&to=2026-03-15&kind=other&sort=-submitted_at');
  });

  it('of attempts has outcome and reason', () => {
    expect(attemptsAddress(looking, { outcome: 'unanswered', reason: 'no_click' })).toBe(
      '/admin/gaps/attempts?target_group=billing&audience=owners&outcome=unanswered&reason=no_click',
    );
    expect(attemptsAddress(withDays(lookingAt('', TODAY), 7, TODAY), {})).toBe('/admin/gaps/attempts?period=7');
  });
});

describe('the weeks of a window', () => {
  it('begin on Mondays, are cut at its ends, and belong to the year of their Thursday', () => {
    expect(weeksIn('2026-03-02', '2026-03-29').map(({ name }) => name)).toEqual([
      '2026-W10',
      '2026-W11',
      '2026-W12',
      '2026-W13',
    ]);
    expect(weeksIn('2026-12-30', '2027-01-05')).toEqual([
      { name: '2026-W53', from: '2026-12-30', to: '2027-01-03' },
      { name: '2027-W01', from: '2027-01-04', to: '2027-01-05' },
    ]);
    expect(weeksIn('2026-03-04', '2026-03-04')).toEqual([{ name: '2026-W10', from: '2026-03-04', to: '2026-03-04' }]);
  });

  it('and their days are said as a person says them', () => {
    expect(spanWords('2026-03-02', '2026-03-29')).toBe('2 to 29 March 2026');
    expect(spanWords('2026-02-20', '2026-03-02')).toBe('20 February to 2 March 2026');
    expect(spanWords('2025-12-30', '2026-01-02')).toBe('30 December 2025 to 2 January 2026');
    expect(spanWords('2026-03-02', '2026-03-02')).toBe('2 March 2026');
    expect(dayWords('2026-04-09')).toBe('9 April');
    expect(daysBetween('2026-03-02', '2026-03-29')).toBe(28);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('x')).toBe(false);
  });
});

describe('the outlook', () => {
  const of = (change: Partial<Parameters<typeof outlookOf>[0]>) =>
    outlookOf({
      have: 8,
      need: 20,
      since: '2026-03-22',
      from: '2026-03-02',
      to: '2026-03-29',
      today: TODAY,
      ...change,
    });

  it('is a day, from the pace since the first of them', () => {
    // 8 in 8 days are one a day: 20 days from 22 March are over on 11 April.
    expect(of({})).toEqual({ when: 'from', day: '2026-04-11' });
    expect(of({ have: 16 })).toEqual({ when: 'from', day: '2026-04-01' });
  });

  it('is a longer window where this one never holds enough', () => {
    expect(of({ since: '2026-03-02' })).toEqual({ when: 'longer', days: 90 });
    expect(of({ have: 1, since: '2026-03-02' })).toEqual({ when: 'not_soon' });
  });

  it('is not known without a first one, or for a window that is over', () => {
    expect(of({ have: 0, since: null })).toEqual({ when: 'unknown' });
    expect(of({ to: '2026-03-20', since: '2026-03-10' })).toEqual({ when: 'unknown' });
    expect(of({ have: 20 })).toEqual({ when: 'unknown' });
  });

  it('is never today or before', () => {
    expect(of({ have: 19, since: '2026-03-11' })).toEqual({ when: 'from', day: '2026-03-31' });
  });
});
