// Generated articles out of the best source on this machine, as documents for every engine and as markdown files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';
import { readQuestions, setFolder } from './labelled-sets.mjs';
import { makeArticles, makeQuestions } from './make-articles.mjs';
import { docOf, docsOf, readRelease } from './product.mjs';

const SEED = 4;
let source;

/** The real articles that the generator studies: Thunderbird's, else our own help. @returns {{name, articles, labelled}} */
export async function openSource() {
  const folder = setFolder('thunderbird');
  source ??= readRelease(folder ? `${folder}/kb` : join(root, 'kb-content')).then((release) => ({
    name: folder ? 'the 193 Thunderbird articles' : 'our own help (the shared articles are not on this machine)',
    articles: docsOf(release).map(({ slug, title, sections, article }) => ({
      slug,
      title,
      folder: article.breadcrumb.join(' / '),
      sections,
    })),
    labelled: (folder && readQuestions('thunderbird', 'queries')) || [],
  }));
  return source;
}

/** @returns {{docs, questions, made}} `count` documents as `docOf` makes them, and at most `most` labelled questions */
export async function makeDocs(count, most) {
  const { articles, labelled } = await openSource();
  const made = makeArticles(count, SEED, articles);
  const docs = made.articles.map(({ slug, title, folder, sections }, order) => {
    const named = sections.map(({ heading, text }, at) => ({ id: at === 0 ? '' : `s${at}`, heading, text }));
    return docOf({ slug, title, breadcrumb: folder ? folder.split(' / ') : [], sections: named, order });
  });
  return { docs, made, questions: makeQuestions(made, articles, labelled, most, SEED) };
}

/** Writes them as a knowledge base: markdown under folders that are named as the first category. */
export function writeKb(docs, folder) {
  for (const { slug, title, sections, article } of docs) {
    const place = join(folder, ...article.breadcrumb.map((name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')));
    mkdirSync(place, { recursive: true });
    const plain = (text) => text.replace(/[\\`*_{}[\]<>#|~&$^=]/g, ' ').replace(/^\s*([-+]|\d+[.)])\s/gm, ' ');
    const parts = sections.map(
      ({ heading, text }) => `${heading ? `## ${plain(heading).replace(/\s+/g, ' ')}\n\n` : ''}${plain(text)}\n`,
    );
    writeFileSync(join(place, `${slug}.md`), `---\ntitle: ${JSON.stringify(title)}\n---\n\n${parts.join('\n')}`);
  }
}
