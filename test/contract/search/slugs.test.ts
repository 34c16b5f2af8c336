// Slugs are made of titles again, whatever they are, and cost nothing where they are made as most are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSlug } from '../../../contract/search/read-slugs.ts';
import { writeSlugs } from '../../../contract/search/write-slugs.ts';

const roundTrip = (cards: readonly { title: string; slug: string }[]) => {
  const { rules, said } = writeSlugs(cards);
  return cards.map(({ title }, at) => readSlug(title, said[at], rules));
};

describe('slugs', () => {
  it('come back, whatever titles and slugs are', () => {
    const part = fc.constantFrom(
      'the',
      'Mail',
      'mail',
      "What's",
      'a-b',
      '',
      '-',
      '--',
      '=',
      'Ä',
      'é',
      '2',
      'A',
      'Z_.x',
      '設定',
    );
    const line = fc.oneof(
      fc.array(part, { maxLength: 40 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const slug = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('-')),
      fc.string({ unit: fc.constantFrom(...'abAB@[-=_.09~'), maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ title: line, slug }), { maxLength: 12 }), (cards) => {
        expect(roundTrip(cards)).toEqual(cards.map((card) => card.slug));
      }),
      { numRuns: 1_000 },
    );
  });

  it('say nothing where they are their titles', () => {
    const { said } = writeSlugs([
      { title: 'Reset your password', slug: 'reset-your-password' },
      { title: 'What’s new in 2.0?', slug: 'whats-new-in-2-0' },
    ]);
    expect(said).toEqual(['', '']);
  });

  it('say nothing where all leave out the same words, or are cut at the same length', () => {
    const cards = ['mail', 'calendar', 'address book', 'list'].map((name) => ({
      title: `Open the ${name} of an account`,
      slug: `open-${name.replace(' ', '-')}-account`,
    }));
    const cut = { title: 'Open the quite unusually long list of accounts', slug: 'open-quite-unusually-long' };
    const { rules, said } = writeSlugs([...cards, cut]);
    expect(rules.unsaid).toEqual(['the', 'of', 'an']);
    expect(said).toEqual(['', '', '', '', '']);
  });

  it('say in few letters what differs', () => {
    const { said } = writeSlugs([
      { title: 'Export your profile', slug: 'exporting-your-profile' },
      { title: 'Send mail', slug: 'send-mail' },
      { title: 'Print', slug: 'Printing-At-Home' },
    ]);
    expect(said).toEqual(['-exportingBA', '', '=Printing-At-Home']);
  });
});
