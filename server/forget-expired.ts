// Forgets what has been kept for as long as it may be (METHOD 2.5.6): raw events, help sessions that led to no request,
// what they taught the search and in which words, the keys of retries, and what signing in leaves behind. Requests, their trails and what
// articles were stay.
import { IDEMPOTENCY_TTL_HOURS } from '../contract/limits.ts';
import { forgetEvidence } from './learning/keep-evidence.ts';
import { forgetOldPhrases } from './phrases/forget-phrases.ts';
import { forgetOldForms } from './rollups/forget-forms.ts';
import type { Services } from './services.ts';
import { forgetSignIns } from './sign-in/forget-sign-ins.ts';

/** Days that raw events are kept. */
export const EVENT_DAYS = 90;
/** Days that a help session without a request is kept: 13 months. */
export const SESSION_DAYS = 396;

const MS_PER_HOUR = 3_600_000;

export async function forgetExpired(services: Pick<Services, 'writes' | 'clock'>): Promise<void> {
  const before = (hours: number) => new Date(services.clock.now().getTime() - hours * MS_PER_HOUR).toISOString();
  await services.writes.write(async (trx) => {
    await trx
      .deleteFrom('event')
      .where('received_at', '<', before(EVENT_DAYS * 24))
      .execute();
    await trx.deleteFrom('idempotency').where('created_at', '<', before(IDEMPOTENCY_TTL_HOURS)).execute();
    // What nobody has asked for so long is learnt no more.
    await forgetEvidence(trx, { before: before(SESSION_DAYS * 24) });
    // Their searches and reads go with them.
    await trx
      .deleteFrom('help_session')
      .where('ticket_id', 'is', null)
      .where('last_event_at', '<', before(SESSION_DAYS * 24))
      .execute();
    await forgetOldPhrases(trx, before(SESSION_DAYS * 24));
    // What they counted as stays, without words.
    await forgetOldForms(trx);
    await forgetSignIns(trx, services.clock);
  });
}
