// Ends help sessions that the browser could not end: half an hour without an event; final a day later (METHOD 3).
import type { Services } from '../services.ts';

const IDLE_MINUTES = 30;
const FOLLOW_UP_HOURS = 24;

export async function closeSessions(services: Pick<Services, 'writes' | 'clock'>): Promise<void> {
  const before = (minutes: number) => new Date(services.clock.now().getTime() - minutes * 60_000).toISOString();
  await services.writes.write(async (trx) => {
    await trx
      .updateTable('help_session')
      .set((eb) => ({ ended_at: eb.ref('last_event_at'), end_reason: 'idle' }))
      .where('ended_at', 'is', null)
      .where('last_event_at', '<', before(IDLE_MINUTES))
      .execute();
    await trx
      .updateTable('help_session')
      .set({ provisional: 0 })
      .where('provisional', '=', 1)
      .where('ended_at', '<', before(FOLLOW_UP_HOURS * 60))
      .execute();
  });
}
