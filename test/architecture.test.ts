// The rules of the house: who may import whom, no drawers without a name, no file that nobody wants to open.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAX_LINES = 300;

/** Files that may be longer than 300 lines, each with its reason. */
const LONG_FILES: Record<string, string> = {
  'server/db/migrations/0001-first-schema.ts':
    'one migration creates all tables of METHOD at once and is never changed again',
};

/** Rooms, and what each may import besides itself: other rooms, packages, whether Node. */
const ROOMS: Record<string, { rooms: string[]; packages: string[] | 'any'; node: boolean }> = {
  contract: { rooms: [], packages: ['zod', 'minisearch', 'stemmer', '@orama/stemmers'], node: false },
  widget: { rooms: ['contract'], packages: ['preact', '@preact/signals', '@preact/signals-core'], node: false },
  admin: {
    rooms: ['contract'],
    packages: ['preact', '@preact/signals', 'preact-iso', '@observablehq/plot', 'uqr'],
    node: false,
  },
  server: { rooms: ['contract'], packages: 'any', node: true },
};
const BROWSER_ROOMS = ['widget', 'admin'];
interface SourceFile {
  path: string;
  text: string;
}

interface Import {
  from: string;
  /** Inside the repository: the path it means; else the name of the package. */
  target: string;
  isOurs: boolean;
  typesOnly: boolean;
}

function filesBelow(folder: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path).flatMap((name) => {
    const inner = join(folder, name);
    return statSync(join(ROOT, inner)).isDirectory() ? filesBelow(inner) : [inner];
  });
}

const sources: SourceFile[] = [...Object.keys(ROOMS), 'test']
  .flatMap(filesBelow)
  .filter((path) => ['.ts', '.tsx'].includes(extname(path)) && !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** Every import of a file: static, re-exported, dynamic, and of types. */
function importsOf({ path, text }: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typesOnly: boolean) => {
    const isOurs = specifier.startsWith('.');
    const target = isOurs
      ? relative(ROOT, resolve(ROOT, dirname(path), specifier.replace(/\?.*$/, '')))
      : packageOf(specifier);
    found.push({ from: path, target, isOurs, typesOnly });
  };
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    const { type, source, importKind, exportKind, specifiers } = node as Record<string, unknown>;
    const specifier = (source as { value?: unknown } | null)?.value;
    if (typeof specifier === 'string') {
      const all = Array.isArray(specifiers) ? (specifiers as { importKind?: string; exportKind?: string }[]) : [];
      const typesOnly =
        type === 'TSImportType' ||
        importKind === 'type' ||
        exportKind === 'type' ||
        (all.length > 0 && all.every((one) => one.importKind === 'type' || one.exportKind === 'type'));
      add(specifier, typesOnly);
    }
    Object.values(node).forEach(visit);
  };
  visit(parseAst(text, { lang: extname(path) === '.tsx' ? 'tsx' : 'ts' }).body);
  return found;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const roomOf = (path: string) => path.split('/')[0] ?? '';
const imports = sources.flatMap(importsOf);
const say = ({ from, target }: Import) => `${from} imports ${target}`;

describe('imports', () => {
  it('are found, the dynamic ones included', () => {
    const text = `import a, { type B } from './a.ts'; import type { C } from './c.ts'; export * from 'pack/sub'; const x = () => import('@scope/pack/sub'); import { type D } from './d.ts';`;
    expect(importsOf({ path: 'server/x.ts', text })).toEqual([
      { from: 'server/x.ts', target: 'server/a.ts', isOurs: true, typesOnly: false },
      { from: 'server/x.ts', target: 'server/c.ts', isOurs: true, typesOnly: true },
      { from: 'server/x.ts', target: 'pack', isOurs: false, typesOnly: false },
      { from: 'server/x.ts', target: '@scope/pack', isOurs: false, typesOnly: false },
      { from: 'server/x.ts', target: 'server/d.ts', isOurs: true, typesOnly: true },
    ]);
    expect(imports.length).toBeGreaterThan(300);
  });

  it('stay in their room or go to contract/', () => {
    const forbidden = imports.filter(({ from, target, isOurs }) => {
      const room = ROOMS[roomOf(from)];
      return room && isOurs && roomOf(target) !== roomOf(from) && !room.rooms.includes(roomOf(target));
    });
    expect(forbidden.map(say)).toEqual([]);
  });

  it('take only the packages of their room, and Node only in the server', () => {
    const forbidden = imports.filter(({ from, target, isOurs }) => {
      const room = ROOMS[roomOf(from)];
      if (!room || isOurs) return false;
      if (target === 'node:') return !room.node;
      return room.packages !== 'any' && !room.packages.includes(target);
    });
    expect(forbidden.map(say)).toEqual([]);
  });

  it('of a browser program take types only from contract/api/', () => {
    const forbidden = imports.filter(
      ({ from, target, typesOnly }) =>
        BROWSER_ROOMS.includes(roomOf(from)) && target.startsWith('contract/api') && !typesOnly,
    );
    expect(forbidden.map(say)).toEqual([]);
  });

  it('of a browser program never bring zod by a detour', () => {
    const valuesOf = (path: string) => imports.filter(({ from, typesOnly }) => from === path && !typesOnly);
    const seen = new Set<string>();
    const follow = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const { target, isOurs } of valuesOf(path)) isOurs ? follow(target) : seen.add(target);
    };
    for (const { path } of sources) if (BROWSER_ROOMS.includes(roomOf(path))) follow(path);
    expect(seen.size).toBeGreaterThan(20);
    expect([...seen].filter((target) => target === 'zod')).toEqual([]);
  });

  it('of nothing but tests reach into kb-content/ or test/', () => {
    const forbidden = imports.filter(
      ({ from, target, isOurs }) =>
        isOurs && (roomOf(target) === 'kb-content' || (roomOf(target) === 'test' && roomOf(from) !== 'test')),
    );
    expect(forbidden.map(say)).toEqual([]);
  });

  it('lead to files that are there, with their endings', () => {
    expect(imports.filter(({ target, isOurs }) => isOurs && !existsSync(join(ROOT, target))).map(say)).toEqual([]);
  });
});

describe('files', () => {
  it('are no barrels and lie in no drawer without a name', () => {
    const bad = sources.filter(
      ({ path }) =>
        /^index\.tsx?$/.test(basename(path)) || /(^|\/)(utils?|lib|common|helpers?|misc|shared)(\/|\.tsx?$)/.test(path),
    );
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  it('have names in kebab-case', () => {
    expect(
      sources.filter(({ path }) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(basename(path))).map(({ path }) => path),
    ).toEqual([]);
  });

  it('have no default export', () => {
    expect(sources.filter(({ text }) => /^export default /m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('say at their top what they are responsible for', () => {
    const silent = sources.filter(
      ({ path, text }) => roomOf(path) !== 'test' && !/^(\/\/ |\/\*\*\s+(\* )?)\S.{20}/.test(text),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('are short enough to be read, or say why not', () => {
    const long = sources.filter(({ path, text }) => roomOf(path) !== 'test' && text.split('\n').length - 1 > MAX_LINES);
    expect(long.map(({ path }) => path).sort()).toEqual(Object.keys(LONG_FILES).sort());
  });

  it('skip no test and silence no type', () => {
    const marks = /^\s*(it|test|describe)\.(only|skip|todo)\b|@ts-(ignore|nocheck|expect-error)/m;
    const self = relative(ROOT, fileURLToPath(import.meta.url));
    expect(sources.filter(({ path, text }) => path !== self && marks.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
