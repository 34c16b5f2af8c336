// The command `search`: ranks articles with exactly the search that the widget runs, for one question or for a file of them.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { explainSearch } from '../../contract/search/explain-search.ts';
import { loadIndex } from '../../contract/search/load-index.ts';
import { type SearchHit, searchArticles } from '../../contract/search/search-articles.ts';
import type { PassagesFile, SearchIndex } from '../../contract/search/search-index.ts';
import { excerptOf } from '../../contract/search/snippet.ts';
import type { CommandIo } from '../command-io.ts';
import { learnFromLines } from '../learning/learn-from-lines.ts';
import { buildRelease } from './build-release.ts';
import { readArguments, readPlace, showProgress } from './command-arguments.ts';
import { describeExplanation } from './describe-explanation.ts';
import { loadKnowledgeBase } from './load-articles.ts';
import { type AnsweredQuery, readAnsweredQueries, readQueries } from './read-queries.ts';
import { isShipped } from './release.ts';

export const SEARCH_USAGE = `fingerpost search --kb DIR [--locale L] [--k 10] [--learn FILE.jsonl] [--queries FILE.jsonl] [--explain] [QUERY]

Ranks the articles of a folder for a question, with the search of the widget.
  --kb DIR         the folder with the articles (default: KB_DIR, else ./kb-content)
  --locale L       which language's articles (default: the default locale of the settings)
  --k N            how many results at most, 1 to 100 (default 10)
  --audience NAME  also what is for this audience
  --queries FILE   lines of {"id","query"}: prints one {"id","ids":[slug…],"ms"} line each
  --learn FILE     lines of {"query","rel"}: past questions with the articles that answered them, as if learnt from use
  --explain        for one QUERY: what became of its words, and what each score is made of
  --json           for one QUERY: one JSON object {query, results: [{slug, title, breadcrumb, section, snippet, score}]},
                   with --explain {query, dropped, corrected, words, results}
Ends with 0, or with 2 on wrong use.`;

const OPTIONS = {
  kb: { type: 'string' },
  locale: { type: 'string' },
  k: { type: 'string' },
  audience: { type: 'string' },
  queries: { type: 'string' },
  learn: { type: 'string' },
  explain: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Runs the command and answers its exit code. */
export async function runSearch(args: string[], io: CommandIo): Promise<number> {
  const read = readArguments(args, OPTIONS, SEARCH_USAGE, io);
  if (!read) return 2;
  const {
    kb,
    locale,
    k = '10',
    audience,
    queries,
    learn,
    explain,
    json,
    help,
  } = read.values as Partial<Record<keyof typeof OPTIONS, string>>;
  if (help) {
    io.out(SEARCH_USAGE);
    return 0;
  }
  const query = read.words.join(' ');
  const refuse = (message: string) => {
    io.err(message);
    return 2;
  };
  if (!/^\d{1,3}$/.test(k) || Number(k) < 1 || Number(k) > 100)
    return refuse(`--k is "${k}": it must be a number from 1 to 100.`);
  if (!query && !queries) return refuse(`Say what to search for.\n${SEARCH_USAGE}`);
  if (query && queries) return refuse('Give either a QUERY or --queries, not both.');
  const place = readPlace(kb, io);
  if (!place) return 2;
  if (!(await stat(place.dir).catch(() => null))?.isDirectory())
    return refuse(`There is no folder ${place.shown}: name the knowledge base with --kb.`);
  if (explain && !query) return refuse('--explain explains one QUERY: name it.');
  const asked = queries ? await readQueries(resolve(io.cwd, queries), queries) : [];
  if (typeof asked === 'string') return refuse(asked);
  const lines = learn ? await readAnsweredQueries(resolve(io.cwd, learn), learn) : [];
  if (typeof lines === 'string') return refuse(lines);
  const done = showProgress(io, `reading ${place.shown} …`);
  const index = await openIndex(place.dir, place.rule, locale ?? place.rule.defaultLocale, lines);
  done();
  if (!index) return refuse(`There are no articles in the locale "${locale}".`);
  const options = { k: Number(k), audience };
  if (queries) {
    for (const { id, query: one } of asked) {
      const start = performance.now();
      const ids = searchArticles(index, one, options).hits.map(({ slug }) => slug);
      io.out(JSON.stringify({ id, ids, ms: Number((performance.now() - start).toFixed(3)) }));
    }
    return 0;
  }
  if (explain) {
    const explanation = explainSearch(index, query, options);
    if (json) io.out(JSON.stringify({ query, ...explanation }));
    else for (const line of describeExplanation(explanation)) io.out(line);
    return 0;
  }
  const { hits } = searchArticles(index, query, options);
  if (json) io.out(JSON.stringify({ query, results: hits.map(toResult) }));
  else {
    for (const [at, hit] of hits.entries()) for (const line of describeHit(hit, at + 1)) io.out(line);
    if (!hits.length) io.err('Nothing was found.');
  }
  return 0;
}

/** The index as a widget would have it: built, saved, loaded, with all its parts; or the server's own, where it stays there. */
async function openIndex(
  dir: string,
  rule: Parameters<typeof loadKnowledgeBase>[1],
  locale: string,
  lines: readonly AnsweredQuery[],
): Promise<SearchIndex | null> {
  const base = await loadKnowledgeBase(dir, rule);
  let release = await buildRelease(base, rule);
  if (lines.length) {
    const titles = release.locales[locale]?.articles;
    const learnt = learnFromLines(lines, (slug) => titles?.get(slug)?.file.title);
    const learntFor = (of: string, slug: string) => (of === locale ? (learnt.get(slug) ?? []) : []);
    release = await buildRelease(base, { ...rule, learntFor });
  }
  const found = Object.hasOwn(release.locales, locale) ? release.locales[locale] : undefined;
  if (!found) return null;
  if (!isShipped(found)) return found.search;
  const { first, rest } = await found.readIndex();
  const index = loadIndex(first);
  index.addBodies(rest);
  index.addTexts(JSON.parse(await found.readPassages()) as PassagesFile, excerptOf);
  index.addStemmer(await loadStemmer(locale));
  return index;
}

function toResult({ slug, title, breadcrumb, section, snippet, score }: SearchHit) {
  return { slug, title, breadcrumb, section, snippet, score: Number(score.toFixed(4)) };
}

function describeHit({ slug, title, section, snippet }: SearchHit, rank: number): string[] {
  return [`${rank}. ${title}  (${slug}${section ? `#${section.id}` : ''})`, ...(snippet ? [`   ${snippet}`] : [])];
}
