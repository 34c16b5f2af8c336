// Loads history: articles, then episodes in the order in which they happened, some hundred in one transaction, through the
// same derivation and classification as what comes in live. What is there already stays as it is.
import { removeFiles } from '../attachments/attachment-files.ts';
import type { Trx } from '../db/database.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { closeSessions } from '../events/close-sessions.ts';
import { deriveTab } from '../events/store-events.ts';
import type { TitleOf } from '../method/trail.ts';
import { createRollupChanges, type RollupChanges } from '../rollups/rollup-changes.ts';
import { type Clock, type Ids, nowText } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { classifyTicket } from '../tickets/classify-ticket.ts';
import { importArticles } from './import-articles.ts';
import { type FilePlaces, filesOfTicket, type TakenFiles, takeFiles } from './import-files.ts';
import { importedSid, importedTicketId } from './import-ids.ts';
import type { ImportedHistory, ImportedTicket } from './import-schema.ts';
import { importSession } from './import-session.ts';
import { type ImportContext, importTicket } from './import-ticket.ts';
import { type Episode, linkSessions } from './link-sessions.ts';
import type { Finding } from './read-history.ts';

/** Episodes of one transaction: a server that runs beside it waits for no longer one. */
const EPISODES_AT_ONCE = 100;
const FOLLOW_UP_MS = 24 * 3_600_000;

export interface ImportServices {
  readonly settings: Settings;
  readonly writes: WriteQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Where the files of its requests lie and go; without it none are taken. */
  readonly files?: FilePlaces;
}

interface Count {
  taken: number;
  /** Those that were there before, by their ids. */
  known: number;
}

/** What an import did. */
export interface ImportedCounts {
  readonly articles: Count;
  readonly sessions: Count & { events: number };
  readonly tickets: Count;
  readonly notes: Finding[];
}

/** @param onProgress called after each transaction with how many of the episodes are taken. */
export async function importHistory(
  services: ImportServices,
  history: ImportedHistory,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<ImportedCounts> {
  const { settings, writes, clock } = services;
  const { episodes, notes } = linkSessions(history.sessions, history.tickets);
  const counts: ImportedCounts = {
    articles: { taken: 0, known: 0 },
    sessions: { taken: 0, known: 0, events: 0 },
    tickets: { taken: 0, known: 0 },
    notes: [...notes, ...unknownNames(settings, history)],
  };
  const { context, articles } = await writes.write(async (trx) => ({
    articles: await importArticles(trx, history.articles, settings.default_locale, nowText(clock)),
    context: await contextOf(trx, services),
  }));
  Object.assign(counts.articles, articles);
  for (let at = 0; at < episodes.length; at += EPISODES_AT_ONCE) {
    const part = episodes.slice(at, at + EPISODES_AT_ONCE);
    const files = await takeFiles(await freshWithFiles(services, part), services.files ?? null, services.ids);
    counts.notes.push(...files.notes);
    const taken = await withFiles(services.files, files.taken, () =>
      writes.write((trx) => importEpisodes(trx, { ...context, files: files.taken }, part)),
    );
    counts.sessions.taken += taken.sessions.taken;
    counts.sessions.known += taken.sessions.known;
    counts.sessions.events += taken.sessions.events;
    counts.tickets.taken += taken.tickets.taken;
    counts.tickets.known += taken.tickets.known;
    counts.notes.push(...taken.notes);
    onProgress(Math.min(at + EPISODES_AT_ONCE, episodes.length), episodes.length);
  }
  await closeSessions({ writes, clock });
  return counts;
}

/** The tickets of these episodes that bring files and are not there yet. */
async function freshWithFiles({ writes }: ImportServices, episodes: readonly Episode[]): Promise<ImportedTicket[]> {
  const wanted = episodes.flatMap(({ tickets }) => tickets).filter((ticket) => filesOfTicket(ticket).length > 0);
  if (wanted.length === 0) return [];
  const ids = wanted.map(({ id }) => importedTicketId(id));
  const stored = await writes.write((trx) => trx.selectFrom('ticket').select('id').where('id', 'in', ids).execute());
  const known = new Set(stored.map(({ id }) => id));
  return wanted.filter(({ id }) => !known.has(importedTicketId(id)));
}

/** Runs what gives files their rows; where it fails, they are removed from the disk. */
async function withFiles<T>(places: FilePlaces | undefined, files: TakenFiles, store: () => Promise<T>): Promise<T> {
  try {
    return await store();
  } catch (error) {
    if (places)
      await removeFiles(
        places.config,
        [...files.values()].map(({ id }) => id),
      );
    throw error;
  }
}

async function importEpisodes(
  trx: Trx,
  context: ImportContext,
  episodes: readonly Episode[],
): Promise<Omit<ImportedCounts, 'articles'>> {
  const notes: Finding[] = [];
  const sessions = { taken: 0, known: 0, events: 0 };
  const tickets = { taken: 0, known: 0 };
  const known = await knownAlready(trx, episodes);
  let number = await takeNumbers(trx, episodes, known.tickets);
  // The daily counts of all of them are written at once.
  const changes = createRollupChanges();
  for (const episode of episodes) {
    const { session } = episode;
    const isNew = session !== null && !known.sids.has(importedSid(session.id));
    if (session && !isNew) sessions.known += 1;
    const fresh = episode.tickets.filter(({ id }) => !known.tickets.has(importedTicketId(id)));
    tickets.known += episode.tickets.length - fresh.length;
    if (!isNew && session && fresh.length > 0)
      for (const { id } of fresh)
        notes.push({ place: `tickets (${id})`, text: 'its session was taken before: taken without a trail' });
    const taken = isNew ? await importSession(trx, episode, context, notes) : null;
    const about = taken &&
      session && {
        ...taken,
        pageKey: session.page_key || null,
        audience: session.audience ?? null,
        userRef: session.user_ref ?? null,
      };
    for (const ticket of fresh) {
      await importTicket(trx, context, ticket, number, about);
      number += 1;
    }
    if (taken) await deriveTab(trx, context.settings, taken.sid, changes);
    for (const ticket of fresh) {
      await deriveEarlier(trx, context.settings, importedTicketId(ticket.id), changes);
      await classifyTicket(trx, importedTicketId(ticket.id));
    }
    if (taken) sessions.taken += 1;
    sessions.events += taken?.events.length ?? 0;
    tickets.taken += fresh.length;
  }
  await changes.write(trx);
  return { sessions, tickets, notes };
}

/** Sessions of the same person a day before a ticket: the ticket is what they led to (METHOD 3). */
async function deriveEarlier(trx: Trx, settings: Settings, ticketId: string, changes: RollupChanges): Promise<void> {
  const ticket = await trx
    .selectFrom('ticket')
    .select(['user_ref', 'submitted_at', 'sid'])
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow();
  if (!ticket.user_ref) return;
  const earlier = await trx
    .selectFrom('help_session')
    .select('sid')
    .distinct()
    .where('user_ref', '=', ticket.user_ref)
    .where('last_event_at', '>=', new Date(Date.parse(ticket.submitted_at) - FOLLOW_UP_MS).toISOString())
    .where('started_at', '<=', ticket.submitted_at)
    .execute();
  for (const { sid } of earlier) if (sid !== ticket.sid) await deriveTab(trx, settings, sid, changes);
}

async function knownAlready(
  trx: Trx,
  episodes: readonly Episode[],
): Promise<{ sids: Set<string>; tickets: Set<string> }> {
  const sids = episodes.flatMap(({ session }) => (session ? [importedSid(session.id)] : []));
  const ids = episodes.flatMap(({ tickets }) => tickets.map(({ id }) => importedTicketId(id)));
  // Raw events go after a while, sessions long after them: either says that it was taken.
  const derived = sids.length
    ? await trx.selectFrom('help_session').select('sid').where('sid', 'in', sids).execute()
    : [];
  const raw = sids.length
    ? await trx.selectFrom('event').select('sid').distinct().where('sid', 'in', sids).execute()
    : [];
  const stored = ids.length ? await trx.selectFrom('ticket').select('id').where('id', 'in', ids).execute() : [];
  return {
    sids: new Set([...derived, ...raw].map(({ sid }) => sid)),
    tickets: new Set(stored.map(({ id }) => id)),
  };
}

/** The first of as many numbers as these episodes have new tickets. */
async function takeNumbers(trx: Trx, episodes: readonly Episode[], known: ReadonlySet<string>): Promise<number> {
  const fresh = episodes.flatMap(({ tickets }) => tickets.filter(({ id }) => !known.has(importedTicketId(id))));
  if (fresh.length === 0) return 0;
  const { value } = await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb('value', '+', fresh.length) }))
    .where('name', '=', 'ticket')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value - fresh.length + 1;
}

async function contextOf(trx: Trx, { settings, ids }: ImportServices): Promise<ImportContext> {
  const articles = await trx.selectFrom('article').select(['locale', 'slug', 'title', 'revision']).execute();
  const titles = new Map<string, { title: string; revision: number | null }>();
  for (const { locale, slug, title, revision } of articles)
    if (!titles.has(slug) || locale === settings.default_locale) titles.set(slug, { title, revision });
  const titleOf: TitleOf = (slug) => titles.get(slug) ?? null;
  const people = await trx.selectFrom('agent').select(['id', 'email']).execute();
  const site = Object.keys(settings.sites)[0] ?? 'default';
  const byAddress = new Map(people.map(({ id, email }) => [email.toLowerCase(), id]));
  return { settings, ids, site, titleOf, people: byAddress, files: new Map() };
}

/** Names of the file that the settings do not have: they count all the same, under the name that the file gives them. */
function unknownNames(settings: Settings, { tickets, sessions }: ImportedHistory): Finding[] {
  const lists: [field: string, names: Iterable<string | null | undefined>, known: readonly string[]][] = [
    ['root_cause', tickets.map(({ root_cause }) => root_cause), settings.root_causes],
    ['target_group', tickets.map(({ target_group }) => target_group), Object.keys(settings.target_groups)],
    ['category', tickets.map(({ category }) => category), Object.keys(settings.categories)],
    ['site', [...tickets, ...sessions].map(({ site }) => site), Object.keys(settings.sites)],
  ];
  return lists.flatMap(([field, names, known]) => {
    const unknown = new Set([...names].filter((name): name is string => !!name && !known.includes(name)));
    const what = field === 'category' ? 'counted under the default category' : 'counted under that name';
    return [...unknown].map((name) => ({
      place: `tickets.${field}`,
      text: `"${name}" is not in the settings: ${what}`,
    }));
  });
}
