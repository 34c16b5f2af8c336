// Pagefind: built by its Node interface out of HTML pages, and asked in a real browser, where alone it runs.
import { gunzipSync } from 'node:zlib';
import { heapOf, serveFiles } from '../browser-page.mjs';
import { openPeers } from '../peers.mjs';

const FRAGMENT_MARK = 'pagefind_dcd';
/** Its program: scripts, and the WebAssembly that they run. */
const IS_SCRIPT = /\.(js|pagefind|css)$/;
const escapeHtml = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function htmlOf({ title, sections }) {
  const parts = sections.map(
    ({ heading, text }) => `${heading ? `<h2>${escapeHtml(heading)}</h2>` : ''}<p>${escapeHtml(text)}</p>`,
  );
  return `<!doctype html><html lang="en"><head><title>${escapeHtml(title)}</title></head><body><main data-pagefind-body><h1>${escapeHtml(title)}</h1>${parts.join('')}</main></body></html>`;
}

/** Runs in the page before any script: no workers, and the memory of each WebAssembly is known, which no tool counts. */
function watchWasm() {
  Reflect.deleteProperty(globalThis, 'Worker');
  const memories = new Set();
  globalThis.wasmBytes = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      for (const part of Object.values((made.instance ?? made).exports))
        if (part instanceof WebAssembly.Memory) memories.add(part);
      return made;
    };
  }
}

export const pagefindEngine = {
  name: 'Pagefind',
  /**
   * @param isWanted which files of its bundle; as it stands the search alone
   * @returns them by path below /pagefind/
   */
  async build(docs, isWanted = (path) => !/-ui\.|highlight|playground|component/.test(path)) {
    const pagefind = await (await openPeers())('pagefind');
    const { index } = await pagefind.createIndex({ forceLanguage: 'en' });
    try {
      for (const doc of docs) await index.addHTMLFile({ url: `/${doc.slug}`, content: htmlOf(doc) });
      const { files, errors } = await index.getFiles();
      if (errors.length > 0) throw new Error(`Pagefind: ${errors.join(', ')}`);
      const wanted = files.filter(({ path }) => isWanted(path));
      return new Map(wanted.map(({ path, content }) => [`/pagefind/${path}`, { bytes: Buffer.from(content) }]));
    } finally {
      await index.deleteIndex();
    }
  },
  /** Ends the program that builds, which otherwise holds this one. */
  async stop() {
    await (await (await openPeers())('pagefind')).close();
  },
  /** @returns bytes of all that is no program: index, texts and lists. */
  indexBytes(files) {
    return [...files].filter(([path]) => !IS_SCRIPT.test(path)).reduce((sum, [, { bytes }]) => sum + bytes.length, 0);
  },
  /**
   * Opens it in a page that has no workers, so that its memory can be read: `ask(queries, k)` answers [{slugs, ms}], `first`
   * are the bytes before its first five answers are shown, `script` those of its program.
   */
  async open(files, browser, firstQuery) {
    const slugs = Object.fromEntries(
      [...files]
        .filter(([path]) => path.includes('/fragment/'))
        .map(([path, { bytes }]) => {
          const { url } = JSON.parse(gunzipSync(bytes).toString().slice(FRAGMENT_MARK.length));
          return [path.replace(/^.*\/|\.pf_fragment$/g, ''), url.slice(1)];
        }),
    );
    const blank = { bytes: Buffer.from('<!doctype html><html lang="en"><title>x</title>') };
    const site = await serveFiles(new Map([...files, ['/', blank]]));
    const page = await browser.newPage();
    await page.addInitScript(watchWasm);
    await page.goto(site.origin);
    const before = await heapOf(page);
    const readyMs = await page.evaluate(async () => {
      const begun = performance.now();
      globalThis.pagefind = await import('/pagefind/pagefind.js');
      await globalThis.pagefind.init();
      return performance.now() - begun;
    });
    await page.evaluate(async (query) => {
      const { results } = await globalThis.pagefind.search(query);
      await Promise.all(results.slice(0, 5).map((result) => result.data()));
    }, firstQuery);
    const sent = (isWanted) =>
      site.served.filter(({ path }) => path !== '/' && isWanted(path)).reduce((sum, { bytes }) => sum + bytes, 0);
    const first = sent((path) => !IS_SCRIPT.test(path));
    const script = sent((path) => IS_SCRIPT.test(path));
    const ask = async (queries, k, mostMs = Infinity) => {
      const answers = await page.evaluate(
        async ([texts, most, limit]) => {
          const made = [];
          const started = performance.now();
          for (const text of texts) {
            if (performance.now() - started > (limit ?? Infinity)) break;
            const begun = performance.now();
            const { results } = await globalThis.pagefind.search(text);
            made.push({ ids: results.slice(0, most).map(({ id }) => id), ms: performance.now() - begun });
          }
          return made;
        },
        [queries, k, Number.isFinite(mostMs) ? mostMs : null],
      );
      return answers.map(({ ids, ms }) => ({ slugs: ids.map((id) => slugs[id]), ms }));
    };
    return {
      ask,
      readyMs,
      first,
      script,
      heap: async () => (await heapOf(page)) - before + (await page.evaluate(() => globalThis.wasmBytes())),
      close: async () => {
        await page.close();
        await site.close();
      },
    };
  },
};
