// Reads what people searched for, day by day: staff, restricted requests and erased words aside.
import type { Db } from '../db/database.ts';

/** One search of one help attempt. */
export interface AskedSearch {
  sid: string;
  /** As the session said it. */
  locale: string | null;
  audience: string | null;
  /** Scrubbed. */
  query: string;
  at: string;
  /** The first answer that was shown; null where nothing was found, undefined where it was not reported. */
  first: string | null | undefined;
}

const MS_PER_DAY = 86_400_000;

/** The searches of the sessions that began in the last `days` days before `now`, in order. */
export async function* askedSearches(db: Db, now: Date, days: number): AsyncGenerator<AskedSearch> {
  for (let day = days; day > 0; day -= 1) {
    const at = (before: number) => new Date(now.getTime() - before * MS_PER_DAY).toISOString();
    const rows = await db
      .selectFrom('help_session')
      .innerJoin('search', 'search.session_id', 'help_session.id')
      .leftJoin('ticket', 'ticket.id', 'help_session.ticket_id')
      .select([
        'help_session.sid',
        'help_session.locale',
        'help_session.audience',
        'search.query',
        'search.at',
        'search.result_count',
        'search.result_ids',
      ])
      .where('help_session.started_at', '>', at(day))
      .where('help_session.started_at', '<=', at(day - 1))
      .where('help_session.is_staff', '=', 0)
      .where('search.query', '!=', '')
      .where((eb) => eb.or([eb('ticket.id', 'is', null), eb('ticket.restricted', '=', 0)]))
      .orderBy('search.at')
      .orderBy('help_session.id')
      .orderBy('search.seq')
      .execute();
    for (const { result_count, result_ids, ...row } of rows) {
      const [first] = JSON.parse(result_ids) as string[];
      yield { ...row, first: first ?? (result_count === 0 ? null : undefined) };
    }
  }
}
