// Has the sessions derived of events that were written just before the server ended: they follow a second later only.
import type { Services } from '../services.ts';

/** Far longer than events ever wait for their sessions. */
const MINUTES_BEFORE_THE_LAST = 10;
/** A flood just before the end: the others' sessions come with their next events. */
const MOST_TABS = 10_000;

export async function catchUpWithEvents(services: Pick<Services, 'db' | 'events'>): Promise<void> {
  const last = await services.db
    .selectFrom('event')
    .select((eb) => eb.fn.max('received_at').as('at'))
    .executeTakeFirst();
  if (!last?.at) return;
  const since = new Date(Date.parse(last.at) - MINUTES_BEFORE_THE_LAST * 60_000).toISOString();
  const tabs = await services.db
    .selectFrom('event')
    .select('sid')
    .distinct()
    .where('received_at', '>=', since)
    .limit(MOST_TABS)
    .execute();
  for (const { sid } of tabs) services.events.touch(sid);
}
