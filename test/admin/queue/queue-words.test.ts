// What the queue says about time, trails and changes.
import { describe, expect, it } from 'vitest';
import { filterWords, kindOfFilter } from '../../../admin/queue/filter-kinds.ts';
import { changeWords, dueOf, rangeWords, rowSentence, triedWords } from '../../../admin/queue/queue-words.ts';
import { deskWith, rowWith } from './fake-desk.ts';

const NOW = Date.parse('2026-03-02T12:32:00.000Z');

describe('the time that is left', () => {
  it('is that of the promise until somebody has answered', () => {
    expect(dueOf(rowWith(1), NOW)).toMatchObject({ words: '28 min left', isOver: false });
    expect(dueOf(rowWith(1), NOW).used).toBeCloseTo(0.883, 3);
    const late = rowWith(1, { respond_by: '2026-03-02T11:57:00.000Z' });
    expect(dueOf(late, NOW)).toMatchObject({ words: '35 min over', isOver: true, used: 1 });
  });

  it('is the end of the promise where that is another day, as nobody works all the hours in between', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
    const friday = Date.parse(at(6, 16));
    expect(dueOf(rowWith(1, { respond_by: at(6, 17) }), friday).words).toBe('1 h left');
    expect(dueOf(rowWith(1, { respond_by: at(9, 13) }), friday).words).toBe('by Mon 13:00');
    expect(dueOf(rowWith(1, { respond_by: at(16, 9) }), friday).words).toBe('by 16 Mar');
  });

  it('is that of the status afterwards, and none where the settings have no limit or it is solved', () => {
    const replied = { replied: true, status_hours: 3 };
    expect(dueOf(rowWith(1, replied), NOW)).toMatchObject({ words: '3 h of 8 h', used: 0.375 });
    expect(dueOf(rowWith(1, { ...replied, status_hours: 10, over_limit: true }), NOW).words).toBe('2 h over limit');
    expect(dueOf(rowWith(1, { ...replied, status_limit_hours: null }), NOW)).toMatchObject({
      words: '3 h here',
      used: null,
    });
    expect(dueOf(rowWith(1, { solved_at: '2026-03-02T10:00:00.000Z' }), NOW).words).toBe('Solved');
  });
});

describe('the words of a row', () => {
  it('count what they tried, and say when it was taken off or there was nothing', () => {
    expect(triedWords({ state: 'attached', searches: 2, reads: 1 })).toBe('2 searches, 1 article read');
    expect(triedWords({ state: 'attached', searches: 0, reads: 0 })).toBe('Did not search first');
    expect(triedWords({ state: 'removed', searches: 0, reads: 0 })).toBe('Took off what they tried');
    expect(triedWords({ state: 'none', searches: 0, reads: 0 })).toBe('');
  });

  it('tell whoever listens the subject and the place in the list', () => {
    const row = rowWith(7, { priority: 'urgent', requester_name: null, requester_email: null });
    expect(rowSentence(row, { at: 1, total: 1_234 }, NOW)).toBe(
      '7, Question 7, urgent, unread, No name, Submitted, 28 min left, 2 of 1,234',
    );
  });

  it('say how much is shown, also when more came meanwhile', () => {
    expect(rangeWords(50, 1_234)).toBe('1 to 50 of 1,234');
    expect(rangeWords(3, 2)).toBe('1 to 3 of 3');
  });
});

describe('the words of filters and changes', () => {
  it('name values as the desk does, and unknown ones as they are', () => {
    const status = kindOfFilter('status');
    const sent = kindOfFilter('to');
    if (!status || !sent) throw new Error('these filters exist');
    expect(filterWords(status, { status: 'in_review,gone_status' }, deskWith())).toBe('Status: In review, gone_status');
    expect(filterWords(sent, { to: '2026-03-02' }, deskWith())).toBe('Sent until 2026-03-02');
  });

  it('say what was done with how many', () => {
    expect(changeWords({ target_group: 'billing' }, 2, deskWith())).toBe('2 requests are now with Billing.');
    expect(changeWords({ assignee: 'ada@example.com' }, 1, deskWith())).toBe('1 request is now yours.');
    expect(changeWords({ assignee: null }, 1, deskWith())).toBe('1 request is now nobody’s.');
  });
});
