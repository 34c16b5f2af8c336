// Fills an empty database with the demo: what it will write is noted first, so that a run that broke off can be finished
// or taken out again; then history is imported like any other.
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type ImportedCounts, importHistory } from '../import/import-history.ts';
import { importedSid, importedTicketId } from '../import/import-ids.ts';
import { addDays, localDateOf } from '../method/local-time.ts';
import { dayStart } from '../reports/report-window.ts';
import { nowText, type Services } from '../services.ts';
import { DAYS } from '../simulate/world.ts';
import { ANSWERERS } from './demo-people.ts';
import { withDemoSettings } from './demo-settings.ts';
import { isDemo } from './is-demo.ts';
import { DEMO_SESSIONS_A_WEEK, type DemoHistory, demoArticles, type KnownArticle, makeDemo } from './make-demo.ts';

type DemoServices = Pick<Services, 'db' | 'writes' | 'settings' | 'clock' | 'ids' | 'releases'>;

const NOTES_AT_ONCE = 200;
/** The articles of the demo are that much older than the demo. */
const ARTICLE_DAYS = 60;
const START = 'start';

/**
 * Fills the database; where the demo is there already nothing new is written, and one that broke off is finished.
 * @throws AppError not_possible_now where anything else is in it, or the articles are not the shipped ones.
 */
export async function fillDemo(
  services: DemoServices,
  onProgress: (done: number, all: number) => void = () => undefined,
  sessionsAWeek: number = DEMO_SESSIONS_A_WEEK,
): Promise<ImportedCounts> {
  const { db, writes } = services;
  const settings = withDemoSettings(services.settings);
  const articles = knownArticles(services);
  const isThere = await isDemo(db);
  if (!isThere) await requireEmpty(db);
  const start = isThere ? await startOf(services) : firstDay(services);
  const demo = makeDemo(articles, start, sessionsAWeek);
  if (!isThere) {
    await writes.write(async (trx) => {
      await note(trx, START, [{ id: START, was: start }]);
      await noteRows(trx, demo);
      await addPeople(trx, services);
      await dateArticles(trx, demo, start);
    });
  }
  return importHistory({ ...services, settings }, { ...demo.history, articles: [] }, onProgress);
}

function firstDay({ clock, settings }: DemoServices): string {
  const today = localDateOf(clock.now().getTime(), settings.time_zone);
  return dayStart(addDays(today, -DAYS), settings.time_zone);
}

async function startOf(services: DemoServices): Promise<string> {
  const { was } = await services.db
    .selectFrom('demo_row')
    .select('was')
    .where('what', '=', START)
    .executeTakeFirstOrThrow();
  return was ?? firstDay(services);
}

async function requireEmpty(db: DemoServices['db']): Promise<void> {
  const ticket = await db.selectFrom('ticket').select('id').limit(1).executeTakeFirst();
  const session = await db.selectFrom('help_session').select('id').limit(1).executeTakeFirst();
  if (!ticket && !session) return;
  const detail =
    'This database holds requests or help attempts of real people. The demo goes into an empty one only: give it a DATA_DIR of its own.';
  throw new AppError('not_possible_now', { detail });
}

function knownArticles({ releases }: DemoServices): Map<string, KnownArticle> {
  const release = releases.current();
  const locale = release.locales[release.defaultLocale];
  const known = new Map<string, KnownArticle>();
  for (const slug of demoArticles()) {
    const article = locale?.articles.get(slug);
    if (article) known.set(slug, { title: article.file.title, asks: article.asks });
  }
  const missing = demoArticles().filter((slug) => !known.has(slug));
  if (missing.length === 0) return known;
  const detail = `The demo is about the shipped articles, of which these are not here: ${missing.join(', ')}. Run it with KB_DIR naming the shipped kb-content.`;
  throw new AppError('not_possible_now', { detail });
}

async function note(trx: Trx, what: string, rows: readonly { id: string; was?: string | null }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += NOTES_AT_ONCE) {
    const some = rows.slice(at, at + NOTES_AT_ONCE).map(({ id, was }) => ({ what, id, was: was ?? null }));
    await trx.insertInto('demo_row').values(some).execute();
  }
}

async function noteRows(trx: Trx, { history }: DemoHistory): Promise<void> {
  const sids = history.sessions.map(({ id }) => ({ id: importedSid(id) }));
  await note(trx, 'session', sids);
  const tickets = history.tickets.map(({ id }) => ({ id: importedTicketId(id) }));
  await note(trx, 'ticket', tickets);
  const counters = await trx.selectFrom('counter').select(['name', 'value']).execute();
  await note(
    trx,
    'counter',
    counters.map(({ name, value }) => ({ id: name, was: String(value) })),
  );
}

/** Without a password: nobody can sign in as one of them. */
async function addPeople(trx: Trx, { clock, ids }: DemoServices): Promise<void> {
  for (const { name, email, role } of ANSWERERS) {
    const id = ids.uuid();
    await trx
      .insertInto('agent')
      .values({ id, email, name, role, disabled: 0, created_at: nowText(clock), first_admin: 0 })
      .execute();
    await note(trx, 'agent', [{ id }]);
  }
}

/** The articles were there before anybody asked, and two of them were rewritten meanwhile; what was is noted. */
async function dateArticles(trx: Trx, demo: DemoHistory, start: string): Promise<void> {
  const rows = await trx
    .selectFrom('article')
    .selectAll()
    .where('published_at', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  const written = new Date(Date.parse(start) - ARTICLE_DAYS * 86_400_000).toISOString();
  for (const row of rows) {
    const { locale, slug } = row;
    const revisions = await trx
      .selectFrom('article_revision')
      .selectAll()
      .where('locale', '=', locale)
      .where('slug', '=', slug)
      .execute();
    const was = JSON.stringify({ published_at: row.published_at, revision: row.revision, revisions });
    await note(trx, 'article', [{ id: `${locale}/${slug}`, was }]);
    const edit = demo.edits.find(({ article }) => article === slug);
    const at = (day: number) => new Date(Date.parse(start) + day * 86_400_000 + 9 * 3_600_000).toISOString();
    const { title, content_hash } = row;
    const dated = [
      { locale, slug, title, revision: 1, content_hash: edit ? `before ${content_hash}` : content_hash, at: written },
      ...(edit ? [{ locale, slug, title, revision: 2, content_hash, at: at(edit.day) }] : []),
    ];
    await trx.deleteFrom('article_revision').where('locale', '=', locale).where('slug', '=', slug).execute();
    await trx.insertInto('article_revision').values(dated).execute();
    await trx
      .updateTable('article')
      .set({ published_at: written, revision: dated.length })
      .where('locale', '=', locale)
      .where('slug', '=', slug)
      .execute();
  }
}
