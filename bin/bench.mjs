// Runs the benchmarks, or those that are named: `npm run bench -- search`. Each prints its tables.
// Words that are no benchmark belong to the one before them: `npm run bench -- search curve --write`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build.mjs';

const folder = join(root, 'test/bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''));
const words = process.argv.slice(2);
if (words.length > 0 && !names.includes(words[0])) {
  console.error(`There is no benchmark "${words[0]}". There are: ${names.join(', ')}.`);
  process.exit(2);
}
const wanted = [];
for (const word of words) names.includes(word) ? wanted.push([word, []]) : wanted.at(-1)[1].push(word);
for (const [name, rest] of wanted.length > 0 ? wanted : names.map((one) => [one, []])) {
  const { run } = await import(pathToFileURL(join(folder, `${name}.bench.mjs`)).href);
  await run(rest);
}
