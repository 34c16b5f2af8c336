// All languages of those who ask for help, with their words, and English as one of them, so that tests can walk through each.
import { enPages, type PageWords } from '../../../../contract/words/pages/en.ts';
import { countingIn } from '../../../../contract/words/tongues/counted.ts';
import { en } from '../../../../contract/words/tongues/en.ts';
import { enOffers } from '../../../../contract/words/tongues/en-offers.ts';
import type { Pack } from '../../../../contract/words/tongues/pack.ts';

const files = import.meta.glob<{ pack(counted: ReturnType<typeof countingIn>): Pack }>(
  '../../../../contract/words/tongues/{??,zh-*}.ts',
  { eager: true },
);
/** What only the help pages say, checked like a part of the rest. */
const pages = import.meta.glob<{ pages(counted: ReturnType<typeof countingIn>): PageWords }>(
  '../../../../contract/words/pages/??.ts',
  { eager: true },
);
const parts = import.meta.glob<Record<string, object>>(
  ['../../../../contract/words/tongues/en-*.ts', '!**/en-offers.ts'],
  { eager: true },
);

/** What widget and help pages say together. */
export type WholePack = Pack & { pages: PageWords };

/** English as a whole, each part by the end of its file's name, but for what is offered: to others it is of the panel. */
export const english = {
  panel: { ...en, ...enOffers },
  ...Object.fromEntries(
    Object.entries(parts).map(([path, module]) => [
      path.replace(/.*en-(\w+)\.ts/, '$1'),
      Object.values(module).find((value) => typeof value === 'object'),
    ]),
  ),
  pages: enPages,
} as unknown as WholePack;

/** Every other language, counted in itself without a region. */
export const allPacks = Object.entries(files)
  .filter(([, file]) => 'pack' in file)
  .map(([path, { pack }]) => {
    const locale = path.replace(/.*\/(.*)\.ts/, '$1');
    const own = pages[`../../../../contract/words/pages/${locale}.ts`]?.pages(countingIn(locale));
    return { locale, pack: { ...pack(countingIn(locale)), pages: own } as WholePack };
  });

export type Leaf = string | ((...given: never[]) => string);

/** Texts and functions by path, like `writing.errors.email`. */
export function leavesOf(words: object, before = ''): Map<string, Leaf> {
  return new Map(
    Object.entries(words).flatMap(([name, word]: [string, Leaf | object]) => {
      const path = `${before}${name}`;
      return typeof word === 'object' ? [...leavesOf(word, `${path}.`)] : [[path, word] as const];
    }),
  );
}

const NUMBERS = ['count', 'hours', 'minutes', 'days', 'seconds', 'files'];

/** What an English function takes, by name. */
export function takes(leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [];
  const [, between = ''] = /^\(?([^)=]*)/.exec(`${leaf}`) ?? [];
  return between.split(',').map((name) => name.trim());
}

/** Whether it counts something and nothing else. */
export const counts = (leaf: Leaf) => takes(leaf).length === 1 && NUMBERS.includes(takes(leaf)[0] ?? '');

/** What it says of names like `⟦a⟧`, and of a number where it takes one; `like` is the English one. */
export function say(leaf: Leaf, like: Leaf, number = 7): string {
  if (typeof leaf === 'string') return leaf;
  const given = takes(like).map((name) => (NUMBERS.includes(name) ? number : `⟦${name}⟧`));
  return (leaf as (...given: unknown[]) => string)(...given);
}
