import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeriveInput, deriveSessions } from '../../../server/method/derive-session.ts';
import { parseEvent, type UsageEvent } from '../../../server/method/events.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STARTED_AT = '2026-03-02T09:00:00.000Z';

/** Events from `[t_ms, type, fields]`, numbered in the order in which they stand. */
function eventsOf(...entries: [number, UsageEvent['type'], object?][]): UsageEvent[] {
  return entries.map(([t_ms, type, fields], seq) => {
    const event = parseEvent({ seq, t_ms, type, ...fields });
    if (!event) throw new Error(`a bad event in the test: ${type}`);
    return event;
  });
}

function derive(events: UsageEvent[], options: Partial<DeriveInput> = {}) {
  return deriveSessions({ sid: 'abc', site: 'default', started_at: STARTED_AT, events, ...options });
}

function only(events: UsageEvent[], options: Partial<DeriveInput> = {}) {
  const sessions = derive(events, options);
  expect(sessions).toHaveLength(1);
  const [session] = sessions;
  if (!session) throw new Error('no session');
  return session;
}

const start = (fields: object = {}): [number, UsageEvent['type'], object] => [
  0,
  'session_started',
  { page_key: '/billing', ...fields },
];
const search = (t: number, id: string, query: string, fields: object = {}): [number, UsageEvent['type'], object] => [
  t,
  'search_performed',
  { search_id: id, query, ...fields },
];
const open = (t: number, id: string, article: string, fields: object = {}): [number, UsageEvent['type'], object] => [
  t,
  'article_opened',
  { view_id: id, article_id: article, ...fields },
];

describe('deriveSessions', () => {
  it('gives no session for no event', () => {
    expect(derive([])).toEqual([]);
  });

  it('carries page, person and times', () => {
    const session = only(
      eventsOf(
        start({
          page_title: 'Billing',
          audience: 'staffers',
          locale: 'en',
          user_ref: 'u',
          is_staff: true,
          host_error_count: 2,
          host_error_codes: ['js_error'],
        }),
        [90_000, 'form_opened'],
      ),
    );
    expect(session).toMatchObject({
      id: 'abc',
      sid: 'abc',
      site: 'default',
      started_at: STARTED_AT,
      ended_at: '2026-03-02T09:01:30.000Z',
      end_reason: 'idle',
      page_key: '/billing',
      page_title: 'Billing',
      audience: 'staffers',
      locale: 'en',
      user_ref: 'u',
      is_staff: true,
      host_error_count: 2,
      host_error_codes: ['js_error'],
      form_opened: true,
      outcome: 'unanswered',
      outcome_reason: 'form_abandoned',
      event_count: 2,
    });
  });

  it('links an opening to its search, counts the reading and keeps the last vote', () => {
    const session = only(
      eventsOf(
        start(),
        search(1000, 'q1', 'refund', { result_ids: ['a', 'b', 'c'], shown_count: 2 }),
        open(2000, 'v1', 'b', { source: 'search', position: 2, revision: 7 }),
        [17_000, 'article_heartbeat', { view_id: 'v1', active_ms: 15_000, max_scroll_pct: 40 }],
        [18_000, 'answer_voted', { view_id: 'v1', value: 'no', reason: 'unclear' }],
        [20_000, 'answer_voted', { view_id: 'v1', value: 'yes' }],
        [
          22_000,
          'article_closed',
          { view_id: 'v1', active_ms: 18_500, max_scroll_pct: 62.4, close_source: 'navigate' },
        ],
        [23_000, 'intent_answered', { would_have_contacted: false }],
      ),
    );
    expect(session.searches).toEqual([
      {
        search_id: 'q1',
        at: '2026-03-02T09:00:01.000Z',
        t_ms: 1000,
        seq: 1,
        query: 'refund',
        result_count: 3,
        result_ids: ['a', 'b', 'c'],
        shown_count: 2,
        trigger: 'enter',
        opened_ids: ['b'],
      },
    ]);
    expect(session.views).toEqual([
      {
        view_id: 'v1',
        article_id: 'b',
        revision: 7,
        source: 'search',
        search_id: 'q1',
        position: 2,
        opened_at: '2026-03-02T09:00:02.000Z',
        t_ms: 2000,
        seq: 2,
        active_ms: 18_500,
        max_scroll_pct: 62,
        qualified: true,
        vote: 'yes',
        vote_reason: null,
        vote_comment: null,
        close_source: 'navigate',
      },
    ]);
    expect(session).toMatchObject({ outcome: 'answered', intent: false, shown_ids: ['a', 'b'], yes_after_form: false });
  });

  it('closes a view without a closing at its last heartbeat', () => {
    const [view] = only(
      eventsOf(start(), open(1000, 'v1', 'a'), [31_000, 'article_heartbeat', { view_id: 'v1', active_ms: 30_000 }]),
    ).views;
    expect(view).toMatchObject({ active_ms: 30_000, qualified: true, close_source: 'server', source: 'browse' });
  });

  it('counts films as active time and no view longer than ten minutes', () => {
    const film = only(
      eventsOf(
        start(),
        open(1000, 'v1', 'a'),
        [9000, 'video_played', { view_id: 'v1', seconds: 6 }],
        [12_000, 'article_closed', { view_id: 'v1', active_ms: 4000 }],
      ),
    );
    expect(film.views[0]).toMatchObject({ active_ms: 10_000, qualified: true });
    const long = only(
      eventsOf(start(), open(1000, 'v1', 'a'), [2000, 'article_closed', { view_id: 'v1', active_ms: HOUR }]),
    );
    expect(long.views[0]?.active_ms).toBe(600_000);
  });

  it("takes the site's own reading time and visible results", () => {
    const events = eventsOf(start(), search(1000, 'q1', 'x', { result_ids: ['a', 'b', 'c'] }), open(2000, 'v1', 'a'), [
      9000,
      'article_closed',
      { view_id: 'v1', active_ms: 12_000 },
    ]);
    expect(only(events).views[0]?.qualified).toBe(true);
    const strict = only(events, { read_min_ms: 30_000, shown_default: 1 });
    expect(strict.views[0]?.qualified).toBe(false);
    expect(strict.shown_ids).toEqual(['a']);
  });

  it('has suggestions and contextual offers among what was shown, and knows a yes after the form', () => {
    const session = only(
      eventsOf(
        start(),
        [100, 'contextual_shown', { article_ids: ['c'] }],
        [1000, 'form_opened'],
        [2000, 'suggestions_shown', { article_ids: ['s', 'c'] }],
        [3000, 'request_withdrawn', { article_id: 's' }],
      ),
    );
    expect(session).toMatchObject({
      shown_ids: ['c', 's'],
      outcome: 'answered',
      withdrawn: true,
      yes_after_form: true,
      ends_with_search: false,
    });
  });

  it('escalates by another channel and by a ticket that followed', () => {
    expect(only(eventsOf(start(), [1000, 'other_channel_used', { channel: 'phone' }]))).toMatchObject({
      outcome: 'escalated',
      other_channel: 'phone',
    });
    expect(only(eventsOf(start(), search(1, 'q', 'x')), { followed_up: new Set(['abc']) }).outcome).toBe('escalated');
  });

  it('says when a search was the last thing, closing the widget aside', () => {
    const events = eventsOf(start(), search(1000, 'q', 'x', { result_count: 0 }), [2000, 'widget_closed']);
    expect(only(events)).toMatchObject({ ends_with_search: true, outcome_reason: 'zero_results' });
  });

  it('ends a session without storage by its page, and any other by time', () => {
    expect(only(eventsOf(start({ storage: 'none' }))).end_reason).toBe('unload');
    expect(only(eventsOf(start({ storage: 'tab' }))).end_reason).toBe('idle');
  });
});

describe('the prefix collapse', () => {
  const pause = { trigger: 'pause' };
  const queries = (...entries: [number, UsageEvent['type'], object?][]) =>
    only(eventsOf(start(), ...entries)).searches.map((each) => each.query);

  it('keeps only the last of searches that grow or shrink within ten seconds', () => {
    expect(
      queries(search(0, 'a', 'ref', pause), search(9000, 'b', 'refund', pause), search(19_000, 'c', 'Refu', pause)),
    ).toEqual(['Refu']);
  });

  it('keeps both when Enter committed the first', () => {
    expect(queries(search(0, 'a', 'ref', { trigger: 'enter' }), search(1000, 'b', 'refund', pause))).toHaveLength(2);
    expect(queries(search(0, 'a', 'ref'), search(1000, 'b', 'refund', pause))).toHaveLength(2);
  });

  it('keeps both when more than ten seconds, other words or an opened article lie between', () => {
    expect(queries(search(0, 'a', 'ref', pause), search(10_001, 'b', 'refund', pause))).toHaveLength(2);
    expect(queries(search(0, 'a', 'refer', pause), search(1000, 'b', 'refund', pause))).toHaveLength(2);
    expect(queries(search(0, 'a', 'ref', pause), open(500, 'v', 'x'), search(1000, 'b', 'refund', pause))).toHaveLength(
      2,
    );
  });

  it('hands an opening from a collapsed search to the one that stands for it', () => {
    const session = only(
      eventsOf(
        start(),
        search(0, 'a', 're', pause),
        search(1000, 'b', 'ref', pause),
        search(2000, 'c', 'refund'),
        open(3000, 'v', 'x', { search_id: 'a' }),
      ),
    );
    expect(session.searches[0]).toMatchObject({ search_id: 'c', opened_ids: ['x'] });
    expect(session.views[0]?.search_id).toBe('c');
  });
});

describe('where a session ends', () => {
  const submitted: [number, UsageEvent['type'], object] = [20_000, 'ticket_submitted', { ticket_id: 't1' }];

  it('starts a new one after a request was sent, on the same page for the same person', () => {
    const sessions = derive(
      eventsOf(start({ user_ref: 'u', host_error_count: 1 }), submitted, search(30_000, 'q', 'x', { result_count: 0 })),
    );
    expect(sessions.map((each) => [each.id, each.end_reason, each.outcome, each.ticket_id])).toEqual([
      ['abc', 'submitted', 'escalated', 't1'],
      ['abc.2', 'idle', 'unanswered', null],
    ]);
    expect(sessions[1]).toMatchObject({
      started_at: '2026-03-02T09:00:30.000Z',
      page_key: '/billing',
      user_ref: 'u',
      host_error_count: 0,
    });
  });

  it('does not take the closing of the widget for a new attempt', () => {
    expect(derive(eventsOf(start(), submitted, [21_000, 'widget_closed']))).toHaveLength(1);
  });

  it('ends after half an hour without an event, and not a moment earlier', () => {
    expect(derive(eventsOf(start(), search(30 * MINUTE, 'q', 'x')))).toHaveLength(1);
    const [first, second] = derive(eventsOf(start(), search(30 * MINUTE + 1, 'q', 'x')));
    expect(first).toMatchObject({ end_reason: 'idle', ended_at: STARTED_AT, outcome: 'no_attempt' });
    expect(second?.searches).toHaveLength(1);
  });

  it('ends after four hours however busy it was', () => {
    const steps = Array.from({ length: 13 }, (_, i) => search(i * 20 * MINUTE, `q${i}`, `x${i}`));
    expect(derive(eventsOf(...steps))).toHaveLength(1);
    const sessions = derive(eventsOf(...steps, search(4 * HOUR + 1, 'last', 'y')));
    expect(sessions.map((each) => each.end_reason)).toEqual(['cap', 'idle']);
  });

  it('gives a late closing to the view that it closes, unless the request was sent before it', () => {
    const late: [number, UsageEvent['type'], object] = [HOUR, 'article_closed', { view_id: 'v1', active_ms: 12_000 }];
    expect(only(eventsOf(start(), open(1000, 'v1', 'a'), late))).toMatchObject({
      outcome: 'possibly_answered',
      ended_at: '2026-03-02T09:00:01.000Z',
    });
    expect(only(eventsOf(start(), open(1000, 'v1', 'a'), submitted, late)).views[0]?.qualified).toBe(false);
  });

  it('keeps a request with what came before it, even if it took an hour to write', () => {
    const session = only(
      eventsOf(start(), open(1000, 'v1', 'a'), [HOUR, 'ticket_submitted', { ticket_id: 't1', trail: 'removed' }]),
    );
    expect(session).toMatchObject({
      ticket_id: 't1',
      trail_removed: true,
      outcome: 'escalated',
      end_reason: 'submitted',
    });
    expect(session.views).toHaveLength(1);
  });

  it("does not lose the server's event to a number that the widget used too", () => {
    const [first, second] = eventsOf(start(), [1000, 'form_opened']);
    const ticket = parseEvent({ seq: 1, t_ms: 2000, type: 'ticket_submitted', ticket_id: 't1' });
    if (!first || !second || !ticket) throw new Error('a bad event in the test');
    expect(only([ticket, second, first])).toMatchObject({ form_opened: true, ticket_id: 't1' });
  });

  it('looks at two hundred events of a session and never loses its ticket', () => {
    const many = Array.from({ length: 300 }, (_, i) => search(i, `q${i}`, `x${i}`));
    const session = only(eventsOf(...many, [400, 'ticket_submitted', { ticket_id: 't1' }]));
    expect(session.searches).toHaveLength(200);
    expect(session).toMatchObject({ event_count: 201, ticket_id: 't1' });
  });
});

describe('the order and number of deliveries', () => {
  const entry = fc.oneof(
    fc.record({
      type: fc.constant('search_performed'),
      search_id: fc.constantFrom('q1', 'q2', 'q3'),
      query: fc.constantFrom('r', 're', 'ref', 'x'),
      result_count: fc.nat(2),
      trigger: fc.constantFrom('enter', 'pause'),
    }),
    fc.record({
      type: fc.constant('article_opened'),
      view_id: fc.constantFrom('v1', 'v2'),
      article_id: fc.constantFrom('a', 'b'),
      source: fc.constantFrom('search', 'browse'),
    }),
    fc.record({
      type: fc.constantFrom('article_closed', 'article_heartbeat'),
      view_id: fc.constantFrom('v1', 'v2'),
      active_ms: fc.nat(20_000),
    }),
    fc.record({
      type: fc.constant('answer_voted'),
      view_id: fc.constantFrom('v1', 'v2'),
      value: fc.constantFrom('yes', 'no'),
    }),
    fc.record({ type: fc.constantFrom('form_opened', 'widget_closed', 'request_withdrawn') }),
    fc.record({ type: fc.constant('ticket_submitted'), ticket_id: fc.constantFrom('t1', 't2') }),
    fc.record({ type: fc.constant('session_started'), page_key: fc.constantFrom('/a', '/b') }),
  );
  const log = fc
    .array(fc.tuple(entry, fc.nat(40 * MINUTE)), { maxLength: 25 })
    .map((entries) => entries.map(([fields, t_ms], seq) => parseEvent({ ...fields, seq, t_ms })))
    .map((events) => events.filter((event) => event !== null));

  it('make no difference', () => {
    fc.assert(
      fc.property(
        log.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        ([events, delivered]) => {
          expect(derive(delivered)).toEqual(derive(events));
        },
      ),
      { numRuns: 300 },
    );
  });
});
