// What agents have confirmed of requests in like words: the history that KIND-1 looks at (METHOD 5).
import type { Db } from '../db/database.ts';
import type { KindEvidence } from '../method/kind-at-submit.ts';

const HISTORY_MS = 90 * 86_400_000;

/**
 * Confirmations of the 90 days before a request, of requests with words of the same cluster; null for a request of no
 * words. Restricted requests say nothing about others.
 * @param before when the request was sent, ISO 8601, UTC.
 */
export async function kindHistory(db: Db, cluster: number | null, before: string): Promise<KindEvidence['history']> {
  if (cluster === null) return null;
  const since = new Date(Date.parse(before) - HISTORY_MS).toISOString();
  const rows = await db
    .selectFrom('ticket')
    .innerJoin('phrase', 'phrase.id', 'ticket.phrase_id')
    .select((eb) => ['ticket.kind_confirmed', eb.fn.countAll<number>().as('count')])
    .where('phrase.cluster', '=', cluster)
    .where('ticket.restricted', '=', 0)
    .where('ticket.kind_confirmed', 'in', ['knowledge_gap', 'functionality_issue'])
    .where('ticket.kind_confirmed_at', '>=', since)
    .where('ticket.kind_confirmed_at', '<', before)
    .groupBy('ticket.kind_confirmed')
    .execute();
  const count = (kind: string) => Number(rows.find(({ kind_confirmed }) => kind_confirmed === kind)?.count ?? 0);
  return { knowledge_gap: count('knowledge_gap'), functionality_issue: count('functionality_issue') };
}
