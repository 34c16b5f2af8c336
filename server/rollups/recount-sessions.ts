// Counts stored sessions anew: after their request was moved into a restricted category or out of one, after the time
// zone or the rules of counting changed. What no longer exists stays counted as it was (METHOD 2.5.6).
import type { Selectable } from 'kysely';
import type { Trx } from '../db/database.ts';
import type { HelpSessionTable } from '../events/events.table.ts';
import { deriveTab } from '../events/store-events.ts';
import { restrictedCategoryOf } from '../events/store-session.ts';
import { groupBy } from '../method/group-by.ts';
import { localDateOf } from '../method/local-time.ts';
import type { Outcome, UnansweredReason } from '../method/outcome.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { COUNTED_FOR_GOOD, type PlacedSession, ROLLUP_RULES_VERSION, rollupRowsOf } from './count-session.ts';
import { countedText, createRollupChanges, type RollupChanges } from './rollup-changes.ts';

const TABS_AT_ONCE = 100;
const STATE = 'counted as';

type StoredSession = Selectable<HelpSessionTable>;

/** After a request entered or left a restricted category: its sessions count for other readers. */
export async function recountSessionsOf(trx: Trx, settings: Settings, ticketId: string): Promise<void> {
  const sessions = await trx.selectFrom('help_session').selectAll().where('ticket_id', '=', ticketId).execute();
  const changes = createRollupChanges();
  await recountStored(trx, settings, sessions, changes);
  await changes.write(trx);
}

/** Counts everything anew where the rules or the days are others than when it was counted. @returns tabs counted. */
export async function keepRollupsCurrent(services: Pick<Services, 'writes' | 'settings' | 'db'>): Promise<number> {
  const wanted = `${ROLLUP_RULES_VERSION} ${services.settings.time_zone}`;
  const state = await services.db
    .selectFrom('rollup_state')
    .select('value')
    .where('name', '=', STATE)
    .executeTakeFirst();
  if (state?.value === wanted) return 0;
  const tabs = await rebuildRollups(services);
  await services.writes.write(async (trx) => {
    await trx
      .insertInto('rollup_state')
      .values({ name: STATE, value: wanted })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: wanted }))
      .execute();
  });
  return tabs;
}

/**
 * Counts every tab anew, from its raw events where they are still kept, else from its stored sessions. Tabs of which
 * nothing is kept stay as they were counted. The server may work meanwhile. @returns how many tabs there were.
 */
export async function rebuildRollups(services: Pick<Services, 'writes' | 'settings'>): Promise<number> {
  let after = '';
  let tabs = 0;
  for (;;) {
    const done = await services.writes.write((trx) => rebuildSome(trx, services.settings, after));
    if (done.length === 0) return tabs;
    tabs += done.length;
    after = done.at(-1) ?? after;
  }
}

async function rebuildSome(trx: Trx, settings: Settings, after: string): Promise<string[]> {
  const tabs = await trx
    .selectFrom('help_session')
    .select('sid')
    .distinct()
    .where('sid', '>', after)
    .orderBy('sid')
    .limit(TABS_AT_ONCE)
    .execute();
  const sids = tabs.map(({ sid }) => sid);
  if (sids.length === 0) return [];
  const kept = await trx.selectFrom('event').select('sid').distinct().where('sid', 'in', sids).execute();
  const withEvents = new Set(kept.map(({ sid }) => sid));
  const changes = createRollupChanges();
  for (const sid of withEvents) await deriveTab(trx, settings, sid, changes);
  const others = sids.filter((sid) => !withEvents.has(sid));
  if (others.length > 0) {
    const stored = await trx.selectFrom('help_session').selectAll().where('sid', 'in', others).execute();
    await recountStored(trx, settings, stored, changes);
  }
  await changes.write(trx);
  return sids;
}

/** Those that were counted for good, since their person was erased, stay as they are. */
async function recountStored(
  trx: Trx,
  settings: Settings,
  sessions: readonly StoredSession[],
  changes: RollupChanges,
): Promise<void> {
  const open = sessions.filter(({ counted }) => counted !== COUNTED_FOR_GOOD);
  if (open.length === 0) return;
  const placed = await placedSessions(trx, settings, open);
  for (const session of open) {
    const rows = rollupRowsOf(placed(session), {
      day: dayOf(settings, session.started_at),
      site: session.site,
      target_group: session.target_group ?? '',
      audience: session.audience ?? '',
      locale: session.locale ?? '',
      page_key: session.page_key ?? '',
      category: await restrictedCategoryOf(trx, session.ticket_id),
    });
    changes.takeAway(session.counted);
    changes.add(rows);
    await trx
      .updateTable('help_session')
      .set({ counted: countedText(rows) })
      .where('id', '=', session.id)
      .execute();
  }
}

async function placedSessions(trx: Trx, settings: Settings, sessions: readonly StoredSession[]) {
  const ids = sessions.map(({ id }) => id);
  const searches = await trx
    .selectFrom('search')
    .leftJoin('phrase', 'phrase.id', 'search.phrase_id')
    .select(['session_id', 'search_id', 'seq', 'query', 'result_count', 'opened_ids', 'phrase_id', 'cluster'])
    .where('session_id', 'in', ids)
    .orderBy('seq')
    .execute();
  const views = await trx
    .selectFrom('article_view')
    .selectAll()
    .where('session_id', 'in', ids)
    .orderBy('seq')
    .execute();
  const searchesOf = groupBy(searches, ({ session_id }) => session_id);
  const viewsOf = groupBy(views, ({ session_id }) => session_id);
  return (session: StoredSession): PlacedSession => ({
    outcome: session.outcome as Outcome,
    outcome_reason: session.outcome_reason as UnansweredReason | null,
    is_staff: session.is_staff === 1,
    user_ref: session.user_ref,
    form_opened: session.form_opened === 1,
    yes_after_form: session.yes_after_form === 1,
    intent: session.would_have_contacted === null ? null : session.would_have_contacted === 1,
    ends_with_search: session.ends_with_search === 1,
    searches: (searchesOf.get(session.id) ?? []).map(({ phrase_id: id, cluster, opened_ids, ...search }) => ({
      ...search,
      opened_ids: JSON.parse(opened_ids) as string[],
      phrase: id === null || cluster === null ? null : { id, cluster },
    })),
    views: (viewsOf.get(session.id) ?? []).map((view) => ({
      seq: view.seq,
      article_id: view.article_id,
      source: (view.source ?? 'browse') as PlacedSession['views'][number]['source'],
      search_id: view.search_id,
      position: view.position,
      qualified: view.qualified === 1,
      vote: view.vote as 'yes' | 'no' | null,
      vote_reason: view.vote_reason as PlacedSession['views'][number]['vote_reason'],
      day: dayOf(settings, view.at),
    })),
  });
}

function dayOf(settings: Settings, at: string): string {
  return localDateOf(Date.parse(at), settings.time_zone);
}
