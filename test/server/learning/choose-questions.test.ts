// Which questions an article learns, of all that people asked it with.
import { describe, expect, it } from 'vitest';
import { chooseQuestions, isBelieved } from '../../../server/learning/choose-questions.ts';

const asked = (question: string, sessions = 1, against = 0) => ({ question, sessions, against });

describe('the questions that an article learns', () => {
  it('are those whose words most sessions asked with, the strongest first', () => {
    const candidates = [asked('vat number on the bill', 3), asked('where is my receipt', 9), asked('download bill', 4)];
    expect(chooseQuestions(candidates, 2)).toEqual(['where is my receipt', 'download bill']);
  });

  it('are no more than the limit, and none for a limit of nothing', () => {
    const candidates = ['alpha', 'beta', 'gamma', 'delta'].map((word) => asked(word));
    expect(chooseQuestions(candidates, 3)).toHaveLength(3);
    expect(chooseQuestions(candidates, 0)).toEqual([]);
    expect(chooseQuestions([], 5)).toEqual([]);
  });

  it('leave a wrong one behind: its words are nobody else’s', () => {
    const candidates = [
      asked('printer does not print'),
      asked('cannot send mail'),
      asked('sending mail fails'),
      asked('mail will not send'),
    ];
    expect(chooseQuestions(candidates, 2)).not.toContain('printer does not print');
  });

  it('do not repeat each other: equal words in another order or number add nothing', () => {
    const candidates = [asked('export a report', 5), asked('how do I export reports?', 4), asked('csv download', 3)];
    expect(chooseQuestions(candidates, 5)).toEqual(['export a report', 'csv download']);
  });

  it('do not repeat the title', () => {
    const candidates = [asked('reset my password', 9), asked('forgot login', 3)];
    expect(chooseQuestions(candidates, 5, { title: 'Reset your password' })).toEqual(['forgot login']);
  });

  it('prefer new words over the same ones again', () => {
    const candidates = [asked('refund money', 6), asked('refund payment', 4), asked('chargeback', 5)];
    expect(chooseQuestions(candidates, 2)).toEqual(['refund money', 'chargeback']);
  });

  it('are not longer because long ones hold more words', () => {
    const long = 'it says something about one thing and another thing that nobody else mentions anywhere';
    expect(chooseQuestions([asked(long, 3), asked('blue screen', 4)], 1)).toEqual(['blue screen']);
  });

  it('are not believed once a session in three speaks against them', () => {
    expect(isBelieved({ sessions: 3, against: 1 })).toBe(true);
    expect(isBelieved({ sessions: 4, against: 2 })).toBe(false);
    expect(isBelieved({ sessions: 0 })).toBe(false);
    expect(chooseQuestions([asked('move house', 4, 2), asked('new address', 3, 1)], 5)).toEqual(['new address']);
  });

  it('say something: words that stand everywhere and placeholders are no question', () => {
    expect(chooseQuestions([asked('how do I'), asked('???'), asked('[email] [card]')], 5)).toEqual([]);
  });

  it('are the same for the same input, ties in the order given', () => {
    const candidates = ['one thing', 'other matter', 'third case'].map((text) => asked(text));
    expect(chooseQuestions(candidates, 3)).toEqual(['one thing', 'other matter', 'third case']);
  });
});
