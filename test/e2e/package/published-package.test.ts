// What is published: it holds what it needs and no more, linters find nothing, it serves, and its module with types works in
// a fresh project of each bundler.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { openPage } from '../support/browser.ts';
import {
  type FreshProject,
  INSTALL_LIMIT_MS,
  makeFreshProject,
  packRepository,
  runProgram,
} from '../support/fresh-project.ts';
import { strictBundlePolicy } from '../support/host-page.ts';
import { repositoryRoot } from '../support/places.ts';
import { serveFolder } from '../support/serve-folder.ts';
import { raiseStage } from '../support/stage.ts';
import { widgetOf } from '../support/widget.ts';
import { EMBEDDER_MISTAKES, EMBEDDER_TYPES, MAIN, PAGE } from './embedder-code.ts';

const stage = raiseStage();
let packed: Awaited<ReturnType<typeof packRepository>>;
let viteProject: FreshProject;
let webpackProject: FreshProject;

beforeAll(async () => {
  packed = await packRepository();
  // With one after the other, npm would mostly wait for the registry.
  [viteProject, webpackProject] = await Promise.all([
    makeFreshProject({ vite: '8.3.8', typescript: '7.0.2', fingerpost: packed.tarball }, { type: 'module' }),
    makeFreshProject({ webpack: '5.112.2', 'webpack-cli': '7.3.1', fingerpost: packed.tarball }),
  ]);
}, INSTALL_LIMIT_MS);
afterAll(() => {
  for (const made of [packed, viteProject, webpackProject]) made?.remove();
});

/** The whole way in: the launcher stands there without a request to help, a click opens, a search answers, destroy leaves nothing. */
async function useHelp(folder: string): Promise<void> {
  const site = await serveFolder(folder, strictBundlePolicy(stage.product.origin));
  const { page, requests, noises, close } = await openPage(stage.browser);
  await page.goto(`${site.origin}/?help=${stage.product.origin}`, { waitUntil: 'networkidle' });
  const widget = widgetOf(page);
  await widget.launcher.waitFor();
  expect(requests.filter((url) => url.startsWith(stage.product.origin))).toEqual([]);
  await widget.open();
  await widget.search('find my request');
  await widget.options.first().waitFor();
  const told = await page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  expect(told).toEqual(expect.arrayContaining(['ready', 'open']));
  await page.evaluate(() => (window as unknown as { widget: { destroy(): void } }).widget.destroy());
  expect(await page.locator('fingerpost-help').count()).toBe(0);
  expect(await page.evaluate(() => typeof window.Fingerpost)).toBe('undefined');
  expect(noises).toEqual([]);
  await close();
  await site.close();
}

describe('the package', () => {
  test('holds the programs, our articles and what describes them, and nothing else', () => {
    const allowed =
      /^(LICENSE|README\.md|CHANGELOG\.md|package\.json|docs\/(embedding|recipes\/\w+)\.md|bin\/(fingerpost|build)\.mjs|kb-content\/.+|dist\/(loader|module|server|widget|admin)\/.+)$/;
    expect(packed.files.filter((path) => !allowed.test(path))).toEqual([]);
    expect(
      packed.files.filter((path) => /\.map$|\.stamps|\.tsx?$|\.test\./.test(path.replace(/\.d\.ts$/, ''))),
    ).toEqual([]);
    expect(packed.files).toEqual(
      expect.arrayContaining([
        'bin/fingerpost.mjs',
        'dist/loader/widget.js',
        'dist/module/widget.js',
        'dist/module/widget.d.ts',
        'dist/widget/widget-app.js',
        'dist/server/cli.js',
        'docs/embedding.md',
        'LICENSE',
      ]),
    );
  });

  test('has nothing that publint or "are the types wrong" would say', async () => {
    const program = (path: string) => join(repositoryRoot, 'node_modules', path);
    const publint = [program('publint/src/cli.js'), 'run', packed.tarball, '--strict'];
    expect(await runProgram(process.execPath, publint, repositoryRoot)).toContain('All good!');
    const attw = [
      program('@arethetypeswrong/cli/dist/index.js'),
      packed.tarball,
      '--profile',
      'esm-only',
      '--no-color',
    ];
    expect(await runProgram(process.execPath, attw, repositoryRoot)).toContain('"fingerpost/widget"');
  });

  test('serves the widget where only what is packed is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fingerpost-unpacked-'));
    execFileSync('tar', ['-xzf', packed.tarball, '-C', folder]);
    symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const port = await freePort();
    const server = spawn(process.execPath, [join(folder, 'package/bin/fingerpost.mjs'), 'serve'], {
      cwd: join(folder, 'package'),
      env: { PATH: process.env.PATH, PORT: `${port}`, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' },
    });
    const gone = once(server, 'exit');
    const origin = `http://localhost:${port}`;
    await expect
      .poll(
        () =>
          fetch(`${origin}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 90_000 },
      )
      .toBe(true);
    for (const path of ['/widget.js', '/widget-app.js', '/admin', '/help', '/demo', '/api/v1/sites/default'])
      expect((await fetch(origin + path)).status, path).toBe(200);
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('the module', () => {
  test('can be imported where there is no page, as servers that draw pages do', async () => {
    viteProject.write('on-a-server.mjs', "import { mount } from 'fingerpost/widget'; console.log(typeof mount);");
    expect(await runProgram(process.execPath, ['on-a-server.mjs'], viteProject.folder)).toBe('function\n');
  });

  test('has types that know every option, method and event, and refuse what there is not', async () => {
    viteProject.write('src/types.ts', EMBEDDER_TYPES);
    for (const [name, resolution] of [
      ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
      ['node', { module: 'nodenext', moduleResolution: 'nodenext' }],
    ] as const) {
      const strict = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: false };
      const compilerOptions = { ...strict, ...resolution, target: 'es2022', lib: ['es2022', 'dom'], types: [] };
      viteProject.write(`tsconfig.${name}.json`, JSON.stringify({ compilerOptions, files: ['src/types.ts'] }));
      expect(await viteProject.run('typescript/bin/tsc', '-p', `tsconfig.${name}.json`)).toBe('');
      viteProject.write(
        'src/mistakes.ts',
        ["import { mount } from 'fingerpost/widget';", ...EMBEDDER_MISTAKES].join('\n'),
      );
      viteProject.write(`tsconfig.${name}.json`, JSON.stringify({ compilerOptions, files: ['src/mistakes.ts'] }));
      const refused = await viteProject.run('typescript/bin/tsc', '-p', `tsconfig.${name}.json`).catch(String);
      const lines = [...refused.matchAll(/^src\/mistakes\.ts\((\d+),/gm)].map((match) => Number(match[1]));
      expect([...new Set(lines)], refused).toEqual(EMBEDDER_MISTAKES.map((_, at) => at + 2));
    }
  });

  test('works in a fresh Vite project', async () => {
    viteProject.write('index.html', PAGE('<script type="module" src="/src/main.js"></script>'));
    viteProject.write('src/main.js', MAIN);
    const said = await viteProject.run('vite/bin/vite.js', 'build');
    expect(said).not.toMatch(/warn/i);
    await useHelp(join(viteProject.folder, 'dist'));
  });

  test('works in a fresh webpack project', async () => {
    webpackProject.write('src/index.js', MAIN);
    const said = await webpackProject.run('webpack-cli/bin/cli.js', '--mode', 'production');
    expect(said).not.toMatch(/warning/i);
    webpackProject.write('dist/index.html', PAGE('<script src="main.js"></script>'));
    await useHelp(join(webpackProject.folder, 'dist'));
  });
});
