// The pages that are measured beside ours: each a blank page with a launcher, whose click fetches what its search needs.

import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import MiniSearch from 'minisearch';
import { build } from 'vite';
import { root } from '../../../bin/build.mjs';
import { builtOnce } from '../built-peers.mjs';
import { pagefindEngine } from '../engines/pagefind.mjs';

const STOCK = { fields: ['title', 'text'], idField: 'slug', storeFields: ['title'] };
/** @returns files of all peers for `serveFiles`, and the path of each one's page by its name */
export async function buildPeerPages(docs) {
  const files = new Map();
  const add = (path, text, isPacked = true) => files.set(path, isPacked ? packed(text) : { bytes: Buffer.from(text) });
  add('/stock.mjs', await bundleStock());
  const stock = new MiniSearch(STOCK);
  stock.addAll(docs);
  add('/stock-index.json', JSON.stringify(stock));
  add(
    '/stock',
    pageOf(`const index = fetch('/stock-index.json').then((answer) => answer.text());
import('/stock.mjs').then(({ start }) => start({ options: ${JSON.stringify(STOCK)}, index }));`),
  );
  const bundle = await builtOnce('pagefind', docs, async (all) => {
    const made = await pagefindEngine.build(all);
    return Object.fromEntries([...made].map(([path, { bytes }]) => [path, bytes]));
  });
  for (const [path, bytes] of Object.entries(bundle))
    files.set(path, path.endsWith('.js') ? packed(bytes) : { bytes: Buffer.from(bytes) });
  add(
    '/pagefind',
    pageOf(`const box = document.querySelector('input');
const list = document.querySelector('ol');
let pagefind;
const show = async () => {
  const words = box.value.trim();
  if (!pagefind || !words) return;
  const { results } = await pagefind.search(words);
  const shown = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  if (words === box.value.trim())
    list.replaceChildren(...shown.map(({ meta }) => Object.assign(document.createElement('li'), { textContent: meta.title })));
};
box.addEventListener('input', show);
import('/pagefind/pagefind.js').then(async (module) => {
  await module.init();
  pagefind = module;
  show();
});`),
  );
  return {
    files,
    pages: {
      'MiniSearch, stock prebuilt index': '/stock',
      Pagefind: '/pagefind',
    },
  };
}

export function packed(text) {
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { bytes: brotliCompressSync(bytes, { params }), encoding: 'br' };
}

function pageOf(onClick) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><main><h1>Your orders</h1></main>
<button>Help</button><div hidden><input aria-label="Search help"><ol></ol></div>
<script type="module">document.querySelector('button').addEventListener('click', () => {
  document.querySelector('div').hidden = false;
  document.querySelector('input').focus();
  ${onClick}
});</script></html>`;
}

async function bundleStock() {
  const [{ output }] = [
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        minify: true,
        modulePreload: false,
        rollupOptions: {
          input: join(root, 'test/bench/cold/stock-page.mjs'),
          preserveEntrySignatures: 'strict',
          output: { format: 'es' },
        },
      },
    }),
  ].flat();
  return output[0].code;
}
