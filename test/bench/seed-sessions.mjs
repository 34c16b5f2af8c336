// Fills a database with a year of help: events, the sessions that they are, and the daily counts. Sessions come out of the
// product's own rules from their events, their counts out of its own code; only the rows are written many at a time, and
// wordings are placed once, since everybody uses one of some hundreds.
import { seededRandom } from './seeded-random.mjs';

const DAY = 86_400_000;
const SESSIONS_AT_ONCE = 1_000;
const PAGES = [
  '/billing',
  '/billing/invoices',
  '/account',
  '/account/team',
  '/orders/:id',
  '/reports',
  '/settings',
  '/',
];
const LOCALES = ['en', 'en', 'en', 'de', 'fr'];
const THINGS =
  'invoice refund order delivery account password login export report address payment card email team'.split(' ');
const DOINGS = 'change find download cancel add remove share print move check'.split(' ');
const PHRASES = THINGS.flatMap((thing) => DOINGS.map((doing) => `${doing} ${thing}`));
const ARTICLES = 60;

/** One tab's events, ten on the average; the same for the same random numbers. */
export function eventsOfTab(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const tail = (n) => Math.floor(n * random() ** 3);
  const events = [{ type: 'session_started', page_key: pick(PAGES), locale: pick(LOCALES), widget_version: '1' }];
  const searches = random() < 0.8 ? 1 + Math.floor(random() * 2.5) : 0;
  for (let at = 0; at < searches; at += 1) {
    const phrase = tail(PHRASES.length);
    const isFound = phrase % 9 !== 0;
    const ids = isFound ? [0, 1, 2].map((more) => `article-${(phrase + 7 * more) % ARTICLES}`) : [];
    events.push({
      ...{ type: 'search_performed', search_id: `s${at}`, query: PHRASES[phrase], trigger: 'enter' },
      ...{ result_count: ids.length, result_ids: ids, shown_count: 5 },
    });
    if (!isFound || random() < 0.25) continue;
    const view_id = `v${at}`;
    const position = 1 + tail(3);
    const article_id = ids[position - 1];
    events.push({
      type: 'article_opened',
      view_id,
      article_id,
      revision: 1,
      source: 'search',
      search_id: `s${at}`,
      position,
    });
    for (let beat = 1; random() < 0.7; beat += 1)
      events.push({ type: 'article_heartbeat', view_id, active_ms: beat * 15_000, max_scroll_pct: 40 });
    events.push({
      type: 'article_closed',
      view_id,
      active_ms: 4_000 + tail(90_000),
      max_scroll_pct: 80,
      close_source: 'user',
    });
    if (random() < 0.3)
      events.push({ type: 'answer_voted', view_id, value: random() < 0.7 ? 'yes' : 'no', reason: 'unclear' });
  }
  if (random() < 0.25)
    events.push({ type: 'form_opened', entry: 'button' }, { type: 'suggestions_shown', article_ids: [] });
  events.push({ type: 'widget_closed' });
  return events.map((event, seq) => ({ seq, t_ms: seq * 9_000, ...event }));
}

/** @returns how many events there are. */
export async function seedSessions(load, services, { sessions, days, now }) {
  const { sql } = await load('kysely');
  const { dialectOf } = await load('/server/db/dialect.ts');
  const { deriveSessions } = await load('/server/method/derive-session.ts');
  const { assignPhrases } = await load('/server/phrases/assign-phrases.ts');
  const { rowOf } = await load('/server/events/store-events.ts');
  const { countSession, searchRows, sessionRow, viewRows } = await load('/server/events/store-session.ts');
  const { countedText, createRollupChanges } = await load('/server/rollups/rollup-changes.ts');
  const { targetGroupOfPage } = await load('/server/tickets/target-group.ts');
  const random = seededRandom(7);
  const { settings, writes } = services;
  const where = { site: 'default', space: 'search' };
  const placed = await writes.write((trx) =>
    assignPhrases(
      trx,
      where,
      PHRASES.map((text) => ({ text, at: now.toISOString() })),
    ),
  );
  const placeOf = new Map(PHRASES.map((text, at) => [text, placed[at]]));
  let total = 0;
  for (let from = 0; from < sessions; from += SESSIONS_AT_ONCE) {
    const changes = createRollupChanges();
    const rows = { event: [], help_session: [], search: [], article_view: [] };
    for (let at = from; at < Math.min(sessions, from + SESSIONS_AT_ONCE); at += 1) {
      const sid = (at + 1).toString(16).padStart(32, '0');
      // Late ones last, as they come in life.
      const started_at = new Date(now.getTime() - days * DAY * (1 - (at + random()) / sessions)).toISOString();
      const events = eventsOfTab(random);
      const tab = { site: 'default', sid, receivedAt: started_at };
      for (const event of events) rows.event.push(rowOf(tab, event, 'browser'));
      for (const session of deriveSessions({ sid, site: 'default', started_at, events })) {
        const phrases = session.searches.map(({ query }) => placeOf.get(query) ?? null);
        const counted = countSession(session, phrases, settings, '');
        changes.add(counted);
        const targetGroup = targetGroupOfPage(settings, session.page_key);
        rows.help_session.push(sessionRow(session, { targetGroup, ticketId: null, counted: countedText(counted) }));
        rows.search.push(...searchRows(session, phrases));
        rows.article_view.push(...viewRows(session));
      }
    }
    total += rows.event.length;
    await writes.write(async (trx) => {
      for (const [table, all] of Object.entries(rows))
        for (let at = 0; at < all.length; at += 500)
          await trx
            .insertInto(table)
            .values(all.slice(at, at + 500))
            .execute();
      await changes.write(trx);
    });
  }
  await sql.raw(dialectOf(services.db) === 'postgres' ? 'vacuum analyze' : 'analyze').execute(services.db);
  return total;
}
