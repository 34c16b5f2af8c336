// The command `replay`: which questions of the last weeks would find another first answer, before a change ships.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LIMITS } from '../../contract/limits.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { buildRelease } from '../articles/build-release.ts';
import { readArguments, readPlace, showProgress } from '../articles/command-arguments.ts';
import { localeFor } from '../articles/find-article.ts';
import { loadKnowledgeBase } from '../articles/load-articles.ts';
import type { LocaleRelease } from '../articles/release.ts';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { systemClock } from '../open-services.ts';
import type { Clock } from '../services.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { type AskedSearch, askedSearches } from './asked-searches.queries.ts';
import { type Comparison, compareAnswers } from './compare-answers.ts';
import { createLearntQuestions } from './learnt-questions.ts';

export const REPLAY_USAGE = `fingerpost replay [--days N] [--kb DIR] [--from DIR] [--locale L] [--json]

Asks the questions of the last days again, and prints those that would find another first answer.
  --days N     how many days back, 1 to 396 (default 28)
  --kb DIR     the folder with the articles as they will be (default: KB_DIR, else ./kb-content)
  --from DIR   the folder to compare with (default: what people were shown when they asked)
  --locale L   which language's articles (default: the default locale of the settings)
  --json       one JSON object: {days, locale, minimum, questions, sessions, changed: [{question, sessions, before,
               after, rank}], hidden: {questions, changed}}; rank is where the answer of before stands now, or null
What fewer help attempts asked than the settings' k_sessions is only counted. It judges nothing: whether another answer is
a better one is yours to say; what must be found belongs in an article's asks. Ends with 0, or with 2 on wrong use.`;

const OPTIONS = {
  days: { type: 'string' },
  kb: { type: 'string' },
  from: { type: 'string' },
  locale: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const MOST_DAYS = 396;

/** Runs the command and answers its exit code. */
export async function runReplay(args: string[], io: CommandIo, clock: Clock = systemClock): Promise<number> {
  const read = readArguments(args, OPTIONS, REPLAY_USAGE, io);
  if (!read) return 2;
  const { days = '28', kb, from, locale, json, help } = read.values as Partial<Record<keyof typeof OPTIONS, string>>;
  if (help) {
    io.out(REPLAY_USAGE);
    return 0;
  }
  const refuse = (message: string) => {
    io.err(message);
    return 2;
  };
  if (read.words.length) return refuse(`replay takes no "${read.words[0]}": name folders with --kb and --from.`);
  if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS)
    return refuse(`--days is "${days}": it must be a number from 1 to ${MOST_DAYS}.`);
  const place = readPlace(kb, io);
  if (!place) return 2;
  const folders = [place.dir, ...(from ? [resolve(io.cwd, from)] : [])];
  for (const [at, folder] of folders.entries())
    if (!(await stat(folder).catch(() => null))?.isDirectory())
      return refuse(
        `There is no folder ${at === 0 ? place.shown : from}: name one with --${at === 0 ? 'kb' : 'from'}.`,
      );

  const config = readConfig(io.env, io.cwd);
  const minimum = loadSettings(config).k_sessions;
  const { db } = await openMigrated(config.databaseUrl);
  const done = showProgress(io, 'asking the questions again …');
  try {
    const learnt = createLearntQuestions(db);
    await learnt.refresh();
    const { rule } = place;
    const build = async (dir: string) =>
      buildRelease(await loadKnowledgeBase(dir, rule), { ...rule, learntFor: learnt.learntFor });
    const [dirAfter = '', dirBefore] = folders;
    const after = await build(dirAfter);
    const name = locale ?? place.rule.defaultLocale;
    const found = Object.hasOwn(after.locales, name) ? after.locales[name] : undefined;
    if (!found) return refuse(`There are no articles in the locale "${name}".`);
    const before = dirBefore === undefined ? null : ((await build(dirBefore)).locales[name] ?? null);
    const searches: AskedSearch[] = [];
    for await (const search of askedSearches(db, clock.now(), Number(days)))
      if (localeFor(after, search.locale ?? after.defaultLocale) === found) searches.push(search);
    const answers = answersFrom(found, dirBefore === undefined ? 'as shown' : before);
    const comparison = compareAnswers(searches, answers, minimum);
    done();
    report(io, { comparison, before, after: found, days: Number(days), minimum, asJson: Boolean(json) });
    return 0;
  } finally {
    done();
    await db.destroy();
  }
}

/** Each distinct search is ranked once. */
function answersFrom(after: LocaleRelease, before: LocaleRelease | null | 'as shown') {
  const known = new Map<string, { before: string | null; after: string | null }>();
  const firstIn = (release: LocaleRelease | null, { query, audience }: AskedSearch) =>
    release ? (ranked(release, query, audience, 1)[0] ?? null) : null;
  return (search: AskedSearch) => {
    // Old widgets did not say what they showed.
    if (before === 'as shown' && search.first === undefined) return null;
    const key = JSON.stringify([search.query, search.audience]);
    const answers = known.get(key) ?? {
      before: before === 'as shown' ? null : firstIn(before, search),
      after: firstIn(after, search),
    };
    known.set(key, answers);
    if (before !== 'as shown') return answers;
    const shown = search.first ?? null;
    return { before: shown === null ? null : (after.redirects.get(shown) ?? shown), after: answers.after };
  };
}

function ranked(release: LocaleRelease, query: string, audience: string | null, k: number): string[] {
  const { hits } = searchArticles(release.search, query, { k, audience: audience ?? undefined });
  return hits.map(({ slug }) => slug);
}

interface Report {
  comparison: Comparison;
  before: LocaleRelease | null;
  after: LocaleRelease;
  days: number;
  minimum: number;
  asJson: boolean;
}

function report(io: CommandIo, { comparison, before, after, days, minimum, asJson }: Report): void {
  const { questions, sessions, changedQuestions, hidden } = comparison;
  const nameOf = (slug: string | null) =>
    slug === null
      ? null
      : { slug, title: (after.articles.get(slug) ?? before?.articles.get(slug))?.file.title ?? slug };
  const changed = comparison.changed.map(({ query, audience, ...change }) => {
    const place = ranked(after, query, audience, LIMITS.searchResults).indexOf(change.before ?? '');
    const rank = place < 0 ? null : place + 1;
    return { ...change, before: nameOf(change.before), after: nameOf(change.after), rank };
  });
  if (asJson) {
    io.out(JSON.stringify({ days, locale: after.locale, minimum, questions, sessions, changed, hidden }));
    return;
  }
  for (const { question, sessions: asking, before: was, after: is, rank } of changed) {
    const now = was === null ? '' : rank === null ? ', which is not found any more' : `, which is now number ${rank}`;
    io.out(`${question}  (${counted(asking, 'help attempt')})`);
    io.out(`   ${was ? `${was.title}${now}` : 'nothing was found'} → ${is ? is.title : 'nothing'}`);
  }
  io.out(
    `${changedQuestions} of ${counted(questions, 'question')} of the last ${counted(days, 'day')} would find another first answer (asked in ${counted(sessions, 'help attempt')}).`,
  );
  if (hidden.questions > 0)
    io.out(
      `${counted(hidden.questions, 'more question')} with fewer than ${minimum} help attempts each, whose words are not shown: ${hidden.changed} would.`,
    );
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
