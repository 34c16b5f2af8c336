import { describe, expect, it } from 'vitest';
import { decideOutcome, type OutcomeFacts } from '../../../server/method/outcome.ts';

const nothing: OutcomeFacts = {
  has_ticket: false,
  used_other_channel: false,
  searches: [],
  views: [],
  form_opened_seqs: [],
  signals: [],
};
const search = (seq: number, result_count: number | null = 3) => ({ seq, result_count });
const read = (seq: number) => ({ seq, qualified: true });
const glance = (seq: number) => ({ seq, qualified: false });
const yes = (seq: number) => ({ seq, value: 'yes' as const });
const no = (seq: number) => ({ seq, value: 'no' as const });

describe('decideOutcome', () => {
  it.each<[string, Partial<OutcomeFacts>, string, string | null]>([
    ['1: a ticket outranks a yes', { has_ticket: true, views: [read(1)], signals: [yes(2)] }, 'escalated', null],
    ['1: a ticket alone', { has_ticket: true }, 'escalated', null],
    ['1: another channel', { used_other_channel: true, searches: [search(1)] }, 'escalated', null],
    ['2: the help was only opened', {}, 'no_attempt', null],
    ['2: a vote without anything else is no attempt', { signals: [yes(1)] }, 'no_attempt', null],
    ['3: the last word is yes', { views: [read(1)], signals: [no(2), yes(3)] }, 'answered', null],
    ['3: withdrawn after the form', { form_opened_seqs: [1], views: [read(2)], signals: [yes(3)] }, 'answered', null],
    [
      '3: a yes, whatever was searched later',
      { views: [read(1)], signals: [yes(2)], searches: [search(3)] },
      'answered',
      null,
    ],
    ['4: the last word is no', { views: [read(1)], signals: [yes(2), no(3)] }, 'unanswered', 'said_no'],
    [
      '4: no outranks the abandoned form',
      { views: [read(1)], signals: [no(2)], form_opened_seqs: [3] },
      'unanswered',
      'said_no',
    ],
    ['5: the form, then nothing', { form_opened_seqs: [1] }, 'unanswered', 'form_abandoned'],
    [
      '5: read before the form, not after it',
      { views: [read(1)], form_opened_seqs: [2] },
      'unanswered',
      'form_abandoned',
    ],
    ['5: read between two forms', { form_opened_seqs: [1, 3], views: [read(2)] }, 'unanswered', 'form_abandoned'],
    ['5: a glance after the form', { form_opened_seqs: [1], views: [glance(2)] }, 'unanswered', 'form_abandoned'],
    ['6: read after the form', { form_opened_seqs: [1], views: [read(2)] }, 'possibly_answered', null],
    ['6: searched, read', { searches: [search(1)], views: [read(2)] }, 'possibly_answered', null],
    ['6: read without a search', { views: [read(1)] }, 'possibly_answered', null],
    ['6: a glance after the read', { views: [read(1), glance(2)] }, 'possibly_answered', null],
    [
      '7: read, searched again, found nothing',
      { views: [read(1)], searches: [search(2, 0)] },
      'unanswered',
      'zero_results',
    ],
    ['7: the last search counts', { searches: [search(1), search(2, 0)] }, 'unanswered', 'zero_results'],
    [
      '7: a glance at something after the empty search',
      { searches: [search(1, 0)], views: [glance(2)] },
      'unanswered',
      'zero_results',
    ],
    ['8: results, nothing opened', { searches: [search(1)] }, 'unanswered', 'no_click'],
    [
      '8: opened before the last search only',
      { searches: [search(1), search(3)], views: [glance(2)] },
      'unanswered',
      'no_click',
    ],
    ['9: opened after the search, not read', { searches: [search(1)], views: [glance(2)] }, 'unanswered', 'not_read'],
    ['9: opened without a search, not read', { views: [glance(1)] }, 'unanswered', 'not_read'],
    ['9: a search whose results are not known', { searches: [search(1, null)] }, 'unanswered', 'not_read'],
  ])('%s', (_line, facts, outcome, outcome_reason) => {
    expect(decideOutcome({ ...nothing, ...facts })).toEqual({ outcome, outcome_reason });
  });
});
