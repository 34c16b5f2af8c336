// Writes a failed sign-in into the audit, and no more of them than somebody can read: the audit is never trimmed.

import { AUDITED_FAILURES } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Services } from '../services.ts';

const MS_PER_MINUTE = 60_000;
const LAST_OF_MANY = 'There may be more of them within the hour: they are not written down.';

/**
 * Who it was for stands in the audit only where it is somebody who works here; what strangers type is not kept.
 * @param email what was typed, or null where nobody was named.
 */
export function recordFailure(services: Services, email: string | null, detail: string | null = null): Promise<void> {
  return services.writes.write(async (trx) => {
    const agent = await trx
      .selectFrom('agent')
      .select('id')
      .where('email', '=', (email ?? '').trim().toLowerCase())
      .executeTakeFirst();
    const since = new Date(services.clock.now().getTime() - AUDITED_FAILURES.windowMinutes * MS_PER_MINUTE);
    const { lines } = await trx
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll().as('lines'))
      .where('at', '>', since.toISOString())
      .where('what', '=', 'sign_in_failed')
      .where((eb) => (agent ? eb('about', '=', agent.id) : eb('about', 'is', null)))
      .executeTakeFirstOrThrow();
    const left = AUDITED_FAILURES.most - Number(lines);
    if (left < 1) return;
    const more = left === 1 ? [LAST_OF_MANY] : [];
    const said = [...(detail === null ? [] : [detail]), ...more].join(' ');
    await recordAudit(trx, services, 'nobody', {
      what: 'sign_in_failed',
      about: agent?.id ?? null,
      detail: said || null,
    });
  });
}
