// Gives texts their place among the wordings that are known: an equal one, a similar one's cluster, or a new cluster.
import { sql } from 'kysely';
import type { Db, Trx } from '../db/database.ts';
import { MAX_CLUSTER_MEMBERS, phraseTokens } from '../method/phrase-clusters.ts';
import type { PhraseSpace } from './phrases.table.ts';

/** Where a text stands. */
export interface PlacedPhrase {
  id: number;
  /** Stable for ever; two texts with the same one say the same. */
  cluster: number;
}

const MAX_TEXT = 200;

/**
 * Rule of METHOD 7.2, in the order in which the server learns of the texts: to the cluster with the most similar wording
 * (Jaccard 0.5 or more, ties to the oldest cluster), else a new one. An equal set of words always has the same place.
 * @param texts scrubbed; `at` is when it was typed, ISO 8601, UTC.
 * @returns one entry for each text, null for one that says nothing.
 */
export async function assignPhrases(
  trx: Trx,
  where: { site: string; space: PhraseSpace },
  texts: readonly { text: string; at: string }[],
): Promise<(PlacedPhrase | null)[]> {
  const wordings = texts.map(({ text }) => phraseTokens(text));
  const known = await knownPhrases(
    trx,
    where,
    wordings.map((tokens) => tokens.join(' ')),
  );
  const placed: (PlacedPhrase | null)[] = [];
  for (const [at, tokens] of wordings.entries()) {
    const key = tokens.join(' ');
    if (key === '') placed.push(null);
    else {
      const found = known.get(key) ?? (await addPhrase(trx, where, tokens, texts[at] as { text: string; at: string }));
      known.set(key, found);
      placed.push(found);
    }
  }
  return placed;
}

/** As it is kept to be shown: on one line, and no longer than a title. */
export function shownText(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
}

async function knownPhrases(
  trx: Trx,
  { site, space }: { site: string; space: PhraseSpace },
  keys: readonly string[],
): Promise<Map<string, PlacedPhrase>> {
  const asked = [...new Set(keys)].filter((key) => key !== '');
  if (asked.length === 0) return new Map();
  const rows = await trx
    .selectFrom('phrase')
    .select(['id', 'cluster', 'tokens'])
    .where('site', '=', site)
    .where('space', '=', space)
    .where('tokens', 'in', asked)
    .execute();
  return new Map(rows.map(({ tokens, ...place }) => [tokens, place]));
}

async function addPhrase(
  trx: Trx,
  where: { site: string; space: PhraseSpace },
  tokens: readonly string[],
  { text, at }: { text: string; at: string },
): Promise<PlacedPhrase> {
  const { value: id } = await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'phrase')
    .returning('value')
    .executeTakeFirstOrThrow();
  const cluster = (await nearestCluster(trx, where, tokens)) ?? id;
  await trx
    .insertInto('phrase')
    .values({
      ...{ ...where, id, cluster, first_at: at },
      tokens: tokens.join(' '),
      text: where.space === 'request' ? '' : shownText(text),
    })
    .execute();
  if (cluster !== id && (await isFull(trx, cluster))) {
    // Nothing joins it any more: its words need not be looked at again.
    await trx.deleteFrom('phrase_token').where('cluster', '=', cluster).execute();
    return { id, cluster };
  }
  const rows = tokens.map((token) => ({ ...where, token, size: tokens.length, phrase_id: id, cluster }));
  await trx.insertInto('phrase_token').values(rows).execute();
  return { id, cluster };
}

/** The most similar wording's cluster. With n words, at least half of all words shared means half to twice as many. */
async function nearestCluster(
  db: Db,
  { site, space }: { site: string; space: PhraseSpace },
  tokens: readonly string[],
): Promise<number | null> {
  const n = tokens.length;
  const shared = sql<number>`count(*)`;
  const row = await db
    .selectFrom('phrase_token')
    .select('cluster')
    .where('site', '=', site)
    .where('space', '=', space)
    .where('token', 'in', [...tokens])
    .where('size', '>=', Math.ceil(n / 2))
    .where('size', '<=', 2 * n)
    .groupBy(['phrase_id', 'size', 'cluster'])
    .having(sql<boolean>`3 * ${shared} >= ${n} + size`)
    .orderBy(sql`${shared} * 1.0 / (${n} + size - ${shared})`, 'desc')
    .orderBy('cluster')
    .limit(1)
    .executeTakeFirst();
  return row?.cluster ?? null;
}

async function isFull(trx: Trx, cluster: number): Promise<boolean> {
  const { count } = await trx
    .selectFrom('phrase')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('cluster', '=', cluster)
    .executeTakeFirstOrThrow();
  return Number(count) >= MAX_CLUSTER_MEMBERS;
}
