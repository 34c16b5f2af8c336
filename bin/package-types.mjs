// Writes the one declaration file of the npm package: what the module exports, and of the widget's types no more than that needs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const HEAD = '// The types of fingerpost/widget.\n';

/** @param file where the declarations go. @throws Error when the compiler writes nothing. */
export function writeTypes(file) {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-types-'));
  try {
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    const options = [
      '--declaration',
      '--emitDeclarationOnly',
      '--noEmit',
      'false',
      '--outDir',
      folder,
      '--rootDir',
      root,
    ];
    // Types that are wrong are the type check's to say; declarations are written all the same.
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', join(root, 'widget'), ...options], { encoding: 'utf8' });
    if (!existsSync(join(folder, 'widget/module.d.ts')))
      throw new Error(`The types of the package were not made:\n${stdout}`);
    const read = (name) => readFileSync(join(folder, 'widget', `${name}.d.ts`), 'utf8');
    writeFileSync(file, joinTypes(read('module'), read('embedding')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The module's declarations as one file: each that an exported one names, itself or by another. */
export function joinTypes(module, embedding) {
  const handedOn = /^export type \{([^}]*)\} from/m.exec(module)?.[1] ?? '';
  const exported = new Set(
    handedOn
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  );
  const ownParts = partsOf(module).filter((part) => !/^(import|export type \{|export \{)/m.test(part.code));
  const own = new Map(ownParts.map((part) => [part.name, part]));
  for (const [name, { code }] of own) if (code.startsWith('export')) exported.add(name);
  const all = new Map([...partsOf(embedding).map((part) => [part.name, part]), ...own]);
  const kept = new Set();
  const keep = (name) => {
    if (kept.has(name)) return;
    kept.add(name);
    for (const other of all.keys()) if (new RegExp(`\\b${other}\\b`).test(all.get(name).code)) keep(other);
  };
  for (const name of exported) {
    if (!all.has(name)) throw new Error(`widget/module.ts exports ${name}, which is declared nowhere`);
    keep(name);
  }
  keep('global');
  const text = [...all.values()]
    .filter(({ name }) => kept.has(name))
    .map(
      ({ name, comment, code }) =>
        comment + (exported.has(name) || name === 'global' ? code : code.replace(/^export /, '')),
    )
    .join('\n');
  return `${HEAD}${text}\nexport {};\n`;
}

/** Top-level declarations of a file that the compiler wrote: each begins at the margin, maybe under its comment. */
function partsOf(text) {
  const pattern =
    /^((?:\/\*\*[\s\S]*?\*\/\n)?)((?:export )?(?:declare )?(?:interface|type|const|function|global)\b ?(\w*)[\s\S]*?)(?=^(?:\/\*\*|export |declare |import |interface |type )|(?![\s\S]))/gm;
  return [...text.matchAll(pattern)].map(([, comment, code, name]) => ({
    name: name || 'global',
    comment,
    code: code.trimEnd(),
  }));
}
