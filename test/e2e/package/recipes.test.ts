// The recipes of the documents as a reader copies them: each file of a page, built by Vite, type-checked and used in the browser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { type FreshProject, INSTALL_LIMIT_MS, makeFreshProject } from '../support/fresh-project.ts';
import { strictBundlePolicy } from '../support/host-page.ts';
import { repositoryRoot } from '../support/places.ts';
import { serveFolder } from '../support/serve-folder.ts';
import { raiseStage } from '../support/stage.ts';
import { widgetOf } from '../support/widget.ts';
import { PAGE } from './embedder-code.ts';

const stage = raiseStage();
let project: FreshProject;

beforeAll(async () => {
  project = await makeFreshProject(
    {
      vite: '8.3.8',
      typescript: '7.0.2',
      react: '19.3.1',
      'react-dom': '19.3.1',
      '@types/react': '19.3.0',
      '@types/react-dom': '19.3.0',
      vue: '3.5.45',
      '@vitejs/plugin-vue': '6.0.11',
    },
    { type: 'module', fingerpost: 'linked' },
  );
}, INSTALL_LIMIT_MS);
afterAll(() => project?.remove());

/** The files of a page: code whose first line names one. */
function filesOf(recipe: string): [path: string, code: string][] {
  const text = readFileSync(join(repositoryRoot, 'docs/recipes', `${recipe}.md`), 'utf8');
  return [...text.matchAll(/^```\w+\n(?:\/\/|<!--) (src\/[\w.-]+)(?: -->)?\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', code = '']) => [path, code],
  );
}

test.each([
  {
    recipe: 'react',
    main: 'main.tsx',
    // Only the development build of React mounts effects twice.
    config: `export default { define: { 'process.env.NODE_ENV': '"development"' } };`,
    files: 3,
    mounts: 2,
    policies: [],
  },
  {
    recipe: 'vue',
    main: 'main.ts',
    config: "import vue from '@vitejs/plugin-vue';\nexport default { plugins: [vue()] };",
    files: 5,
    mounts: 1,
    policies: ['vue'],
  },
])(
  'the recipe for $recipe shows help while its component is there, and leaves nothing after',
  async ({ recipe, main, config, files, mounts, policies }) => {
    const written = filesOf(recipe);
    expect(written).toHaveLength(files);
    for (const [path, code] of written)
      project.write(`${recipe}/${path}`, code.replaceAll('https://help.example.com', stage.product.origin));
    project.write(`${recipe}/index.html`, PAGE(`<script type="module" src="/src/${main}"></script>`));
    project.write(`${recipe}/vite.config.js`, config);
    const compilerOptions = {
      ...{
        strict: true,
        noEmit: true,
        target: 'es2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        jsx: 'react-jsx',
      },
      ...{ lib: ['es2022', 'dom'], types: [], allowImportingTsExtensions: true },
    };
    // What a compiler for Vue's own files would check is the file that all of them use.
    const checked = recipe === 'vue' ? ['src/help.ts'] : ['src/main.tsx'];
    project.write(`${recipe}/tsconfig.json`, JSON.stringify({ compilerOptions, files: checked }));
    expect(await project.run('typescript/bin/tsc', '-p', recipe)).toBe('');
    expect(await project.run('vite/bin/vite.js', 'build', recipe)).not.toMatch(/warn/i);

    const site = await serveFolder(
      join(project.folder, recipe, 'dist'),
      strictBundlePolicy(stage.product.origin, ...policies),
    );
    const { page, requests, noises, close } = await openPage(stage.browser);
    await page.addInitScript(() => {
      const { attachShadow } = Element.prototype;
      Object.assign(window, { mounts: 0 });
      Element.prototype.attachShadow = function (options) {
        (window as unknown as { mounts: number }).mounts += 1;
        return attachShadow.call(this, options);
      };
    });
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    const widget = widgetOf(page);
    await widget.launcher.waitFor();
    expect(await page.locator('fingerpost-help').count()).toBe(1);
    expect(await page.evaluate(() => (window as unknown as { mounts: number }).mounts)).toBe(mounts);
    expect(requests.filter((url) => url.startsWith(stage.product.origin))).toEqual([]);
    await page.getByRole('button', { name: 'Where is my request?' }).click();
    await widget.view('results', 'found').waitFor();
    await page.getByText('Looked for: find my request').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Until next time.').waitFor();
    expect(await page.locator('fingerpost-help').count()).toBe(0);
    expect(await page.evaluate(() => typeof window.Fingerpost)).toBe('undefined');
    expect(noises.filter((noise) => !noise.includes('React DevTools'))).toEqual([]);
    await close();
    await site.close();
  },
);
