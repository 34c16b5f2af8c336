// `report NAME` and `report --article SLUG`: what the API gives, as a table, markdown, CSV or JSON, where somebody edits.
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { ReportQuery } from '../../contract/api/reports.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { askedQuestions } from '../articles/article-questions.ts';
import { buildRelease } from '../articles/build-release.ts';
import { readPlace, showProgress } from '../articles/command-arguments.ts';
import { loadKnowledgeBase } from '../articles/load-articles.ts';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { AppError } from '../errors.ts';
import { systemClock } from '../open-services.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Clock } from '../services.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { UsageError } from '../usage-error.ts';
import { articleComment } from './article-comment.ts';
import { articleHealth } from './article-health.ts';
import { REPORTS } from './catalogue.ts';
import { readWindow } from './read-window.ts';
import type { Report, ReportOptions } from './report.ts';
import { reportCsv } from './report-csv.ts';
import { markdownTable, plainTable, reportTable } from './report-text.ts';

export const REPORT_USAGE = `fingerpost report NAME [--from DATE] [--to DATE] [--site S] [--target-group G] [--audience A]
                       [--locale L] [--page-key P] [--channel C] [--min-n N] [--as-shown] [--kb DIR] [--json|--markdown|--csv]
fingerpost report --article SLUG [the same, but --csv]
fingerpost report --list

Prints a report, or what an article does, as the API gives it; with neither format a table to read.
  --from, --to   dates, both included (default: the 28 days that end yesterday)
  --min-n N      show shares from so many cases on, instead of the report's own minimum
  --as-shown     as the console shows it: a suggestion that is still hidden counts as not sure
  --kb DIR       the folder with the articles as they are now (default: KB_DIR, else ./kb-content)
  --json         what the API answers    --csv   a line for each row    --markdown   for a pull request
  --list         the names of all reports and what each answers
Requests of restricted categories are left out. Ends with 0, or with 2 on wrong use, also for an unknown name.`;

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  site: { type: 'string' },
  'target-group': { type: 'string' },
  audience: { type: 'string' },
  locale: { type: 'string' },
  'page-key': { type: 'string' },
  channel: { type: 'string' },
  'min-n': { type: 'string' },
  'as-shown': { type: 'boolean' },
  article: { type: 'string' },
  kb: { type: 'string' },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  csv: { type: 'boolean' },
  list: { type: 'boolean' },
} as const;

/** Whoever can open the database sees all figures but those of restricted requests, which have their named readers. */
const AT_THE_DATABASE: Viewer = {
  id: 'command line',
  email: '',
  name: 'command line',
  role: 'admin',
  restrictedCategories: [],
};

type Values = Partial<Record<keyof typeof OPTIONS, string | boolean>>;

/** Runs the command and answers its exit code. @throws UsageError for what cannot be meant. */
export async function runReport(args: string[], io: CommandIo, clock: Clock = systemClock): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (values.list) {
    if (positionals.length > 0 || Object.keys(values).some((name) => name !== 'list' && name !== 'json'))
      throw new UsageError(`--list stands alone, or with --json.\n${REPORT_USAGE}`);
    return listReports(values, io);
  }
  const report = values.article === undefined ? reportNamed(positionals) : null;
  if (values.article !== undefined && positionals.length > 0)
    throw new UsageError(`Name a report or an article, not both.\n${REPORT_USAGE}`);
  const formats = (['json', 'markdown', 'csv'] as const).filter((format) => values[format]);
  if (formats.length > 1) throw new UsageError(`Choose one of --${formats.join(', --')}.`);
  if (report === null && values.csv) throw new UsageError('An article is not a table: use --json or --markdown.');
  const query = readQuery(values);
  const place = readPlace(values.kb, io);
  if (!place) return 2;
  if (!(await stat(place.dir).catch(() => null))?.isDirectory())
    throw new UsageError(`There is no folder ${place.shown}: name the articles' folder with --kb.`);

  const config = readConfig(io.env, io.cwd);
  const settings = loadSettings(config);
  const { min_n: minN, as_shown, ...asked } = query;
  const { from, to, filters, scope } = windowOf({ settings, clock }, asked);
  const done = showProgress(io, 'working it out …');
  const { db } = await openMigrated(config.databaseUrl);
  try {
    const release = await buildRelease(await loadKnowledgeBase(place.dir, place.rule), place.rule);
    const articles = articleDirectory(release);
    const options = { settings, now: clock.now(), articles, minN, asShown: as_shown === 'true' };
    if (report) {
      const { data } = await report.compute(db, AT_THE_DATABASE, scope, options);
      done();
      io.out(reportText(report, { from, to, filters, data }, formats[0]));
    } else {
      const health = await healthOf(db, scope, options, values.article ?? '');
      done();
      const answer = { from, to, filters, ...health, questions: askedQuestions(release, health.slug) };
      io.out(values.json ? JSON.stringify(answer) : articleComment(answer, values.markdown === true));
    }
    return 0;
  } finally {
    done();
    await db.destroy();
  }
}

/** What the API refuses at a field is wrong use here. */
function windowOf(...asked: Parameters<typeof readWindow>): ReturnType<typeof readWindow> {
  try {
    return readWindow(...asked);
  } catch (error) {
    if (error instanceof AppError && error.extras.errors)
      throw new UsageError(
        error.extras.errors.map(({ pointer, detail }) => `--${pointer.slice(1)}: ${detail}`).join('\n'),
      );
    throw error;
  }
}

async function healthOf(
  db: Db,
  scope: Parameters<Report['compute']>[2],
  options: ReportOptions,
  slug: string,
): Promise<Omit<ArticleHealth, 'from' | 'to' | 'filters' | 'questions'>> {
  try {
    return await articleHealth(db, AT_THE_DATABASE, scope, options, slug);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found')
      throw new UsageError(
        `No article ever had the name "${slug}": use the last part of its address, or its file's name.`,
      );
    throw error;
  }
}

function reportNamed(positionals: readonly string[]): Report {
  const [name, more] = positionals;
  if (name === undefined || more !== undefined) throw new UsageError(`Name one report.\n${REPORT_USAGE}`);
  const report = REPORTS.find((candidate) => candidate.name === name);
  if (report) return report;
  throw new UsageError(`There is no report "${name}". Use one of: ${REPORTS.map((known) => known.name).join(', ')}.`);
}

function readQuery(values: Values) {
  const named = Object.entries({
    from: values.from,
    to: values.to,
    site: values.site,
    target_group: values['target-group'],
    audience: values.audience,
    locale: values.locale,
    page_key: values['page-key'],
    channel: values.channel,
    min_n: values['min-n'],
    as_shown: values['as-shown'] ? 'true' : undefined,
  }).filter(([, value]) => value !== undefined);
  const read = ReportQuery.safeParse(Object.fromEntries(named));
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `--${path.join('.').replaceAll('_', '-')}: ${message}`);
  throw new UsageError(problems.join('\n'));
}

interface Answer {
  from: string;
  to: string;
  filters: Record<string, string>;
  data: unknown;
}

function reportText(report: Report, answer: Answer, format: 'json' | 'markdown' | 'csv' | undefined): string {
  const { from, to, filters, data } = answer;
  if (format === 'json') return JSON.stringify({ name: report.name, ...answer });
  // Every line is ended by what prints it.
  if (format === 'csv') return reportCsv(data).replace(/\r\n$/, '');
  const narrowed = Object.entries(filters).map(([name, value]) => `, ${name} ${value}`);
  const heading = `${report.name}, ${from} to ${to}${narrowed.join('')}`;
  const tables = reportTable(data).map(format === 'markdown' ? markdownTable : plainTable);
  const nothing = 'Nothing in this window.';
  return [
    format === 'markdown' ? `### ${report.question}` : report.question,
    heading,
    ...(tables.length > 0 && (!Array.isArray(data) || data.length > 0) ? tables : [nothing]),
    report.limits,
  ].join('\n\n');
}

function listReports(values: Values, io: CommandIo): number {
  if (values.json) io.out(JSON.stringify({ reports: REPORTS.map(({ compute: _compute, ...about }) => about) }));
  else
    io.out(plainTable({ heads: ['report', 'answers'], lines: REPORTS.map(({ name, question }) => [name, question]) }));
  return 0;
}
