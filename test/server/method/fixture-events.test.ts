import { describe, expect, it } from 'vitest';
import { eventsOfFixtureSession } from '../../../server/method/fixture-events.ts';

const session = (...ev: unknown[]) => ({ id: 's', at: '2026-03-02T09:00:00Z', page_key: '/billing', ev });

describe('eventsOfFixtureSession', () => {
  it('turns every kind of entry into its event', () => {
    const { events, refused } = eventsOfFixtureSession(
      {
        ...session(
          [1, 'contextual', ['a']],
          [2, 'search', 'refund', ['a', 'b'], 1],
          [3, 'open', 'a', 'search', 1],
          [4, 'open', 'b', 'browse', null],
          [5, 'close', 'a', 1.5, 0.4],
          [6, 'vote', 'a', 'no', 'unclear'],
          [7, 'vote', 'b', 'yes', null],
          [8, 'form_opened'],
          [9, 'suggest', []],
          [10, 'withdrawn', 'a'],
          [11, 'intent', 'no'],
          [12, 'other_channel_used', 'phone'],
          [13.5, 'ticket', 'T1'],
        ),
        audience: 'partners',
        user_ref: 'u',
        is_staff: true,
      },
      { host_error_count: 2, removedTrails: new Set(['T1']) },
    );
    expect(refused).toEqual([]);
    expect(events.map(({ seq: _seq, t_ms: _t, type, ...fields }) => [type, fields])).toEqual([
      [
        'session_started',
        { page_key: '/billing', audience: 'partners', user_ref: 'u', is_staff: true, host_error_count: 2 },
      ],
      ['contextual_shown', { article_ids: ['a'] }],
      [
        'search_performed',
        { search_id: 'q1', query: 'refund', result_ids: ['a', 'b'], result_count: 2, shown_count: 1, trigger: 'enter' },
      ],
      ['article_opened', { view_id: 'v1', article_id: 'a', source: 'search', position: 1, search_id: 'q1' }],
      ['article_opened', { view_id: 'v2', article_id: 'b', source: 'browse' }],
      ['article_closed', { view_id: 'v1', active_ms: 1500, max_scroll_pct: 40, close_source: 'user' }],
      ['answer_voted', { view_id: 'v1', value: 'no', reason: 'unclear' }],
      ['answer_voted', { view_id: 'v2', value: 'yes' }],
      ['form_opened', {}],
      ['suggestions_shown', { article_ids: [] }],
      ['request_withdrawn', { article_id: 'a' }],
      ['intent_answered', { would_have_contacted: false }],
      ['other_channel_used', { channel: 'phone' }],
      ['ticket_submitted', { ticket_id: 'T1', trail: 'removed' }],
    ]);
    expect(events.map((event) => event.seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(events.at(-1)?.t_ms).toBe(13_500);
  });

  it('says of every entry that makes no event why, and keeps the others', () => {
    const { events, refused } = eventsOfFixtureSession(
      session(
        'x',
        [1],
        [2, 'dance'],
        [3, 'close', 'a', 5, 1],
        [4, 'vote', 'a', 'yes'],
        [5, 'intent', 'maybe'],
        [6, 'search', 7, []],
        [7, 'form_opened'],
      ),
    );
    expect(events.map((event) => event.type)).toEqual(['session_started', 'form_opened']);
    expect(refused).toEqual([
      { index: 0, why: 'not of the form [seconds, "name", …]' },
      { index: 1, why: 'not of the form [seconds, "name", …]' },
      { index: 2, why: 'no event is called "dance"' },
      { index: 3, why: 'closes an article that was not opened' },
      { index: 4, why: 'votes on an article that was not opened' },
      { index: 5, why: 'an intent is "yes" or "no"' },
      { index: 6, why: 'a bad field in "search"' },
    ]);
  });

  it('refuses a session whose own fields are bad without losing its events', () => {
    const { events, refused } = eventsOfFixtureSession({ ...session([1, 'form_opened']), page_key: 'x'.repeat(201) });
    expect(events).toHaveLength(1);
    expect(refused).toEqual([{ index: -1, why: 'the session has a bad field' }]);
  });
});
