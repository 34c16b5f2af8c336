import { describe, expect, it } from 'vitest';
import { type KindEvidence, suggestKindAtSubmit } from '../../../server/method/kind-at-submit.ts';

const nothing: KindEvidence = {
  enquiry_type: null,
  text: '',
  host_error_count: 0,
  searches: [],
  views: [],
  has_functionality_burst: false,
  history: null,
};

function points(change: Partial<KindEvidence>) {
  const { knowledge_gap, functionality_issue, other } = suggestKindAtSubmit({ ...nothing, ...change }).points;
  return [knowledge_gap, functionality_issue, other];
}

const no = (vote_reason: string | null) => ({ vote: 'no' as const, vote_reason });

describe('suggestKindAtSubmit', () => {
  it.each<[string, Partial<KindEvidence>, number[]]>([
    ['nothing', {}, [0, 0, 0]],
    ['a question', { enquiry_type: 'question' }, [2, 0, 0]],
    ['a problem', { enquiry_type: 'problem' }, [0, 2, 0]],
    ['a request', { enquiry_type: 'request' }, [0, 0, 3]],
    ['a complaint', { enquiry_type: 'complaint' }, [0, 0, 4]],
    ['a freedom-of-information request', { enquiry_type: 'foi' }, [0, 0, 4]],
    ['thanks', { enquiry_type: 'thanks' }, [0, 0, 4]],
    ['a rant', { enquiry_type: 'rant' }, [0, 0, 4]],
    ['words of failure', { text: 'It crashes, with an error 503' }, [0, 2, 0]],
    ['words of asking', { text: 'Where can I see which plan I have?' }, [2, 0, 0]],
    ['errors of the page', { host_error_count: 3 }, [0, 2, 0]],
    ['searches that found nothing', { searches: [{ result_count: 0 }, { result_count: 0 }] }, [1, 0, 0]],
    ['searches that found something', { searches: [{ result_count: 2 }, { result_count: null }] }, [0, 0, 0]],
    ['each article that was unclear or incomplete', { views: [no('unclear'), no('incomplete')] }, [2, 0, 0]],
    ['each article that does not work or is outdated', { views: [no('does_not_work'), no('outdated')] }, [0, 2, 0]],
    ['a no without a telling reason', { views: [no(null), no('wrong_topic')] }, [0, 0, 0]],
    ['a yes', { views: [{ vote: 'yes', vote_reason: 'unclear' }] }, [0, 0, 0]],
    ['a burst of faults', { has_functionality_burst: true }, [0, 2, 0]],
    ['too little history', { history: { knowledge_gap: 2, functionality_issue: 0 } }, [0, 0, 0]],
    ['a history of knowledge gaps', { history: { knowledge_gap: 3, functionality_issue: 0 } }, [2, 0, 0]],
    ['a history of faults', { history: { knowledge_gap: 0, functionality_issue: 10 } }, [0, 3, 0]],
    ['a history that says nothing', { history: { knowledge_gap: 2, functionality_issue: 2 } }, [0, 0, 0]],
    // k=3, f=1: p = 4/6, 3·(2p−1) = 1; k=0, f=4: p = 1/6, −2; k=4, f=2: p = 5/8, 0.75.
    ['a history of three to one', { history: { knowledge_gap: 3, functionality_issue: 1 } }, [1, 0, 0]],
    ['a history of none to four', { history: { knowledge_gap: 0, functionality_issue: 4 } }, [0, 2, 0]],
    ['a history of four to two', { history: { knowledge_gap: 4, functionality_issue: 2 } }, [1, 0, 0]],
    // p = 7/12 and 5/12 give exactly half a point.
    [
      'half a point for knowledge, away from zero',
      { history: { knowledge_gap: 6, functionality_issue: 4 } },
      [1, 0, 0],
    ],
    ['half a point for faults, away from zero', { history: { knowledge_gap: 4, functionality_issue: 6 } }, [0, 1, 0]],
  ])('scores %s', (_what, change, expected) => {
    expect(points(change)).toEqual(expected);
  });

  it.each([
    'error',
    'it crashed',
    'broken',
    'a bug',
    'it fails',
    'failing',
    'a blank page',
    'not loading',
    "won't open",
    'won\u2019t save',
    'wont load',
    'stuck',
    '502',
    'exception',
  ])('hears a fault in "%s"', (text) => {
    expect(points({ text })).toEqual([0, 2, 0]);
  });

  it.each(['terrors', 'debugging', '1500', 'failsafe', 'unbroken', 'showcase', 'somewhere'])(
    'hears none in "%s"',
    (text) => {
      expect(points({ text })).toEqual([0, 0, 0]);
    },
  );

  it('takes the words of the language, and English where a language has none', () => {
    expect(points({ text: 'Die Seite lädt nicht', locale: 'de-AT' })).toEqual([0, 2, 0]);
    expect(points({ text: 'Wo finde ich die Rechnung?', locale: 'de' })).toEqual([2, 0, 0]);
    expect(points({ text: 'Die Seite lädt nicht', locale: 'en' })).toEqual([0, 0, 0]);
    expect(points({ text: 'it is broken', locale: 'fi' })).toEqual([0, 2, 0]);
    expect(points({ text: 'it is broken', locale: 'constructor' })).toEqual([0, 2, 0]);
  });

  it('needs a margin of two for a kind and of four to be sure', () => {
    const of = (change: Partial<KindEvidence>) => {
      const { kind, confidence } = suggestKindAtSubmit({ ...nothing, ...change });
      return [kind, confidence];
    };
    expect(of({})).toEqual(['undetermined', 'low']);
    expect(of({ searches: [{ result_count: 0 }] })).toEqual(['undetermined', 'low']);
    expect(of({ enquiry_type: 'question' })).toEqual(['knowledge_gap', 'medium']);
    expect(of({ enquiry_type: 'question', searches: [{ result_count: 0 }] })).toEqual(['knowledge_gap', 'medium']);
    expect(of({ enquiry_type: 'problem', text: 'broken' })).toEqual(['functionality_issue', 'high']);
    expect(of({ enquiry_type: 'question', text: 'broken' })).toEqual(['undetermined', 'low']);
    expect(of({ enquiry_type: 'request', text: 'how can' })).toEqual(['undetermined', 'low']);
  });

  it('says why, in words, with its version', () => {
    const suggestion = suggestKindAtSubmit({ ...nothing, enquiry_type: 'problem', text: 'It is BROKEN' });
    expect(suggestion.reasons).toEqual([
      { kind: 'functionality_issue', points: 2, text: '2 points: the person chose "problem"' },
      { kind: 'functionality_issue', points: 2, text: '2 points: the text says "BROKEN"' },
    ]);
    expect(suggestion.rule_version).toMatch(/^kind-\d/);
  });
});
