// Which gap a request belongs to (METHOD 7.1): by the rules, unless somebody has split it off. What was merged is looked up
// by whoever reads the key.
import type { Trx } from '../db/database.ts';
import { gapKeyOf } from '../method/gap-key.ts';
import type { Kind, SubKind } from '../method/kinds.ts';
import type { SubKindResult } from '../method/sub-kind.ts';

/** What a request's wording is called in a key: no article has such a name, and no word of anybody stands in it. */
export function clusterName(cluster: number): string {
  return `~${cluster}`;
}

/** The key of a request as it is written down, before anybody has said what answers it. */
export function firstGapKey(kind: Kind, cluster: number | null): string | null {
  const words = cluster === null ? null : clusterName(cluster);
  return gapKeyOf({ kind, sub_kind: null, article: null, root_cause: null, cluster: words });
}

/** The key of a request after it was classified as `kind`, and as `sub` by Rule SUB. */
export async function gapKeyFor(
  trx: Trx,
  ticket: { id: string; phrase_id: number | null; root_cause: string | null; sub_kind_confirmed: string | null },
  kind: Kind,
  sub: SubKindResult | null,
): Promise<string | null> {
  const sub_kind = (ticket.sub_kind_confirmed ?? sub?.sub_kind ?? null) as SubKind | null;
  const isKnowledge = kind === 'knowledge_gap' && sub_kind !== null && sub_kind !== 'unattributed';
  if (!isKnowledge && kind !== 'functionality_issue') return null;
  const article = isKnowledge ? (sub?.target ?? (await firstAnswer(trx, ticket.id))) : null;
  const cluster = await clusterOf(trx, ticket.phrase_id);
  const key = gapKeyOf({ kind, sub_kind, article, root_cause: ticket.root_cause, cluster });
  if (key === null) return null;
  const split = await trx
    .selectFrom('gap_split')
    .select('key')
    .where('ticket_id', '=', ticket.id)
    .where('from_key', '=', key)
    .executeTakeFirst();
  return split?.key ?? key;
}

/** Where a person overrides the rule, the rule may have had no target: then it is about the answer that was named. */
async function firstAnswer(trx: Trx, ticketId: string): Promise<string | null> {
  const answer = await trx
    .selectFrom('ticket_answer')
    .select('slug')
    .where('ticket_id', '=', ticketId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return answer?.slug ?? null;
}

async function clusterOf(trx: Trx, phraseId: number | null): Promise<string | null> {
  if (phraseId === null) return null;
  const phrase = await trx.selectFrom('phrase').select('cluster').where('id', '=', phraseId).executeTakeFirst();
  return phrase ? clusterName(phrase.cluster) : null;
}
