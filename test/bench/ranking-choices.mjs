// Other choices of the ranking's numbers, and the product's code bundled with them: for the benchmark alone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from '../../bin/build.mjs';
import { seededRandom } from './seeded-random.mjs';

/** What is varied of contract/search/ranking.ts: all that weighs, nothing that bounds the work or shapes a file. */
const VARIED = ['BOOST', 'BM25', 'ANYWHERE', 'PASSAGE', 'QUESTION', 'MATCHED_WORDS', 'STAND_IN', 'REPEATED'];
/** A number is multiplied or divided by at most this, in the near half of the choices and in the far one. */
export const NEAR = 1.25;
export const FAR = 2;
/** Numbers that make no sense above 1. */
const AT_MOST_1 = new Set(['b', 'ANYWHERE', 'next', 'rest']);
const SEED = 2026;
let bundles = 0;

/** @returns {object[]} `count` choices of numbers around the present ones, the first half near, the others far; equal in every run. */
export function choicesAround(ranking, count) {
  const present = Object.fromEntries(VARIED.map((name) => [name, ranking[name]]));
  const random = seededRandom(SEED);
  return Array.from({ length: count }, (_, at) => vary(present, random, at < count / 2 ? NEAR : FAR));
}

function vary(values, random, most) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'object') return [name, vary(value, random, most)];
      const other = Number((value * most ** (2 * random() - 1)).toPrecision(2));
      return [name, AT_MOST_1.has(name) ? Math.min(1, other) : other];
    }),
  );
}

/** Bundles and imports the product with other numbers, or with its own. @returns what product-entry.mjs names */
export async function openWith(numbers = {}) {
  const outDir = join(root, 'node_modules/.cache/bench-product');
  const name = `choice-${process.pid}-${bundles++}.mjs`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [withNumbers(numbers)],
    build: {
      ssr: 'test/bench/product-entry.mjs',
      outDir,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  });
  const product = await import(pathToFileURL(join(outDir, name)).href);
  rmSync(join(outDir, name));
  for (const [constant, value] of Object.entries(numbers))
    if (JSON.stringify(product.ranking[constant]) !== JSON.stringify(value))
      throw new Error(`${constant} of contract/search/ranking.ts was not replaced`);
  return product;
}

/** Puts other values in the place of constants of ranking.ts. */
function withNumbers(numbers) {
  return {
    name: 'other-numbers',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('contract/search/ranking.ts')) return null;
      return Object.entries(numbers).reduce(
        (text, [name, value]) =>
          text.replace(
            new RegExp(`^(export const ${name}\\b[^=]*=)[^;]*;`, 'm'),
            (_all, head) => `${head} ${JSON.stringify(value)};`,
          ),
        code,
      );
    },
  };
}
