// The pages that are compared: the same small page with nothing, an empty script, a bare loader, our widget, and others' from npm.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'vite';
import { root } from '../../../bin/build.mjs';
import { builtOnce } from '../built-peers.mjs';
import { packed } from '../cold/peer-pages.mjs';
import { pagefindEngine } from '../engines/pagefind.mjs';
import { openPeers, peersFolder } from '../peers.mjs';

const GROUP = 'peers-widgets';

/** Each as its documentation says to put it on a page; nothing but the widget, no cloud behind it. */
const ENTRIES = {
  docsearch: `import docsearch from '@docsearch/js';
import '@docsearch/css';
docsearch({ container: '#widget', appId: 'NOTHING', apiKey: 'nothing', indices: ['nothing'] });`,
  sentry: `import { feedbackIntegration, init } from '@sentry/browser';
init({ dsn: 'https://nobody@localhost/1', defaultIntegrations: false, integrations: [feedbackIntegration({})] });`,
};

/** @param ours where our help is served. @returns files for `serveFiles`, and the subjects: {name, path, launcher?, panel?, input?, answer?} */
export async function buildWidgetPages(docs, ours) {
  await openPeers(GROUP);
  await openPeers();
  const files = new Map();
  const file = (name) => readFileSync(join(root, 'test/bench/widget', name));
  files.set('/empty.js', { bytes: Buffer.alloc(0) });
  for (const name of ['bare-loader.js', 'bare-panel.mjs']) files.set(`/${name}`, packed(file(name)));
  for (const [key, text] of Object.entries(ENTRIES)) {
    const parts = await builtOnce(`${key}-widget`, [{ slug: key, title: '', text }], () => bundle(key, text), GROUP);
    for (const [path, bytes] of Object.entries(parts)) files.set(`/${key}/${path}`, packed(bytes));
  }
  const modal = await builtOnce('pagefind-modal', docs, async (all) => {
    const made = await pagefindEngine.build(
      all,
      (path) => !/-(modular-)?ui\.|highlight|playground/.test(path) || /component-ui/.test(path),
    );
    return Object.fromEntries([...made].map(([path, { bytes }]) => [path, bytes]));
  });
  for (const [path, bytes] of Object.entries(modal))
    files.set(path, /\.(js|css|json)$/.test(path) ? packed(bytes) : { bytes: Buffer.from(bytes) });

  const subjects = [
    { name: 'the page alone', html: '' },
    { name: 'an empty script', html: '<script src="/empty.js" async></script>' },
    {
      name: 'a bare loader',
      html: '<script src="/bare-loader.js" async></script>',
      launcher: '#bare',
      input: '#bare-panel input',
    },
    {
      name: 'Fingerpost',
      html: `<script src="${ours}/widget.js" data-site="default" async></script>`,
      host: 'fingerpost-help',
      launcher: '.launch',
      panel: '.panel',
      input: '[role=dialog] input[aria-label="Search help"]',
      answer: '[role=option]',
    },
    {
      name: `DocSearch ${versionOf('@docsearch/js')}`,
      html: `<div id="widget"></div>${tagsOf('docsearch', files)}`,
      launcher: '.DocSearch-Button',
      input: '.DocSearch-Input',
    },
    {
      name: `Pagefind ${versionOf('pagefind', 'peers')}, modal`,
      html:
        '<pagefind-modal-trigger></pagefind-modal-trigger><pagefind-modal></pagefind-modal>' +
        '<link rel="stylesheet" href="/pagefind/pagefind-component-ui.css"><script type="module" src="/pagefind/pagefind-component-ui.js"></script>',
      launcher: '.pf-trigger-btn',
      input: 'pagefind-modal input',
      answer: '.pf-result-link',
    },
    {
      name: `Sentry ${versionOf('@sentry/browser')}, feedback`,
      html: tagsOf('sentry', files),
      host: '#sentry-feedback',
      launcher: '.widget__actor',
      input: 'dialog[open] textarea',
    },
  ].map((subject, at) => ({ ...subject, path: `/page-${at}` }));
  for (const { path, html } of subjects) files.set(path, { bytes: Buffer.from(pageOf(html)) });
  return { files, subjects };
}

/** A page without scripts or styles of its own; its icon is there, so that nobody asks for one. */
function pageOf(html) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>A page</title></head>
<body><main><h1>Your orders</h1><p>Nothing here needs help.</p></main>
${html}
</body></html>`;
}

function versionOf(name, group = GROUP) {
  return JSON.parse(readFileSync(join(peersFolder(group), 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** The bundle's own script and style sheets, as its page loads them. */
function tagsOf(key, files) {
  const sheets = [...files.keys()].filter((path) => path.startsWith(`/${key}/`) && path.endsWith('.css'));
  return (
    sheets.map((path) => `<link rel="stylesheet" href="${path}">`).join('') +
    `<script type="module" src="/${key}/entry.js"></script>`
  );
}

/** Bundles a few lines as an embedder's own build would. @returns its files by path */
async function bundle(key, text) {
  const folder = peersFolder(GROUP);
  const outDir = join(folder, `built-${key}`);
  const entry = join(folder, `${key}.mjs`);
  writeFileSync(entry, text);
  await build({
    root: folder,
    base: `/${key}/`,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: true,
      rollupOptions: { input: { entry }, output: { entryFileNames: '[name].js' } },
    },
  });
  const paths = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(outDir, path)).isFile(),
  );
  const parts = Object.fromEntries(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(outDir, path))]));
  rmSync(outDir, { recursive: true });
  return parts;
}
