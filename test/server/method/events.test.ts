import { describe, expect, it } from 'vitest';
import { parseClientEvent, parseEvent, scrubEvent, type UsageEvent } from '../../../server/method/events.ts';

const at = { seq: 1, t_ms: 1000 };
/** The least that each event needs. */
const least: Record<UsageEvent['type'], object> = {
  session_started: { page_key: '/billing' },
  contextual_shown: {},
  search_performed: { search_id: 'q1', query: 'refund' },
  article_opened: { view_id: 'v1', article_id: 'refund-rules' },
  article_heartbeat: { view_id: 'v1' },
  video_played: { view_id: 'v1' },
  article_closed: { view_id: 'v1' },
  answer_voted: { view_id: 'v1' },
  intent_answered: {},
  form_opened: {},
  suggestions_shown: {},
  request_withdrawn: {},
  other_channel_used: {},
  ticket_submitted: {},
  widget_closed: {},
};

describe('parseEvent', () => {
  it.each(Object.entries(least))('takes %s with nothing but what identifies it', (type, fields) => {
    expect(parseEvent({ ...at, type, ...fields })).toEqual({ ...at, type, ...fields });
  });

  it.each(
    Object.entries(least).flatMap(([type, fields]) => Object.keys(fields).map((field) => [type, field] as const)),
  )('refuses %s without %s', (type, field) => {
    expect(parseEvent({ ...at, type, ...least[type as UsageEvent['type']], [field]: undefined })).toBeNull();
  });

  it.each([
    ['an unknown type', { type: 'mouse_moved' }],
    ['no type', { type: undefined }],
    ['no seq', { seq: undefined }],
    ['a negative seq', { seq: -1 }],
    ['half a millisecond', { t_ms: 0.5 }],
    ['a time that no tab reaches', { t_ms: 1e12 }],
    ['a seq as a string', { seq: '1' }],
    ['an id that is too long', { search_id: 'q'.repeat(201) }],
    ['an empty id', { search_id: '' }],
    ['a query that is too long', { query: 'q'.repeat(201) }],
    ['a query that no database stores', { query: 'a\0b' }],
    ['too many results', { result_ids: Array.from({ length: 21 }, (_, i) => `a${i}`) }],
    ['results that are no list', { result_ids: 'a1' }],
    ['an unknown trigger', { trigger: 'telepathy' }],
  ])('refuses %s', (_what, change) => {
    const good = { ...at, type: 'search_performed', search_id: 'q1', query: 'refund' };
    expect(parseEvent(good)).not.toBeNull();
    expect(parseEvent({ ...good, ...change })).toBeNull();
  });

  it.each([null, undefined, 1, 'x', [], [at]])('refuses what is no object: %j', (raw) => {
    expect(parseEvent(raw)).toBeNull();
  });

  it('takes null for absent and drops fields that the event does not have', () => {
    const raw = { ...at, type: 'article_opened', view_id: 'v1', article_id: 'a', position: null, ip: '10.0.0.1' };
    expect(parseEvent(raw)).toEqual({ ...at, type: 'article_opened', view_id: 'v1', article_id: 'a' });
  });

  it('does not let a browser say that a ticket was submitted', () => {
    const raw = { ...at, type: 'ticket_submitted', ticket_id: 't1' };
    expect(parseEvent(raw)).not.toBeNull();
    expect(parseClientEvent(raw)).toBeNull();
    expect(parseClientEvent({ ...at, type: 'form_opened' })).not.toBeNull();
  });
});

describe('scrubEvent', () => {
  it('scrubs what was typed and makes the address a template', () => {
    expect(
      scrubEvent({ ...at, type: 'search_performed', search_id: 'q', query: 'refund jo@example.org' }),
    ).toMatchObject({
      query: 'refund [email]',
    });
    expect(
      scrubEvent({ ...at, type: 'answer_voted', view_id: 'v', value: 'no', comment: 'call 07700 900123' }),
    ).toMatchObject({ comment: 'call [phone]' });
    expect(
      scrubEvent({ ...at, type: 'session_started', page_key: '/orders/17?x=1', page_title: 'Order of a@b.org' }),
    ).toMatchObject({ page_key: '/orders/:id', page_title: 'Order of [email]' });
  });

  it('leaves other events as they are', () => {
    const event = { ...at, type: 'form_opened' as const };
    expect(scrubEvent(event)).toEqual(event);
  });
});
