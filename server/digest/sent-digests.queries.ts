// What became of the mails of a team's digest.
import type { DigestView } from '../../contract/api/digests.ts';
import type { Db } from '../db/database.ts';

const NEWEST = 20;

export async function sentDigests(db: Db, group: string): Promise<DigestView['sent']> {
  const rows = await db
    .selectFrom('outbox')
    .select(['created_at', 'recipient', 'state', 'last_error'])
    .where('kind', '=', 'digest')
    .where('topic', '=', group)
    .orderBy('created_at', 'desc')
    .orderBy('recipient')
    .limit(NEWEST)
    .execute();
  return rows.map(({ created_at, recipient, state, last_error }) => ({
    ...{ at: created_at, recipient, last_error },
    state: state as DigestView['sent'][number]['state'],
  }));
}
