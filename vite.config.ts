// How each program is built (by mode: widget, loader, server) and how the tests are grouped (projects node, dom, e2e).
import { defineConfig } from 'vitest/config';

const outputs = {
  /** The app that the loader fetches on the first intent: content-hashed ES modules. */
  widget: {
    base: './',
    build: {
      outDir: 'dist/widget',
      emptyOutDir: true,
      target: 'es2022',
      minify: 'terser' as const,
      modulePreload: false,
      cssCodeSplit: false,
      manifest: true,
      rollupOptions: {
        input: { app: 'widget/app.tsx' },
        preserveEntrySignatures: 'strict' as const,
        output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
      },
      terserOptions: {
        module: true,
        compress: { passes: 3, ecma: 2020 as const },
        mangle: { props: false as const },
        format: { ascii_only: true, comments: false },
      },
    },
  },
  /** The first script of a host page: one classic file without imports. */
  loader: {
    build: {
      outDir: 'dist/loader',
      emptyOutDir: true,
      target: 'es2020',
      minify: 'terser' as const,
      lib: { entry: 'widget/loader.ts', formats: ['iife' as const], name: 'FingerpostLoader', fileName: () => 'widget.js' },
      terserOptions: { compress: { passes: 3 }, format: { ascii_only: true, comments: false } },
    },
  },
  server: {
    build: {
      outDir: 'dist/server',
      emptyOutDir: true,
      target: 'node20',
      ssr: true,
      rollupOptions: { input: { cli: 'server/cli.ts' }, output: { entryFileNames: '[name].js' } },
    },
  },
};

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
            exclude: ['test/e2e/**', 'test/widget/**'],
            environment: 'node',
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
        {
          ...jsx,
          test: { name: 'dom', include: ['test/widget/**/*.test.{ts,tsx}'], environment: 'happy-dom', testTimeout: 30_000 },
        },
        {
          ...jsx,
          test: {
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            environment: 'node',
            testTimeout: 180_000,
            hookTimeout: 180_000,
            fileParallelism: false,
          },
        },
      ],
    },
  };
});
