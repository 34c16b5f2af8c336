// The sentences of the panels, for nothing, one, few and many; "most" only above half, whatever the unsure ones are.
import { describe, expect, it } from 'vitest';
import { notEnoughWords, outlookWords, summaryWords } from '../../../admin/gaps/gaps-words.ts';
import { kindsSaid } from '../../../admin/gaps/kind-words.ts';
import { outcomesSaid } from '../../../admin/gaps/outcome-words.ts';
import { weakWords, whySaid, withoutTrailWords } from '../../../admin/gaps/why-words.ts';
import type { HelpOutcomes } from '../../../contract/api/reports.ts';
import { kindsOf, notesOf, outcomesOf, selfServiceOf, subKindsOf } from './figures.ts';

/** Narrow spaces as plain ones, so that the expected words can be read. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('where help ended', () => {
  const said = (counts: Partial<Omit<HelpOutcomes, 'attempted'>>) => {
    const outcomes = outcomesOf(counts);
    const { say, also } = outcomesSaid(outcomes, selfServiceOf(outcomes));
    return { say: plain(say), also: plain(also) };
  };

  it.each([
    [{}, 'Nobody tried help.'],
    [{ no_attempt: 3 }, 'Nobody has tried help: they only looked.'],
    [{ answered: 1 }, 'One help attempt so far: it was answered.'],
    [{ possibly_answered: 1 }, 'One help attempt so far: it may have been answered.'],
    [{ unanswered: 1 }, 'One help attempt so far: it was left without an answer.'],
    [{ escalated: 1 }, 'One help attempt so far: it became a request.'],
    [{ answered: 4 }, 'All 4 help attempts were answered.'],
    [{ unanswered: 2, escalated: 3 }, 'None of 5 help attempts is known to have been answered.'],
    [{ answered: 1, escalated: 2 }, '1 of 3 help attempts was answered.'],
    [{ answered: 2, escalated: 2 }, '2 of 4 help attempts were answered.'],
    [{ possibly_answered: 2, unanswered: 1 }, '2 of 3 help attempts may have been answered; nobody said so.'],
    [{ answered: 3, possibly_answered: 2, escalated: 3 }, '3 of 8 help attempts were answered, 2 more possibly.'],
    [
      { answered: 7, possibly_answered: 5, unanswered: 5, escalated: 11 },
      'Between 25 % and 43 % of people who tried help got an answer.',
    ],
    [{ answered: 20 }, 'Everybody who tried help said that they got an answer.'],
    [{ unanswered: 20 }, 'Nobody who tried help is known to have got an answer.'],
    [{ possibly_answered: 5, escalated: 15 }, 'Up to 25 % of people who tried help got an answer; nobody said so.'],
    [{ answered: 5, escalated: 15 }, '25 % of people who tried help said that they got an answer.'],
    [{ answered: 1000, possibly_answered: 1, escalated: 2999 }, 'About 25 % of people who tried help got an answer.'],
  ])('of %j says: %s', (counts, words) => {
    expect(said(counts).say).toBe(words);
  });

  it('says how sure that is, and who is left out, only where there is a share', () => {
    const many = { answered: 7, possibly_answered: 5, unanswered: 5, escalated: 11 };
    expect(said({ ...many, no_attempt: 2 }).also).toBe(
      '15 to 53 %, allowing for chance; 28 attempts. 2 more just looked and are left out.',
    );
    expect(said({ answered: 3, no_attempt: 1 }).also).toBe('1 more just looked and is left out.');
    expect(said({ answered: 3 }).also).toBe('');
    expect(said({ no_attempt: 2 }).also).toBe('2 times.');
  });
});

describe('knowledge or product', () => {
  const say = (counts: Parameters<typeof kindsOf>[0][number]) => kindsSaid(kindsOf([counts]), notesOf()).say;

  it.each([
    [{}, 'Nobody had to ask.'],
    [{ undetermined: 1 }, 'One request, and not sure yet.'],
    [{ undetermined: 12 }, 'None of 12 requests is sure yet.'],
    [{ knowledge_gap: 1 }, 'One request: a knowledge gap.'],
    [{ functionality_issue: 1 }, 'One request: something not working.'],
    [{ other: 1 }, 'One request: something else.'],
    [{ knowledge_gap: 5 }, 'All 5 requests are knowledge gaps.'],
    [
      { knowledge_gap: 5, functionality_issue: 2, undetermined: 1 },
      'Of 8 requests, 5 are knowledge gaps, 2 are something not working, 1 is not sure yet.',
    ],
    [{ knowledge_gap: 1, other: 1 }, 'Of 2 requests, 1 is a knowledge gap, 1 is something else.'],
    [
      { knowledge_gap: 8, functionality_issue: 3, other: 1, undetermined: 1 },
      'Mostly knowledge: 8 or 9 of 13 requests.',
    ],
    [{ knowledge_gap: 8, functionality_issue: 5 }, 'Mostly knowledge: 8 of 13 requests.'],
    [{ knowledge_gap: 3, functionality_issue: 9, undetermined: 3 }, 'Mostly the product: 9 to 12 of 15 requests.'],
    [{ other: 9, knowledge_gap: 3 }, 'Mostly neither: 9 of 12 requests are about something else.'],
    [
      { knowledge_gap: 6, functionality_issue: 5, undetermined: 3 },
      'It could be either: 6 to 9 knowledge, 5 to 8 not working, of 14 requests.',
    ],
    [
      { knowledge_gap: 6, functionality_issue: 1, other: 3, undetermined: 3 },
      'Perhaps more than half are knowledge: 6 to 9 of 13 requests.',
    ],
    [
      { functionality_issue: 6, knowledge_gap: 1, other: 3, undetermined: 3 },
      'Perhaps more than half are the product: 6 to 9 of 13 requests.',
    ],
    [
      { knowledge_gap: 7, functionality_issue: 7 },
      'Neither is above half: 7 knowledge, 7 not working, of 14 requests.',
    ],
    [
      { knowledge_gap: 5, functionality_issue: 5 },
      'Neither is above half: 5 knowledge, 5 not working, of 10 requests.',
    ],
  ])('of %j says: %s', (counts, words) => {
    expect(say(counts)).toBe(words);
  });

  it('never says "mostly" of a kind that is at half or may be below it', () => {
    for (let knowledge = 0; knowledge <= 14; knowledge += 1) {
      for (let unsure = 0; knowledge + unsure <= 14; unsure += 1) {
        const rest = 14 - knowledge - unsure;
        const words = say({ knowledge_gap: knowledge, undetermined: unsure, functionality_issue: rest });
        expect(/mostly knowledge/i.test(words), words).toBe(knowledge > 7);
        expect(/mostly the product/i.test(words), words).toBe(rest > 7);
      }
    }
  });

  it('says what is unsure, hidden and erased', () => {
    const share = kindsOf([{ knowledge_gap: 8, undetermined: 3, other: 2 }]);
    expect(plain(kindsSaid(share, notesOf({ hidden: 2, erased: 1 })).also)).toBe(
      'Knowledge: 51 to 95 % of requests, allowing for chance. 3 are not sure yet. Among them, 2 wait for a person to choose before we say what we think. 1 was erased: it counts, and is on no list.',
    );
    const few = kindsOf([{ knowledge_gap: 1, undetermined: 1 }]);
    expect(kindsSaid(few, notesOf({ hidden: 1 })).also).toBe(
      '1 is not sure yet: it waits for a person to choose before we say what we think.',
    );
  });
});

describe('why they had to ask', () => {
  const said = (counts: Parameters<typeof subKindsOf>[0], erased = 0) =>
    whySaid(subKindsOf(counts), notesOf({ gaps: { without_trail: 0, erased } }));

  it.each([
    [{}, 'No knowledge gap.'],
    [{ unattributed: 1 }, 'One knowledge gap, and we cannot say why yet.'],
    [{ unattributed: 4 }, '4 knowledge gaps, and we cannot say why yet.'],
    [{ missing: 1 }, 'One knowledge gap: there was no article.'],
    [{ unclear: 2, missing: 1 }, '2 of 3 times they had read the article.'],
    [{ not_looked: 3 }, 'Each of the 3 times they had not looked.'],
    [{ unclear: 3, missing: 2, unfindable: 2, not_looked: 1 }, 'Most often they had read the article: 3 of 8.'],
    [{ unfindable: 5, missing: 3 }, 'Mostly the article was hard to find: 5 of 8.'],
    [{ unfindable: 4, missing: 3, unattributed: 1 }, 'Most often the article was hard to find: 4 of 8.'],
    [{ missing: 3, unfindable: 3, unclear: 1 }, 'Two reasons stand out: no article and hard to find, 3 of 7 each.'],
    [{ missing: 2, unfindable: 2, unclear: 2 }, 'No reason stands out: 2 of 6 each.'],
    [{ missing: 1, unfindable: 1, unclear: 1, not_looked: 1 }, 'No reason stands out: 1 of 4 each.'],
  ])('of %j says: %s', (counts, words) => {
    expect(said(counts).say).toBe(words);
  });

  it('says how much of it is attributed, and how much is erased', () => {
    expect(said({ missing: 2 }).also).toBe('2 knowledge gaps. All are attributed.');
    expect(said({ missing: 1 }).also).toBe('1 knowledge gap. It is attributed.');
    expect(said({ missing: 2, unattributed: 1 }, 2).also).toBe(
      '3 knowledge gaps. 1 is not attributed. 2 were erased: they count, and are on no list.',
    );
    expect(said({}).also).toBe('');
  });

  it('says how many have no trail, as a share only where there are enough', () => {
    expect(withoutTrailWords(0, 8)).toBe('All came with what they tried first.');
    expect(withoutTrailWords(1, 8)).toMatch(/^1 of 8 has no trail: /);
    expect(plain(withoutTrailWords(5, 20))).toMatch(/^5 of 20 \(25 %\) have no trail: /);
    expect(weakWords(1)).toBe('1 may have looked on an earlier page.');
  });
});

describe('around the panels', () => {
  it('the first line counts requests, people and attempts', () => {
    const line = (requests: number, people: number, answered: number) =>
      summaryWords(notesOf({ requests, people }), outcomesOf({ answered }));
    expect(line(13, 12, 28)).toBe('13 requests from 12 people, 28 help attempts.');
    expect(line(1, 1, 1)).toBe('1 request from one person, 1 help attempt.');
    expect(line(0, 0, 0)).toBe('No request, no help attempt.');
  });

  it('what is missing is said with the day on which it will be there', () => {
    expect(notEnoughWords(8, 20)).toBe('Not enough yet: 8 of the 20 needed.');
    expect(outlookWords({ when: 'from', day: '2026-04-09' })).toBe(
      'At this pace there is something to read from about 9 April.',
    );
    expect(outlookWords({ when: 'longer', days: 90 })).toContain('90 days would');
    expect(outlookWords({ when: 'not_soon' })).toContain('not even 90 days');
    expect(outlookWords({ when: 'unknown' })).toBe('');
  });
});
