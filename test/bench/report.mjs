// The page with the published tables: each benchmark writes its own part and leaves the others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

/** Each page's file, and how it begins. */
const SEARCH_PAGE = {
  file: join(root, 'docs/search-measured.md'),
  head: `# The search, measured

Made by \`npm run bench -- search --write\` and \`npm run bench -- browser --write\`; nothing here is written by hand. Quality and
bytes are the same in every run; times and memory are those of the machine, so compare them within a table.
`,
};

export const WIDGET_PAGE = {
  file: join(root, 'docs/widget-measured.md'),
  head: `# The widget on somebody's page, measured

Made by \`npm run bench -- widget --write\`; nothing here is written by hand. Bytes and requests are the same in every run; times
and memory are those of the machine, so compare them within a table.
`,
};

/**
 * Puts a part into a page, in place of the one with the same name, else at its end. Parts are named in lower case.
 * @param where the search's page, or another of the above
 */
export function writePart(name, title, text, where = SEARCH_PAGE) {
  const { file, head } = where;
  const page = existsSync(file) ? readFileSync(file, 'utf8') : head;
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const part = `${begin}\n## ${title}\n\n${text.trim()}\n\n${machine()}\n${end}\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  const made = from < 0 ? `${page}\n${part}` : page.slice(0, from) + part + page.slice(to + end.length + 1);
  writeFileSync(file, made);
}

/** Puts a table between the README's marks of this name. @throws Error where it has none */
export function fillReadme(name, table) {
  const readme = join(root, 'README.md');
  const page = readFileSync(readme, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for a table between ${begin} and ${end}.`);
  writeFileSync(readme, `${page.slice(0, from)}${begin}\n${table}\n${page.slice(to)}`);
}

function machine() {
  const day = new Date().toISOString().slice(0, 10);
  const load = loadavg()[1].toFixed(0);
  return `Measured ${day} with Node ${process.versions.node} on ${cpus().length} cores; mean load of the machine ${load}.`;
}
