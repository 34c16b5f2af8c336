// A browser fetches the rules of its own language and of no other: read from what the bundler makes.
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

/** As in our own builds, without the help that Vite adds for style sheets. */
const PRELOAD_HELPER = /vite\/preload-helper\.js$/;
const LANGUAGE = join(import.meta.dirname, '../../../contract/language');

interface Chunk {
  /** Whether it is loaded at once or by a dynamic `import()`. */
  isLazy: boolean;
  imports: string[];
  modules: string[];
  brotliBytes: number;
}

/** Builds one line of code for the browser and gives its chunks by the name of their file. */
async function chunksOf(code: string): Promise<Map<string, Chunk>> {
  const entry = '\0entry';
  const made = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' || PRELOAD_HELPER.test(id) ? `\0${id}` : undefined),
        load: (id) => {
          if (id === entry) return code;
          return PRELOAD_HELPER.test(id) ? 'export const __vitePreload = (load) => load();' : undefined;
        },
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: 'entry',
        preserveEntrySignatures: 'allow-extension',
        output: { chunkFileNames: '[name].js' },
      },
    },
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as { output: readonly unknown[] };
  const chunks = new Map<string, Chunk>();
  for (const one of output as {
    fileName: string;
    code: string;
    isEntry: boolean;
    imports: string[];
    moduleIds: string[];
  }[]) {
    chunks.set(one.isEntry ? 'entry' : basename(one.fileName, '.js'), {
      isLazy: !one.isEntry,
      imports: one.imports,
      modules: one.moduleIds.filter((id) => !id.startsWith('\0')),
      brotliBytes: brotliCompressSync(one.code).length,
    });
  }
  return chunks;
}

describe('the stemmers of a build', () => {
  let chunks: Map<string, Chunk>;
  const stemmers = () => [...chunks].filter(([name]) => name !== 'entry' && name !== 'stemmer-modules');
  beforeAll(async () => {
    chunks = await chunksOf(`export { loadStemmer } from '${LANGUAGE}/stemmers.ts';`);
  });

  it('are chunks of their own, loaded when they are asked for', () => {
    expect(stemmers().map(([name]) => name)).toEqual(
      expect.arrayContaining('english german french spanish portuguese italian dutch swedish polish'.split(' ')),
    );
    expect(stemmers().filter(([, { isLazy }]) => !isLazy)).toEqual([]);
    expect(chunks.get('entry')?.modules.map((id) => basename(id))).toEqual(['stemmers.ts']);
    expect(chunks.get('stemmer-modules')?.modules.map((id) => basename(id))).toEqual(['stemmer-modules.ts']);
    expect(chunks.get('stemmer-modules')?.isLazy).toBe(true);
  });

  it('hold the rules of one language each, and share nothing', () => {
    for (const [name, { modules, imports }] of stemmers()) {
      const ours = modules.filter((id) => id.startsWith(LANGUAGE));
      expect(
        ours.map((id) => basename(id)),
        name,
      ).toEqual([`${name}.ts`]);
      expect(modules.length - ours.length, `${name}: ${modules.join(' ')}`).toBeLessThanOrEqual(1);
      expect(imports, name).toEqual([]);
    }
  });

  it('are small: at most 2.5 kB with brotli, but for Greek', () => {
    const heavy = stemmers().filter(([, { brotliBytes }]) => brotliBytes > 2_560);
    expect(heavy.map(([name, { brotliBytes }]) => `${name} ${brotliBytes > 6_000}`)).toEqual(['greek false']);
    expect(chunks.get('stemmer-modules')?.brotliBytes).toBeLessThan(1_000);
    expect(chunks.get('entry')?.brotliBytes).toBeLessThan(200);
  });
});

describe('the finder of words', () => {
  it('is below half a kilobyte, without stop words or stems', async () => {
    const chunks = await chunksOf(`export { fold, wordsOf } from '${LANGUAGE}/words.ts';`);
    expect(chunks.size).toBe(1);
    expect(chunks.get('entry')?.modules.map((id) => basename(id))).toEqual(['words.ts']);
    expect(chunks.get('entry')?.brotliBytes).toBeLessThan(500);
  });
});
