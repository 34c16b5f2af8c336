// One gap with everything that it is made of: its place in the backlog, words, requests with their trails, articles, history.
import type { GAP_CHANGES, GapDetail, GapEffort, GapState, GapTicketView } from '../../contract/api/gaps.ts';
import { LIMITS } from '../../contract/limits.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { splitByArticle } from '../method/article-attribution.ts';
import { standingBursts } from '../method/bursts.ts';
import type { UsageEvent } from '../method/events.ts';
import { articleOfKey, gapActionOf, subKindOfKey } from '../method/gap-actions.ts';
import { groupBy } from '../method/group-by.ts';
import { emptyTrail, type FrozenTrail } from '../method/trail.ts';
import { canChangeGaps, canReadTicket, type Viewer } from '../people/permissions.ts';
import { articleReads, articleTickets } from '../reports/article-rows.queries.ts';
import { judgedEdits } from '../reports/edit-effects.queries.ts';
import { asCounted, type ReportScope } from '../reports/report-rows.queries.ts';
import type { Services } from '../services.ts';
import { linksIn } from '../tickets/article-link.ts';
import type { TicketRow } from '../tickets/find-ticket.queries.ts';
import { namesOfPeople } from '../tickets/people-names.queries.ts';
import { type RevisedAt, revisionDates } from '../tickets/revision-dates.queries.ts';
import { localesFrom } from '../tickets/ticket-detail.ts';
import { triedFirst } from '../tickets/tried-first.ts';
import { statusLabel } from '../tickets/workflow-of.ts';
import { type BacklogAsk, backlogOf, burstFlags, ownersOf } from './backlog.ts';
import { type FoundGap, findGap, ownKeysInSight } from './find-gap.ts';
import { nextStates } from './gap-states.ts';
import { gapTitles } from './gap-titles.ts';
import { wordsOfGap } from './gap-words.queries.ts';
import { alikeTo } from './gaps-alike.ts';
import { hasHelped } from './helped.ts';

/** From so many requests on, an article that one of them opened is not involved yet. */
const FEW = 4;
/** Edits so many days before the window are told of as well: what was changed in autumn is asked about in spring. */
const EDIT_DAYS = 180;

type Detail = Omit<GapDetail, 'from' | 'to' | 'filters'>;

/** @throws AppError not_found, as `findGap`. */
export async function gapDetail(
  db: Db,
  services: Services,
  viewer: Viewer,
  scope: ReportScope,
  asked: string,
): Promise<Detail> {
  const { settings, clock } = services;
  const articles = articleDirectory(services.releases.current());
  const found = await findGap(db, viewer, articles, asked);
  const { key, names } = found;
  const ask: BacklogAsk = { settings, articles, now: clock.now(), asShown: true };
  const backlog = await backlogOf(db, viewer, scope, ask);
  const at = backlog.rows.findIndex((row) => row.key === key);
  const row = backlog.rows[at] ?? null;
  const decision = names.decisionOn(key);
  const inWindow = new Set(backlog.tickets.filter((ticket) => ticket.key === key).map(({ id }) => id));
  const signs = backlog.tickets.filter((ticket) => ticket.key === key).flatMap((ticket) => ticket.signs);
  const shown = await shownTickets(db, services, viewer, found, inWindow);
  const sub_kind = subKindOfKey(key);
  const article = articleOfKey(key);
  const link = linksIn(services, settings.default_locale);
  const asking = shown.rows.map(({ subject, submitted_at }) => ({ key, subject, submitted_at }));
  // What only restricted requests are in is not told by what it was merged into.
  const inSight = await ownKeysInSight(db, viewer, names);
  const taken = names.takenInBy(key).filter((other) => inSight.has(other));
  const titles = await gapTitles(db, [key, ...taken], { names, articles, asked: asking });
  const state = (decision?.state ?? 'new') as GapState;
  const mayChange = canChangeGaps(viewer);
  const edits =
    article === null
      ? []
      : await judgedEdits(db, viewer, scope, {
          ...{ timeZone: settings.time_zone, articles, asShown: true, only: article, daysBefore: EDIT_DAYS },
        });
  const flags = await burstFlags(db, viewer, scope, ask);
  const owners = await ownersOf(db, names);
  const reasons =
    row?.reasons ?? Object.fromEntries(shown.views.flatMap(({ reason }) => (reason ? [[reason, 1]] : [])));
  return {
    key,
    title: titles.get(key) ?? key,
    is_renamed: decision?.title !== null && decision?.title !== undefined,
    ...{ sub_kind, action: row?.action ?? gapActionOf(sub_kind, reasons) },
    article: article === null ? null : link(article, titles.get(key)),
    target_group: row?.target_group ?? shown.rows[0]?.target_group ?? null,
    ...{ row, rank: row ? at + 1 : null, of: backlog.rows.length },
    first_at: found.tickets[0]?.submitted_at ?? null,
    last_at: found.tickets.at(-1)?.submitted_at ?? null,
    ...{ state, owner: owners.get(decision?.owner ?? '') ?? null },
    effort: (decision?.effort ?? null) as GapEffort | null,
    version: decision?.version ?? 0,
    next_states: mayChange ? nextStates(state, hasHelped(edits)) : [],
    may_change: mayChange,
    burst: standingBursts(flags, scope.days.to).find((flag) => flag.key === key) ?? null,
    ...(await wordsOfGap(db, viewer, scope, signs, settings.k_sessions)),
    tickets: shown.views,
    tickets_hidden: found.tickets.length - shown.views.length,
    articles: await articlesOf(db, viewer, scope, { found, article, services }),
    pages: pagesOf(
      shown.rows.some(({ id }) => inWindow.has(id)) ? shown.rows.filter(({ id }) => inWindow.has(id)) : shown.rows,
    ),
    edits,
    alike: alikeTo(key, backlog),
    merged: taken.map((other) => ({ key: other, title: titles.get(other) ?? other })),
    history: await historyOf(db, found, decision?.key, inSight),
  };
}

/** The newest of its requests that this person may open, with what was tried before each. */
async function shownTickets(
  db: Db,
  services: Services,
  viewer: Viewer,
  { tickets }: FoundGap,
  inWindow: ReadonlySet<string>,
): Promise<{ rows: TicketRow[]; views: GapTicketView[] }> {
  const newest = tickets
    .filter(({ erased_at }) => erased_at === null)
    .slice(-LIMITS.gapTickets)
    .map(({ id }) => id);
  if (newest.length === 0) return { rows: [], views: [] };
  const all = await db.selectFrom('ticket').selectAll().where('id', 'in', newest).execute();
  const rows = all
    .filter((ticket) => canReadTicket(viewer, ticket))
    .sort((a, b) => (a.submitted_at < b.submitted_at ? 1 : -1));
  const trails = await db.selectFrom('ticket_trail').selectAll().where('ticket_id', 'in', newest).execute();
  const trailOf = new Map(trails.map((trail) => [trail.ticket_id, trail]));
  const frozen = new Map(trails.map(({ ticket_id, steps }) => [ticket_id, JSON.parse(steps) as FrozenTrail]));
  const revised = await revisionsOf(db, services, rows, frozen);
  const views = rows.map((ticket): GapTicketView => {
    const stored = trailOf.get(ticket.id);
    const trail = frozen.get(ticket.id) ?? emptyTrail();
    const events = stored ? (JSON.parse(stored.events) as UsageEvent[]) : [];
    const counted = asCounted(ticket, true);
    return {
      number: ticket.number,
      subject: ticket.subject,
      submitted_at: ticket.submitted_at,
      solved_at: ticket.solved_at,
      status: ticket.status,
      status_label: statusLabel(services.settings, ticket.status),
      channel: ticket.channel,
      page_key: ticket.page_key,
      sub_kind: counted.sub_kind,
      reason: counted.sub_kind === null ? null : counted.sub_kind_reason,
      minutes: ticket.handling_minutes,
      severity: ticket.severity,
      in_window: inWindow.has(ticket.id),
      tried: triedFirst(
        ticket.trail as 'attached' | 'removed' | 'none',
        trail,
        events,
        linksIn(services, ticket.locale),
        revised.get(ticket.locale) ?? (() => undefined),
      ),
    };
  });
  return { rows, views };
}

/** When the read texts were written, of all these requests with one question a language. */
async function revisionsOf(
  db: Db,
  services: Services,
  rows: readonly TicketRow[],
  frozen: ReadonlyMap<string, FrozenTrail>,
): Promise<Map<string, RevisedAt>> {
  const revised = new Map<string, RevisedAt>();
  for (const [locale, own] of groupBy(rows, (ticket) => ticket.locale)) {
    const steps = own.flatMap(({ id }) => frozen.get(id)?.steps ?? []);
    revised.set(locale, await revisionDates(db, localesFrom(services, locale), { ...emptyTrail(), steps }));
  }
  return revised;
}

/** The article that it is about, and what was read before its requests, each with all that came after it. */
async function articlesOf(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { found, article, services }: { found: FoundGap; article: string | null; services: Services },
): Promise<GapDetail['articles']> {
  const articles = articleDirectory(services.releases.current());
  const link = linksIn(services, services.settings.default_locale);
  const own = new Set(found.tickets.map(({ id }) => id));
  const after = await articleTickets(db, viewer, scope, { asShown: true, articles });
  const readBefore = after.filter(({ id }) => own.has(id)).flatMap(({ reads }) => reads);
  const often = groupBy(readBefore, (slug) => slug);
  // What one of many opened by the way has nothing to do with the gap.
  const least = found.tickets.length >= FEW ? 2 : 1;
  const read = [...often].filter(([, times]) => times.length >= least).map(([slug]) => slug);
  const involved = [...new Set([...(article === null ? [] : [article]), ...read])];
  if (involved.length === 0) return [];
  const splits = splitByArticle(after);
  const reads = await articleReads(db, viewer, scope, articles);
  const none = { unclear: 0, wrong_article: 0, product_defect: 0, other: 0, unattributed: 0 };
  return involved.map((slug) => {
    const split = splits.get(slug) ?? none;
    const tickets = Object.values(split).reduce((sum, count) => sum + count, 0);
    return {
      article: link(slug),
      is_target: slug === article,
      // A request after a read stands for a read, also where its attempt began before the window.
      reads: Math.max(reads.get(slug)?.reads ?? 0, tickets),
      tickets,
      ...split,
    };
  });
}

function pagesOf(rows: readonly TicketRow[]): GapDetail['pages'] {
  const pages = groupBy(
    rows.filter(({ page_key }) => page_key !== null),
    ({ page_key }) => page_key ?? '',
  );
  return [...pages]
    .map(([page_key, own]) => ({ page_key, tickets: own.length }))
    .sort((a, b) => b.tickets - a.tickets || (a.page_key < b.page_key ? -1 : 1));
}

/** Changes whose values are the keys of other gaps. */
const OF_OTHER_GAPS = ['merged_into', 'took_in', 'lost', 'split_off', 'split_from'];

async function historyOf(
  db: Db,
  { key, asked, names }: FoundGap,
  stored: string | undefined,
  inSight: ReadonlySet<string>,
): Promise<GapDetail['history']> {
  const lines = await db
    .selectFrom('gap_history')
    .selectAll()
    .where('key', 'in', [...new Set([key, asked, ...(stored === undefined ? [] : [stored])])])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const nameOf = await namesOfPeople(db);
  const isTold = (value: string | null) => value === null || inSight.has(names.present(value));
  const told = lines.filter(
    ({ what, from_value, to_value }) => !OF_OTHER_GAPS.includes(what) || (isTold(from_value) && isTold(to_value)),
  );
  return told.map((line) => {
    const isPerson = line.what === 'owner';
    const named = (value: string | null) => (isPerson && value !== null ? nameOf(value) : value);
    return {
      at: line.at,
      who: line.actor === 'system' ? 'the numbers' : nameOf(line.actor),
      what: line.what as (typeof GAP_CHANGES)[number],
      from: named(line.from_value),
      to: named(line.to_value),
      note: line.note,
    };
  });
}
