// A question in the words that enough people share: no word of fewer is ever in it.
import { describe, expect, it } from 'vitest';
import { shownQuestion } from '../../../server/learning/shown-question.ts';

const asked = (...texts: string[]) => texts.map((words, at) => ({ sid: `s${at}`, words }));

describe('the words of a question that many asked', () => {
  it('are those that most of them typed', () => {
    expect(shownQuestion(asked('Export CSV', 'export to csv', 'Export CSV', 'csv export'), 3)).toBe('Export CSV');
  });

  it('leave out what fewer typed than the minimum: a name, an address, a number', () => {
    const texts = asked('refund for Jane Smith', 'refund order 4711', "where is Jo's refund");
    expect(shownQuestion(texts, 3)).toBe('refund for');
    for (const minimum of [3, 4]) expect(shownQuestion(texts, minimum) ?? '').not.toMatch(/jane|smith|4711|jo/i);
  });

  it('count a person once, however often they typed a word', () => {
    const texts = ['secret plan', 'secret plan', 'secret plan'].map((words) => ({ sid: 'same', words }));
    expect(shownQuestion(texts, 2)).toBeNull();
  });

  it('are none where they share nothing that says anything', () => {
    expect(shownQuestion(asked('alpha beta', 'beta gamma', 'gamma delta'), 3)).toBeNull();
    expect(shownQuestion(asked('how do I', 'how do I', 'how do I'), 3)).toBeNull();
    expect(shownQuestion([], 3)).toBeNull();
  });

  it('keep no placeholders and no marks that stand alone', () => {
    expect(shownQuestion(asked('refund - [email]', 'refund [card] !', 'refund … [phone]'), 3)).toBe('refund');
  });

  it('keep words with an apostrophe whole', () => {
    expect(shownQuestion(asked("can't log in", "can't log in", "can't log in"), 3)).toBe("can't log in");
  });

  it('are found in scripts that write no spaces', () => {
    const shown = shownQuestion(asked('パスワード変更', 'パスワード忘れた', 'パスワード'), 3);
    expect(shown).toBe('パスワード');
  });
});
