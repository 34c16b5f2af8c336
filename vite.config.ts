// How each program is built (by mode: widget, loader, module, admin, server) and how the tests are grouped (projects node, postgres, dom, e2e, browsers).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { leaveOut } from './vite.leave-out.ts';

/** Vite wraps dynamic imports to preload style sheets, of which the widget has none: they become plain calls again. */
const plainDynamicImports = {
  name: 'plain-dynamic-imports',
  enforce: 'post' as const,
  renderChunk(code: string) {
    const plain = code.replaceAll('__vitePreload(() => ', '(').replaceAll(', __VITE_PRELOAD__, import.meta.url)', ')');
    if (plain.includes('__vitePreload(')) throw new Error('Take an import as .then((module) => module.Name)');
    return { code: plain, map: null };
  },
};

/** The helper of those calls, 700 bytes, would stay because chunks take it from each other. */
const noPreloadHelper = {
  name: 'no-preload-helper',
  enforce: 'pre' as const,
  load: (id: string) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (act) => act();' : null),
};

/** The loader's style sheet as it is written, in an order of few bytes, less what only people need. */
const plainLauncherCss = {
  name: 'plain-launcher-css',
  enforce: 'pre' as const,
  load(id: string) {
    const [file = ''] = id.split('?');
    if (!id.endsWith('/launcher.css?raw')) return null;
    const css = readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, '');
    return `export default ${JSON.stringify(
      css
        .replace(/\s*([{}:;,>])\s*/g, '$1')
        .replaceAll(';}', '}')
        .trim(),
    )}`;
  },
};

/** One keyword where two would do, before terser joins the declarations: two hundred bytes before the first result. */
const onlyLet = {
  name: 'only-let',
  renderChunk: (code: string) => ({ code: code.replace(/\bconst(?=[ {[])/g, 'let'), map: null }),
};

/** Its words are in UTF-8, of which many take fewer bytes than as escapes; the mark says so on pages and servers that do not. */
const markUtf8 = {
  name: 'mark-utf8',
  renderChunk: { order: 'post' as const, handler: (code: string) => ({ code: `\ufeff${code}`, map: null }) },
};

/** The oldest browsers with adopted style sheets, which the widget needs. */
const CSS_TARGET = ['chrome99', 'firefox101', 'safari16.4'];

const outputs = {
  /** The app that the loader fetches on the first intent: content-hashed ES modules. */
  widget: {
    base: './',
    plugins: [noPreloadHelper, plainDynamicImports, leaveOut, onlyLet],
    build: {
      outDir: 'dist/widget',
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      minify: 'terser' as const,
      modulePreload: false,
      cssCodeSplit: false,
      manifest: true,
      rollupOptions: {
        input: { app: 'widget/app.tsx' },
        preserveEntrySignatures: 'allow-extension' as const,
        output: {
          entryFileNames: 'assets/[name]-[hash:6].js',
          // Names out of few letters take fewer bytes where they are imported.
          hashCharacters: 'base36' as const,
          chunkFileNames: 'assets/[name]-[hash:7].js',
          // What the app begins with is one file: a second one would be asked for only when the first has come.
          codeSplitting: { groups: [{ name: 'app', tags: ['$initial' as const] }] },
        },
      },
      terserOptions: {
        module: true,
        // Vite asks for it; the oldest Safari that there can be is 16.4.
        safari10: false,
        compress: { passes: 3, ecma: 2020 as const, unsafe_arrows: true, keep_fargs: false, hoist_props: true },
        /** Only MiniSearch's private members look like this; it is whole in one file. */
        mangle: { properties: { regex: /^_[a-z]{3,}/i } },
        format: { ascii_only: true, comments: false },
      },
    },
  },
  /** The first script of a host page: one classic file without imports. */
  loader: {
    plugins: [plainLauncherCss, onlyLet, markUtf8],
    build: {
      outDir: 'dist/loader',
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      minify: 'terser' as const,
      lib: {
        entry: 'widget/loader.ts',
        formats: ['iife' as const],
        name: 'FingerpostLoader',
        fileName: () => 'widget.js',
      },
      terserOptions: {
        safari10: false,
        compress: { passes: 3, ecma: 2020 as const, unsafe_arrows: true },
        format: { comments: false },
      },
    },
  },
  /** The ES module of the npm package: readable, since whoever takes it in has a bundler that makes it small. */
  module: {
    plugins: [plainLauncherCss],
    build: {
      outDir: 'dist/module',
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      minify: false,
      lib: { entry: 'widget/module.ts', formats: ['es' as const], fileName: () => 'widget.js' },
    },
  },
  /** The console: pages are chunks of their own, their style sheets too. */
  admin: {
    base: '/admin/',
    build: {
      outDir: 'dist/admin',
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      modulePreload: { polyfill: false },
      manifest: true,
      rollupOptions: { input: { console: 'admin/main.tsx' } },
    },
  },
  server: {
    build: {
      outDir: 'dist/server',
      emptyOutDir: true,
      target: 'node20',
      ssr: true,
      rollupOptions: {
        // The second is the program of a thread.
        input: { cli: 'server/cli.ts', 'encode-worker': 'server/articles/encode-worker.ts' },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
};

/** The tests that open a database, by what they import: each runs on SQLite (project node) and on PostgreSQL. */
function testsWithSql(): string[] {
  const folder = join(import.meta.dirname, 'test');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && /^(server|durability)[\\/]/.test(file))
    .filter(
      (file) =>
        file.endsWith('.postgres.test.ts') ||
        /\/(make-services|test-database)\.ts'/.test(readFileSync(join(folder, file), 'utf8')),
    )
    .map((file) => `test/${file.replaceAll('\\', '/')}`);
}

/** Files of tests share the processes that run them: to load the server anew for each would take as long as its tests. */
const sharedProcess = { isolate: false, setupFiles: ['test/support/each-file.ts'] };

export default defineConfig(({ mode }) => {
  const output = outputs[mode as keyof typeof outputs] ?? {};
  const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };
  return {
    ...jsx,
    ...output,
    test: {
      projects: [
        {
          ...jsx,
          test: {
            name: 'node',
            include: ['test/**/*.test.ts'],
            exclude: ['test/e2e/**', 'test/browsers/**', 'test/widget/**', 'test/admin/**', '**/*.postgres.test.ts'],
            environment: 'node',
            // Style sheets that the server serves are read as text, not left out.
            css: true,
            ...sharedProcess,
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          ...jsx,
          test: {
            name: 'postgres',
            include: testsWithSql(),
            globalSetup: 'test/support/postgres/global-setup.ts',
            environment: 'node',
            css: true,
            ...sharedProcess,
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          ...jsx,
          test: {
            name: 'dom',
            include: ['test/{widget,admin}/**/*.test.{ts,tsx}'],
            environment: 'happy-dom',
            testTimeout: 30_000,
          },
        },
        {
          ...jsx,
          test: {
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            environment: 'node',
            // As long as everything else is waited for there; what has to be quicker says so where it is asked.
            expect: { poll: { timeout: 30_000 } },
            testTimeout: 180_000,
            hookTimeout: 180_000,
            // Each file has a product and a browser of its own, which wait for each other half of the time.
            maxWorkers: 2,
          },
        },
        {
          // The core journey in three engines, which `npm run test:browsers` runs.
          test: {
            name: 'browsers',
            include: ['test/browsers/**/*.test.ts'],
            environment: 'node',
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  };
});
