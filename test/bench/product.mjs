// The product's own code as the benchmarks run it: bundled once for each run, so that it is as fast as it is when built.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from '../../bin/build.mjs';

const outDir = join(root, 'node_modules/.cache/bench-product');
/** Programs that a benchmark starts run the bundle that it made, whatever changes in the meantime. */
const BUNDLE_VARIABLE = 'FINGERPOST_BENCH_BUNDLE';
const RULE = { locales: ['en'], defaultLocale: 'en' };
let opened;

/** Bundles and imports what test/bench/product-entry.mjs names. */
export function openProduct() {
  opened ??= bundle().then((file) => import(pathToFileURL(file).href));
  return opened;
}

async function bundle() {
  const made = process.env[BUNDLE_VARIABLE];
  if (made) return made;
  const name = `product-${process.pid}.mjs`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'test/bench/product-entry.mjs',
      outDir,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  });
  process.on('exit', () => rmSync(join(outDir, name), { force: true }));
  process.env[BUNDLE_VARIABLE] = join(outDir, name);
  return join(outDir, name);
}

/** The English part of the release of a folder of articles. */
export async function readRelease(folder) {
  const { loadKnowledgeBase, buildRelease } = await openProduct();
  const release = await buildRelease(await loadKnowledgeBase(folder, RULE), RULE);
  return release.locales.en;
}

/**
 * What all engines index: title and text of each article, sections with their headings. `article` is what ours takes.
 * @returns {{slug, title, text, sections, article}[]}
 */
export function docsOf(release) {
  return Array.from(release.articles.values(), (article) => {
    const { slug, file, pages, order, keywords, asks } = article;
    const { title, breadcrumb, summary } = file;
    const sections = article.readSections();
    return docOf({ slug, title, breadcrumb, summary, sections, pages, order, keywords, asks });
  });
}

/** One such document from an article in plain text, such as the generator makes. */
export function docOf({ slug, title, breadcrumb, summary, sections, pages = [], order = 0, keywords = [], asks = [] }) {
  return {
    slug,
    title,
    sections,
    text: sections.map(({ heading, text }) => `${heading}\n${text}`).join('\n'),
    article: {
      slug,
      title,
      summary: summary ?? sections[0]?.text.slice(0, 160) ?? '',
      breadcrumb,
      pages,
      audience: ['everyone'],
      order,
      meta: keywords,
      asks,
      learnt: [],
      sections,
    },
  };
}
