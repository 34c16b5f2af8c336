import { describe, expect, it } from 'vitest';
import { parseEvent, type UsageEvent } from '../../../server/method/events.ts';
import { decideSubKind } from '../../../server/method/sub-kind.ts';
import { emptyTrail, freezeTrail, searchesOf, trailEvidence, viewsOf } from '../../../server/method/trail.ts';

function eventsOf(...entries: [number, UsageEvent['type'], object?][]): UsageEvent[] {
  return entries.map(([t_ms, type, fields], seq) => {
    const event = parseEvent({ seq, t_ms, type, ...fields });
    if (!event) throw new Error(`a bad event in the test: ${type}`);
    return event;
  });
}

const titles = (slug: string) => (slug === 'refund-rules' ? { title: 'Refund rules', revision: 4 } : null);

const attempt: [number, UsageEvent['type'], object?][] = [
  [0, 'session_started', { page_key: '/billing', host_error_count: 1, host_error_codes: ['http_5xx'] }],
  [4000, 'search_performed', { search_id: 'q1', query: 'ref', result_ids: ['a'], trigger: 'pause' }],
  [5000, 'search_performed', { search_id: 'q2', query: 'refund', result_ids: ['refund-rules', 'gone'] }],
  [8400, 'article_opened', { view_id: 'v1', article_id: 'refund-rules', source: 'search', position: 1 }],
  [30_000, 'article_closed', { view_id: 'v1', active_ms: 20_600, max_scroll_pct: 90 }],
  [31_000, 'search_performed', { search_id: 'q3', query: 'refund late', result_ids: [] }],
  [33_000, 'article_opened', { view_id: 'v2', article_id: 'gone', source: 'browse', revision: 2 }],
  [35_000, 'form_opened'],
  [36_000, 'suggestions_shown', { article_ids: ['s'] }],
];

describe('freezeTrail', () => {
  it('keeps searches and opened articles in order, with seconds, titles and revisions as they were', () => {
    const trail = freezeTrail(eventsOf(...attempt), titles, { sid: 'abc' });
    expect(
      trail.steps.map((step) =>
        step.kind === 'search'
          ? [step.at_s, step.query, step.result_count, step.opened_ids]
          : [step.at_s, step.article_id, step.title, step.revision, step.seconds, step.qualified],
      ),
    ).toEqual([
      [5, 'refund', 2, ['refund-rules']],
      [8, 'refund-rules', 'Refund rules', 4, 21, true],
      [31, 'refund late', 0, []],
      [33, 'gone', null, 2, 0, false],
    ]);
    expect(trail).toMatchObject({
      version: 1,
      session_id: 'abc',
      page_key: '/billing',
      host_error_count: 1,
      host_error_codes: ['http_5xx'],
      shown_ids: ['s', 'refund-rules', 'gone'],
    });
    expect(searchesOf(trail).map((search) => search.search_id)).toEqual(['q2', 'q3']);
    expect(viewsOf(trail).map((view) => view.view_id)).toEqual(['v1', 'v2']);
  });

  it('is evidence for Rule SUB', () => {
    const trail = trailEvidence(freezeTrail(eventsOf(...attempt), titles));
    const answers = [{ slug: 'refund-rules', was_published: true, was_visible: true }];
    expect(decideSubKind({ answer_state: 'article', answers, trail_state: 'attached', trail })).toMatchObject({
      sub_kind: 'unclear',
      target: 'refund-rules',
    });
  });

  it('survives a journey through JSON', () => {
    const trail = freezeTrail(eventsOf(...attempt), titles);
    expect(JSON.parse(JSON.stringify(trail))).toEqual(trail);
  });

  it('leaves out what was tried for an earlier request', () => {
    const events = eventsOf(
      ...attempt,
      [40_000, 'ticket_submitted', { ticket_id: 't1' }],
      [50_000, 'search_performed', { search_id: 'q9', query: 'other', result_ids: [] }],
    );
    const second = freezeTrail(events, titles, { sid: 'abc' });
    expect(second.session_id).toBe('abc.2');
    expect(second.steps.map((step) => [step.kind, step.at_s])).toEqual([['search', 0]]);
    expect(freezeTrail(events, titles, { ticket_id: 't1' }).steps).toHaveLength(4);
  });

  it('is empty without a session, and for a second request without a second attempt', () => {
    expect(freezeTrail([], titles)).toEqual(emptyTrail());
    const events = eventsOf(...attempt, [40_000, 'ticket_submitted', { ticket_id: 't1' }]);
    expect(freezeTrail(events, titles)).toEqual(emptyTrail());
    expect(freezeTrail(events, titles, { ticket_id: 't2' })).toEqual(emptyTrail());
  });
});
