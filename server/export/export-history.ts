// Writes an export: one file that `import` reads, the figures of a window with how much hangs on the read threshold, and the
// same as tables where they are asked for.
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { deriveSessions } from '../method/derive-session.ts';
import {
  addReads,
  COMPARED_READ_MIN_MS,
  noReads,
  type ReadSensitivity,
  sensitivityOf,
} from '../method/read-sensitivity.ts';
import type { Viewer } from '../people/permissions.ts';
import { REPORTS } from '../reports/catalogue.ts';
import { reportCsv } from '../reports/report-csv.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { exportedArticles } from './export-articles.ts';
import { copyFiles, filesOf } from './export-attachments.ts';
import { openFile, openTable, writeList } from './export-files.ts';
import { leftOut } from './export-scope.ts';
import { type ExportedTab, exportedSession, exportedTabs, tabsOfTrails } from './export-sessions.ts';
import { type ExportedTicket, exportedTicketRows } from './export-tickets.ts';

/** Rises when a reader of the files would have to know of a change. */
export const EXPORT_VERSION = 1;

/** Whoever writes an export sees all but restricted requests, which have their named readers. */
const EXPORTER: Viewer = { id: 'export', email: '', name: 'export', role: 'admin', restrictedCategories: [] };

export interface ExportOptions {
  readonly settings: Settings;
  readonly articles: ArticleDirectory;
  readonly now: Date;
  readonly scope: ReportScope;
  readonly folder: string;
  /** The folder that holds the bytes of attachments. */
  readonly attachments: string;
  readonly withTickets: boolean;
  readonly withEvents: boolean;
  readonly withTables: boolean;
  readonly onProgress: (what: string, done: number) => void;
}

export interface ExportedCounts {
  articles: number;
  sessions: number;
  events: number;
  tickets: number;
  /** Files that people attached, and those of them whose bytes are not there any more. */
  attachments: number;
  attachments_missing: number;
  left_out: { restricted: number; erased: number };
  files: { name: string; bytes: number }[];
}

/** @param db inside a transaction that sees one state of everything. */
export async function exportHistory(db: Db, options: ExportOptions): Promise<ExportedCounts> {
  const { folder, attachments, now, withTickets, withEvents, withTables, onProgress } = options;
  const counts: ExportedCounts = {
    ...{ articles: 0, sessions: 0, events: 0, tickets: 0, attachments: 0, attachments_missing: 0 },
    left_out: await leftOut(db),
    files: [],
  };
  const table = (name: string, columns: readonly string[]) => (withTables ? openTable(folder, name, columns) : null);
  const tables = {
    articles: table('articles.csv', ARTICLE_COLUMNS),
    sessions: withEvents ? table('sessions.csv', SESSION_COLUMNS) : null,
    events: withEvents ? table('events.csv', EVENT_COLUMNS) : null,
    tickets: withTickets ? table('tickets.csv', TICKET_COLUMNS) : null,
  };
  const file = openFile(folder, 'history.json');
  await file.write(`{"version":${EXPORT_VERSION},"exported_at":${JSON.stringify(now.toISOString())},\n"articles":`);
  counts.articles = await writeList(file, await exportedArticles(db), (row: object) =>
    tables.articles?.add({ ...row }),
  );
  if (withEvents) {
    await file.write(',\n"sessions":');
    const onTab = async (session: ReturnType<typeof exportedSession>) => {
      counts.events += session.events.length;
      onProgress('help attempts', counts.sessions++);
      if (!withTables) return;
      await tables.sessions?.add(session);
      for (const { seq, t_ms, type, ...body } of session.events)
        await tables.events?.add({ sid: session.id, seq, t_ms, type, body });
    };
    await writeList(file, sessionsOf(exportedTabs(db)), onTab);
  }
  if (withTickets) {
    await file.write(',\n"tickets":');
    counts.tickets = await writeList(file, exportedTicketRows(db), async (row: ExportedTicket) => {
      onProgress('requests', row.number);
      const { copied, missing } = await copyFiles(
        filesOf(row).map(({ id }) => id),
        attachments,
        folder,
      );
      counts.attachments += copied;
      counts.attachments_missing += missing;
      await tables.tickets?.add({ ...row });
    });
  }
  await file.write('}\n');
  counts.files.push(await file.close());
  for (const each of Object.values(tables)) if (each) counts.files.push(await each.close());
  counts.files.push(...(await writeFigures(db, options)));
  return counts;

  async function* sessionsOf(tabs: AsyncIterable<ExportedTab>) {
    for await (const tab of tabs) yield exportedSession(tab);
    for await (const tab of tabsOfTrails(db)) yield exportedSession(tab);
  }
}

const ARTICLE_COLUMNS = [
  'id',
  'locale',
  'title',
  'group',
  'status',
  'published_at',
  'removed_at',
  'audience',
  'revisions',
];
const SESSION_COLUMNS = ['id', 'at', 'site', 'page_key', 'audience', 'locale', 'user_ref', 'is_staff', 'rebuilt', 'ev'];
const EVENT_COLUMNS = ['sid', 'seq', 't_ms', 'type', 'body'];
const TICKET_COLUMNS = [
  ...[
    'id',
    'number',
    'submitted_at',
    'site',
    'channel',
    'requester',
    'requester_name',
    'user_ref',
    'locale',
    'audience',
  ],
  ...['page_key', 'category', 'subject', 'text', 'enquiry_type', 'reply_expected', 'browser', 'fields', 'page_error'],
  ...['session', 'trail', 'status', 'priority', 'severity', 'support_level', 'target_group', 'first_target_group'],
  ...['resolver_group', 'assignee', 'first_reply_at', 'solved_at', 'reopened', 'public_replies', 'handling_minutes'],
  ...['root_cause', 'resolution_code', 'answer_state', 'answer_articles', 'duplicate_of', 'blind', 'csat'],
  ...['csat_comment', 'kind_confirmed', 'kind_confirmed_at', 'kind_confirmed_by', 'second_reading', 'other_kind'],
  ...['sub_kind_confirmed', 'demand_type', 'counts_as', 'imported', 'moves', 'files', 'replies'],
];

/** Every report of the window with its usual minimums, and what "read" would mean with other thresholds. */
async function writeFigures(db: Db, options: ExportOptions): Promise<{ name: string; bytes: number }[]> {
  const { settings, articles, now, scope, folder, withTables } = options;
  const computing = { settings, now, articles, minN: undefined, asShown: false };
  const reports: Record<string, unknown> = {};
  for (const report of REPORTS) reports[report.name] = (await report.compute(db, EXPORTER, scope, computing)).data;
  const read_threshold = await readThresholds(db, scope);
  const { from, to } = scope.days;
  const file = openFile(folder, 'figures.json');
  const about = { version: EXPORT_VERSION, from, to, read_min_ms: settings.read_min_ms, read_threshold, reports };
  await file.write(`${JSON.stringify(about, null, 1)}\n`);
  const files = [await file.close()];
  if (!withTables) return files;
  for (const [name, data] of [...Object.entries(reports), ['read_threshold', read_threshold] as const]) {
    const own = openFile(folder, `figure-${name}.csv`);
    await own.write(reportCsv(data));
    files.push(await own.close());
  }
  return files;
}

/** The figures that need "read", with each of the compared thresholds: the same sessions, derived three times. */
async function readThresholds(db: Db, { start, end }: ReportScope): Promise<ReadSensitivity[]> {
  const all = COMPARED_READ_MIN_MS.map((read_min_ms) => ({ read_min_ms, counts: noReads() }));
  for await (const tab of exportedTabs(db, { start, end })) {
    for (const { read_min_ms, counts } of all) {
      const { sid, site, startedAt: started_at, events, followedUp: followed_up } = tab;
      for (const session of deriveSessions({ sid, site, started_at, events, read_min_ms, followed_up }))
        if (session.started_at >= start && session.started_at < end) addReads(counts, session);
    }
  }
  return all.map(({ read_min_ms, counts }) => sensitivityOf(read_min_ms, counts));
}
