// Says in few letters what the slugs of articles are, given their titles; read-slugs.ts makes slugs of it again.
import { partsOf, readSlug, type SlugRules, slugOf } from './read-slugs.ts';

interface Named {
  title: string;
  slug: string;
}

/** A word that fewer titles have tells too little about how slugs are made. */
const FEWEST_TITLES = 4;
const LETTERS = 26;

/** The rules that make most slugs, and what each article says where they do not: nothing, its parts, or all of it after '='. */
export function writeSlugs(cards: readonly Named[]): { rules: SlugRules; said: string[] } {
  const longest = Math.max(0, ...cards.map(({ slug }) => slug.length));
  const plain: SlugRules = { unsaid: [], longest };
  const short: SlugRules = { unsaid: leftOut(cards), longest };
  const fits = (rules: SlugRules) => cards.filter(({ title, slug }) => slugOf(title, rules) === slug).length;
  const rules = fits(short) > fits(plain) ? short : plain;
  return {
    rules,
    said: cards.map(({ title, slug }) => {
      const said = slugOf(title, rules) === slug ? '' : sayParts(title, slug);
      return readSlug(title, said, rules) === slug ? said : `=${slug}`;
    }),
  };
}

/** Words that most slugs leave out of their titles, such as "the". */
function leftOut(cards: readonly Named[]): string[] {
  const uses = new Map<string, { titles: number; slugs: number }>();
  for (const { title, slug } of cards) {
    const own = new Set(slug.split('-'));
    for (const part of new Set(partsOf(title))) {
      const counted = uses.get(part) ?? { titles: 0, slugs: 0 };
      uses.set(part, counted);
      counted.titles++;
      if (own.has(part)) counted.slugs++;
    }
  }
  return [...uses].filter(([, use]) => use.titles >= FEWEST_TITLES && use.slugs * 2 < use.titles).map(([part]) => part);
}

/** For each part of a slug a capital letter, which one of the next parts of the title it is, or the part itself after '-'. */
function sayParts(title: string, slug: string): string {
  const parts = partsOf(title);
  let last = -1;
  return slug
    .split('-')
    .map((part) => {
      const at = parts.indexOf(part, last + 1);
      if (at < 0 || at - last > LETTERS) return `-${part}`;
      const skip = String.fromCharCode(64 + at - last);
      last = at;
      return skip;
    })
    .join('');
}
