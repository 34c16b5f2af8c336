import { describe, expect, it } from 'vitest';
import {
  decideSubKind,
  isTrailIncomplete,
  type SubKindFacts,
  type TrailEvidence,
  trailStateOf,
} from '../../../server/method/sub-kind.ts';

const answer = (slug: string, change: object = {}) => ({ slug, was_published: true, was_visible: true, ...change });
const later = (slug: string) => answer(slug, { was_published: false, was_visible: false });
const hidden = (slug: string) => answer(slug, { was_visible: false });
const read = (article_id: string) => ({ article_id, qualified: true });
const glance = (article_id: string) => ({ article_id, qualified: false });
const search = (result_ids: string[], result_count: number | null = result_ids.length) => ({
  result_ids,
  result_count,
});

function decide(facts: Partial<Omit<SubKindFacts, 'trail'>>, trail: Partial<TrailEvidence> = {}) {
  return decideSubKind({
    answer_state: 'article',
    answers: [answer('A')],
    trail_state: 'attached',
    ...facts,
    trail:
      facts.trail_state && facts.trail_state !== 'attached'
        ? null
        : { searches: [], views: [], shown_ids: [], ...trail },
  });
}

const outcome = (sub_kind: string, reason: string, target: string | null) => ({
  sub_kind,
  reason,
  target,
  weak: false,
});

describe('decideSubKind', () => {
  it.each<[string, Partial<Omit<SubKindFacts, 'trail'>>, object]>([
    ['0: the question was not answered', { answer_state: null }, outcome('unattributed', 'no_answer_named', null)],
    [
      '0: it is no knowledge question',
      { answer_state: 'not_knowledge' },
      outcome('unattributed', 'no_answer_named', null),
    ],
    ['0: an article, but which?', { answers: [] }, outcome('unattributed', 'no_answer_named', null)],
    [
      '0: the trail was removed and an answer exists',
      { trail_state: 'removed' },
      outcome('unattributed', 'trail_removed', null),
    ],
    [
      '0: nothing was recorded and an answer exists',
      { trail_state: 'blocked' },
      outcome('unattributed', 'trail_blocked', null),
    ],
    [
      '1: no article answers it',
      { answer_state: 'no_article', answers: [] },
      outcome('missing', 'no_article_at_submission', null),
    ],
    [
      '1: no article answered it then',
      { answer_state: 'no_article', answers: [later('N')] },
      outcome('missing', 'no_article_at_submission', 'N'),
    ],
    [
      '1: the answer was published later',
      { answers: [later('N')] },
      outcome('missing', 'no_article_at_submission', 'N'),
    ],
    [
      '1: the answer was hidden from them',
      { answers: [later('N'), hidden('H')] },
      outcome('missing', 'not_visible_to_audience', 'H'),
    ],
    [
      '1: missing even without a trail',
      { answer_state: 'no_article', trail_state: 'removed' },
      outcome('missing', 'no_article_at_submission', 'A'),
    ],
    [
      '1: published later, trail removed',
      { answers: [later('N')], trail_state: 'removed' },
      outcome('missing', 'no_article_at_submission', 'N'),
    ],
    [
      '1: missing by mail',
      { answer_state: 'no_article', trail_state: 'other_channel' },
      outcome('missing', 'no_article_at_submission', 'A'),
    ],
    ['4: by mail', { trail_state: 'other_channel' }, outcome('not_looked', 'other_channel', 'A')],
  ])('%s', (_line, facts, expected) => {
    expect(decide(facts)).toEqual(expected);
  });

  it.each<[string, Partial<TrailEvidence>, object]>([
    [
      '2: read it and still asked',
      { searches: [search(['A'])], views: [read('A')], shown_ids: ['A'] },
      outcome('unclear', 'read_then_submitted', 'A'),
    ],
    [
      '2: read it, then glanced at it again',
      { views: [read('A'), glance('A')] },
      outcome('unclear', 'read_then_submitted', 'A'),
    ],
    [
      '3: opened, not read',
      { searches: [search(['A'])], views: [glance('A'), read('X')], shown_ids: ['A'] },
      outcome('unfindable', 'opened_not_read', 'A'),
    ],
    ['5: went straight to the form', {}, outcome('not_looked', 'form_first', 'A')],
    ['5: with other articles shown while typing', { shown_ids: ['X'] }, outcome('not_looked', 'form_first', 'A')],
    ['6: it was suggested and not opened', { shown_ids: ['A'] }, outcome('unfindable', 'shown_not_opened', 'A')],
    [
      '6: it was among the results and not opened',
      { searches: [search(['A'])], shown_ids: ['A'] },
      outcome('unfindable', 'shown_not_opened', 'A'),
    ],
    [
      '7: it was too far down',
      { searches: [search(['X', 'A'])], shown_ids: ['X'] },
      outcome('unfindable', 'ranked_low', 'A'),
    ],
    [
      '8: every search found nothing',
      { searches: [search([]), search([])] },
      outcome('unfindable', 'zero_results', 'A'),
    ],
    [
      '9: one search found something else',
      { searches: [search([]), search(['X'])], shown_ids: ['X'] },
      outcome('unfindable', 'not_in_results', 'A'),
    ],
    ['9: only looked around', { views: [read('X')] }, outcome('unfindable', 'not_in_results', 'A')],
    [
      '9: nobody knows what a search found',
      { searches: [search([], null)] },
      outcome('unfindable', 'not_in_results', 'A'),
    ],
  ])('%s', (_line, trail, expected) => {
    expect(decide({}, trail)).toEqual(expected);
  });

  it('blames the answer that was read last when there are several', () => {
    const answers = [answer('A'), answer('B'), answer('C')];
    const unclear = decide({ answers }, { views: [read('C'), read('B'), glance('A')] });
    expect(unclear).toEqual(outcome('unclear', 'read_then_submitted', 'B'));
    expect(decide({ answers }, { shown_ids: ['C', 'B'] })).toEqual(outcome('unfindable', 'shown_not_opened', 'B'));
    expect(decide({ answers: [later('N'), answer('B')] })).toEqual(outcome('not_looked', 'form_first', 'B'));
  });

  it('does not blame an answer that was published later for being read', () => {
    expect(decide({ answers: [later('N'), answer('B')] }, { views: [read('N')] }).reason).toBe('not_in_results');
  });

  it('does not take an attached trail that is gone for another channel', () => {
    const answers = [answer('A')];
    const lost = decideSubKind({ answer_state: 'article', answers, trail_state: 'attached', trail: null });
    expect(lost).toEqual(outcome('unattributed', 'trail_blocked', null));
  });

  it('marks only the straight way to the form as weak when the trail may be broken', () => {
    expect(decide({ trail_incomplete: true }).weak).toBe(true);
    expect(decide({ trail_incomplete: true }, { shown_ids: ['A'] }).weak).toBe(false);
    expect(decide({ trail_incomplete: true, trail_state: 'other_channel' }).weak).toBe(false);
  });
});

describe('trailStateOf', () => {
  it('tells a blocked trail from a channel that has none', () => {
    expect(trailStateOf('widget', 'attached')).toBe('attached');
    expect(trailStateOf('widget', 'removed')).toBe('removed');
    expect(trailStateOf('widget', null)).toBe('blocked');
    expect(trailStateOf('help_centre', null)).toBe('blocked');
    expect(trailStateOf('email', null)).toBe('other_channel');
  });
});

describe('isTrailIncomplete', () => {
  const session = { id: 's2', started_at: '2026-03-02T09:10:00.000Z', user_ref: null };
  const ended = (ended_at: string, change: object = {}) => ({ id: 's1', end_reason: 'unload', ended_at, ...change });

  it('is so when another session was ended by its page at most ten minutes before', () => {
    expect(isTrailIncomplete(session, [ended('2026-03-02T09:00:00.000Z')])).toBe(true);
    expect(isTrailIncomplete(session, [ended('2026-03-02T09:10:00.000Z')])).toBe(true);
  });

  it.each([
    ['it was longer ago', [ended('2026-03-02T08:59:59.999Z')], session],
    ['it ended afterwards', [ended('2026-03-02T09:10:00.001Z')], session],
    ['it ended in another way', [ended('2026-03-02T09:05:00.000Z', { end_reason: 'idle' })], session],
    ['it is the same session', [ended('2026-03-02T09:05:00.000Z', { id: 's2' })], session],
    ['the host says who it is', [ended('2026-03-02T09:05:00.000Z')], { ...session, user_ref: 'u' }],
    ['there is none', [], session],
  ])('is not so when %s', (_what, others, own) => {
    expect(isTrailIncomplete(own, others)).toBe(false);
  });
});
