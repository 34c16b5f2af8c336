// Fills a database with a year of help as figures read it: requests with what was tried before them, their answers, moves
// and gaps, articles with edits, and the sessions, of which some led to these requests.
import { bulkInsert } from './bulk-insert.mjs';
import { seedArticles } from './seed-article-use.mjs';
import { DOINGS, eventsOfTab, seedSessions, THINGS } from './seed-sessions.mjs';
import { ageOf, ticketOf } from './seed-tickets.mjs';
import { seededRandom } from './seeded-random.mjs';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ROWS_AT_ONCE = 2_000;
const ARTICLES = 300;
const TROUBLES = 'slow broken missing twice late wrong empty'.split(' ');
const SUBJECTS = THINGS.flatMap((thing) => [...DOINGS, ...TROUBLES].map((what) => `${what} ${thing} please`));
const CAUSES = 'defect payment_page_error slow_report login_loop lost_file wrong_total printer_driver none'.split(' ');
const SUB_KINDS = ['unclear', 'unclear', 'unfindable', 'unfindable', 'missing', 'not_looked', 'unattributed'];
/** Of the requests from widget and help centre, how many came with what was tried before. */
const WITH_TRAIL = 0.6;

/**
 * @param sessions all of them, also those that led to a request; at least as many as requests.
 * @returns how many events there are.
 */
export async function seedLife(load, services, { sessions, tickets: count, days, agents, now }) {
  const { dialectOf } = await load('/server/db/dialect.ts');
  const { assignPhrases } = await load('/server/phrases/assign-phrases.ts');
  const dialect = dialectOf(services.db);
  const insert = (trx, table, rows) => bulkInsert(trx, dialect, table, rows);
  const where = { site: 'default', space: 'request' };
  const at = now.toISOString();
  const wordings = await services.writes.write((trx) =>
    assignPhrases(
      trx,
      where,
      SUBJECTS.map((text) => ({ text, at })),
    ),
  );
  await seedArticles(services.writes, insert, { count: ARTICLES, now });
  const random = seededRandom(42);
  const { deriveSessions } = await load('/server/method/derive-session.ts');
  const attached = [];
  // They are numbered as they came.
  const ages = Array.from({ length: count }, () => ageOf(random, days)).sort((a, b) => b.age - a.age);
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const made = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, place) =>
      lifeOf(1001 + from + place, { random, agents, now, count, aged: ages[from + place], wordings, deriveSessions }),
    );
    for (const { tab } of made) if (tab) attached.push(tab);
    await services.writes.write(async (trx) => {
      await insert(
        trx,
        'ticket',
        made.map(({ ticket }) => ticket),
      );
      for (const table of ['ticket_message', 'ticket_history', 'ticket_answer', 'ticket_read'])
        await insert(
          trx,
          table,
          made.flatMap(({ rows }) => rows[table]),
        );
    });
  }
  attached.sort((a, b) => (a.started_at < b.started_at ? -1 : 1));
  return seedSessions(load, services, { sessions, days, now, attached, insert });
}

/** A request with its rows in other tables, and the tab that it came from. */
function lifeOf(number, { random, agents, now, count, aged, wordings, deriveSessions }) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const tail = (n) => Math.floor(n * random() ** 3);
  const { message, ...made } = ticketOf(number, { random, agents, now, count, aged });
  const { id, submitted_at, kind } = made;
  const isOver = made.solved_at !== null;
  const subject = tail(SUBJECTS.length);
  const words = wordings[subject];
  const isTried = made.channel === 'widget' && random() < WITH_TRAIL;
  const tab = isTried
    ? tabOf(number, { random, submitted_at, id, category: made.restricted ? made.category : '' })
    : null;
  const [session] = tab ? deriveSessions({ ...tab, site: 'default' }) : [];
  const reads = [...new Set((session?.views ?? []).flatMap((view) => (view.qualified ? [view.article_id] : [])))];
  const isKnowledge = kind === 'knowledge_gap' && isOver;
  const sub = isKnowledge ? pick(SUB_KINDS) : null;
  const answer = `article-${tail(ARTICLES)}`;
  const target = sub === null || sub === 'missing' || sub === 'unattributed' ? null : (reads[0] ?? answer);
  const root_cause = kind === 'functionality_issue' && isOver ? pick(CAUSES) : made.root_cause;
  const isAnswered = isOver && (target !== null || made.answer_state === 'article');
  const hours = 1 + tail(200);
  const solved_at = isOver
    ? new Date(Math.min(now.getTime() - 1, Date.parse(submitted_at) + hours * 60 * MINUTE)).toISOString()
    : null;
  const ticket = {
    ...made,
    ...{ subject: SUBJECTS[subject], phrase_id: made.restricted ? null : words.id, root_cause, solved_at },
    ...{
      sub_kind_auto: sub,
      sub_kind_target: target,
      sub_kind_reason: sub,
      sub_kind_confirmed: sub && random() < 0.3 ? sub : null,
    },
    ...{ answer_state: isAnswered ? 'article' : made.answer_state, trail: tab ? 'attached' : 'none' },
    ...{ sid: tab?.sid ?? null, reopened_count: isOver && random() < 0.03 ? 1 : 0 },
    ...{ read_before: Number(reads.length > 0), searched_before: Number((session?.searches.length ?? 0) > 0) },
    gap_key: gapOf({ kind, sub, target, root_cause: isOver ? root_cause : null, cluster: `~${words.cluster}` }),
  };
  if (solved_at) Object.assign(ticket, { status_changed_at: solved_at, updated_at: solved_at });
  return {
    ticket,
    tab,
    rows: {
      ticket_message: [
        {
          ...{ id: `m-${id}`, ticket_id: id, at: submitted_at, author: 'requester', visibility: 'public' },
          ...{ body: message, articles: '[]' },
        },
      ],
      ticket_history: movesOf(ticket),
      ticket_answer: isAnswered
        ? [...new Set([target ?? answer, ...(random() < 0.2 ? [`article-${tail(ARTICLES)}`] : [])])].map(
            (slug, position) => ({ ticket_id: id, position, slug }),
          )
        : [],
      ticket_read: reads.map((slug) => ({ ticket_id: id, slug })),
    },
  };
}

function gapOf({ kind, sub, target, root_cause, cluster }) {
  if (kind === 'functionality_issue') return `bug:${root_cause ?? cluster}`;
  if (sub === null || sub === 'unattributed') return null;
  return `${sub}:${target ?? cluster}`;
}

/** What led to a request: its help session ends with it, and at its moment. */
function tabOf(number, { random, submitted_at, id, category }) {
  const browsed = eventsOfTab(random);
  const seq = browsed.length;
  const t_ms = seq * 9_000;
  const started_at = new Date(Date.parse(submitted_at) - t_ms).toISOString();
  const events = [...browsed, { seq, t_ms, type: 'ticket_submitted', ticket_id: id, trail: 'attached' }];
  return { sid: `b${number.toString(16).padStart(31, '0')}`, started_at, events, ticket_id: id, category };
}

/** From submission to its status, with somebody looking at it between, and once more where it was taken up again. */
function movesOf({ id, submitted_at, status, status_changed_at, reopened_count }) {
  const looked = new Date(Date.parse(submitted_at) + 20 * MINUTE).toISOString();
  const again = new Date(Date.parse(submitted_at) + 2 * DAY).toISOString();
  const moves = [
    [submitted_at, null, 'submitted'],
    ...(status === 'submitted' ? [] : [[looked, 'submitted', 'in_review']]),
    ...(reopened_count > 0
      ? [
          [status_changed_at, 'in_review', 'completed'],
          [again, 'completed', 'in_review'],
        ]
      : []),
    ...(status === 'submitted' ? [] : [[reopened_count > 0 ? again : status_changed_at, 'in_review', status]]),
  ];
  return moves.map(([at, from_value, to_value], version) => ({
    ...{ id: `h-${id}-${version}`, ticket_id: id, at, actor: 'system', what: 'status' },
    ...{ from_value, to_value, note: null, version },
  }));
}
