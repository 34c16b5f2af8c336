// The page with the published tables: each benchmark writes its own part and leaves the others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

const file = join(root, 'docs/search-measured.md');
const HEAD = `# The search, measured

Made by \`npm run bench -- search --write\` and \`npm run bench -- browser --write\`; nothing here is written by hand. Quality and
bytes are the same in every run; times and memory are those of the machine, so compare them within a table.
`;

/** Puts a part into the page, in place of the one with the same name, else at its end. Parts are named in lower case. */
export function writePart(name, title, text) {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const part = `${begin}\n## ${title}\n\n${text.trim()}\n\n${machine()}\n${end}\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  const made = from < 0 ? `${page}\n${part}` : page.slice(0, from) + part + page.slice(to + end.length + 1);
  writeFileSync(file, made);
}

function machine() {
  const day = new Date().toISOString().slice(0, 10);
  const load = loadavg()[1].toFixed(0);
  return `Measured ${day} with Node ${process.versions.node} on ${cpus().length} cores; mean load of the machine ${load}.`;
}
