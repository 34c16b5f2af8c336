// Fills a database with a year of help: events, the sessions that they are, and the daily counts. Sessions come out of the
// product's own rules from their events, their counts out of its own code. Some days are made and all others are like one
// of them; wordings are placed once, since everybody uses one of some hundreds.
import { seededRandom } from './seeded-random.mjs';

const DAY = 86_400_000;
const SESSIONS_AT_ONCE = 2_000;
/** Days that are made one session at a time; each other day is one of these again. */
const MADE_DAYS = 5;
const HOUR = 3_600_000;
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
export const THINGS =
  'invoice refund order delivery account password login export report address payment card email team'.split(' ');
export const DOINGS = 'change find download cancel add remove share print move check'.split(' ');
const PHRASES = THINGS.flatMap((thing) => DOINGS.map((doing) => `${doing} ${thing}`));
const ARTICLES = 300;
/** Of all tabs, how many are of a person whom the host knows. */
const KNOWN = 0.15;
const TIMES = new Set(['received_at', 'started_at', 'last_event_at', 'ended_at', 'at']);
const NAMES = new Set(['sid', 'id', 'session_id']);

/** One tab's events, ten on the average; the same for the same random numbers. */
export function eventsOfTab(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const tail = (n) => Math.floor(n * random() ** 3);
  const known = random() < KNOWN ? { user_ref: `user-${Math.floor(random() * 20_000)}` } : {};
  const events = [
    { type: 'session_started', page_key: pick(PAGES), locale: pick(LOCALES), widget_version: '1', ...known },
  ];
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
    for (let beat = 1; beat < 9 && random() < 0.82; beat += 1)
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

/**
 * @param attached tabs that led to a request, in order of time; they are among the sessions.
 * @param insert writes rows of a table.
 * @returns how many events there are.
 */
export async function seedSessions(load, services, { sessions, days, now, attached, insert }) {
  const { sql } = await load('kysely');
  const { deriveSessions } = await load('/server/method/derive-session.ts');
  const { assignPhrases } = await load('/server/phrases/assign-phrases.ts');
  const { rowOf } = await load('/server/events/store-events.ts');
  const { countSession, searchRows, sessionRow, viewRows } = await load('/server/events/store-session.ts');
  const { namedPlace, rollupChange } = await load('/server/rollups/count-session.ts');
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
  const keep = async (tabs, changes) => {
    const rows = { event: [], help_session: [], search: [], article_view: [] };
    const counts = [];
    for (const { sid, started_at, events, ticket_id, category } of tabs) {
      const tab = { site: 'default', sid, receivedAt: started_at };
      for (const event of events)
        rows.event.push(rowOf(tab, event, event.type === 'ticket_submitted' ? ticket_id : 'browser'));
      for (const session of deriveSessions({ sid, site: 'default', started_at, events })) {
        const phrases = session.searches.map(({ query }) => placeOf.get(query) ?? null);
        const counted = countSession(session, phrases, settings, category);
        changes.add(counted);
        counts.push(...counted);
        const targetGroup = targetGroupOfPage(settings, session.page_key);
        const text = countedText(counted);
        const ticketId = session.ticket_id;
        // Those of long ago are over.
        rows.help_session.push({ ...sessionRow(session, { targetGroup, ticketId, counted: text }), provisional: 0 });
        rows.search.push(...searchRows(session, phrases));
        rows.article_view.push(...viewRows(session));
      }
    }
    await writes.write(async (trx) => {
      for (const [table, all] of Object.entries(rows)) await insert(trx, table, all);
      await changes.write(trx);
    });
    for (const [table, [first]] of Object.entries(rows)) if (first) columnsOf.set(table, Object.keys(first));
    return { events: rows.event.length, counts };
  };
  const columnsOf = new Map();
  let total = 0;
  for (let from = 0; from < attached.length; from += SESSIONS_AT_ONCE)
    total += (await keep(attached.slice(from, from + SESSIONS_AT_ONCE), createRollupChanges())).events;
  const perDay = Math.round((sessions - attached.length) / days);
  // The day of which something is kept begins at midnight UTC; nobody is there at night, in which the site's own day begins.
  const dayAt = (day) => new Date(now.getTime() - (days - day) * DAY).toISOString().slice(0, 10);
  const made = [];
  for (let day = 0; day < days; day += 1) {
    if (day < MADE_DAYS) {
      const tabs = Array.from({ length: perDay }, (_, at) => ({
        sid: `${prefixOf(day)}${at.toString(16).padStart(28, '0')}`,
        started_at: new Date(Date.parse(dayAt(day)) + (5 + 14 * random()) * HOUR).toISOString(),
        ...{ events: eventsOfTab(random), ticket_id: null, category: '' },
      }));
      const { events, counts } = await keep(tabs, createRollupChanges());
      made.push({ events, sums: summed(counts) });
    } else {
      const like = day % MADE_DAYS;
      const changes = createRollupChanges();
      for (const { table, place, own, counts } of made[like].sums)
        changes.add([rollupChange(table, namedPlace({ ...place, day: dayAt(day) }), own, counts)]);
      await writes.write(async (trx) => {
        for (const [table, columns] of columnsOf)
          await copyDay(trx, sql, table, columns, { like, day, at: dayAt(day) });
        await changes.write(trx);
      });
    }
    total += made[day % MADE_DAYS].events;
  }
  return total;
}

/** The tabs of a day have names that begin with it. */
function prefixOf(day) {
  return day.toString(16).padStart(4, '0');
}

/** Changes of the same row as one. */
function summed(counts) {
  const sums = new Map();
  for (const { id, table, place, own, counts: more } of counts) {
    const sum = sums.get(`${table} ${id}`) ?? { table, place, own, counts: {} };
    sums.set(`${table} ${id}`, sum);
    for (const [name, value] of Object.entries(more)) sum.counts[name] = (sum.counts[name] ?? 0) + value;
  }
  return [...sums.values()];
}

/** The rows of one day again, on another day. What each session counted as keeps its size and is of the first day. */
async function copyDay(trx, sql, table, columns, { like, day, at }) {
  const values = columns.map((column) => {
    if (TIMES.has(column)) return sql`${at} || substr(${sql.ref(column)}, 11)`;
    if (NAMES.has(column)) return sql`${prefixOf(day)} || substr(${sql.ref(column)}, 5)`;
    return sql.ref(column);
  });
  const name = sql.ref(table === 'event' || table === 'help_session' ? 'sid' : 'session_id');
  const all = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${all}) select ${sql.join(values)} from ${sql.table(table)} where ${name} >= ${prefixOf(like)} and ${name} < ${prefixOf(like + 1)}`.execute(
    trx,
  );
}
