// Sends what waits in the outbox: each mail is claimed before it is sent, so that two processes never send the same one.
import type { Services } from '../services.ts';
import { type Mail, MailRefused, type MailTransport } from './mail-transport.ts';

/** Mails of one round. */
const AT_ONCE = 20;
/** A process that sends keeps its claim so long; one that died meanwhile leaves the mail to the next. */
const CLAIM_MINUTES = 5;
const MOST_ATTEMPTS = 12;
const MS_PER_MINUTE = 60_000;
const LONGEST_WAIT_MINUTES = 6 * 60;

type Row = { id: string; recipient: string; mail: string | null; attempts: number };

/** @returns how many were sent. */
export async function sendOutbox(
  services: Pick<Services, 'writes' | 'clock' | 'log'>,
  transport: MailTransport,
): Promise<number> {
  const { rows, until } = await claim(services);
  let sent = 0;
  for (const row of rows) {
    if (row.mail === null || !(await claimAgain(services, row.id, until))) continue;
    const mail: Mail = { id: row.id, to: row.recipient, ...(JSON.parse(row.mail) as Omit<Mail, 'id' | 'to'>) };
    try {
      await transport.send(mail);
      // Its words are not kept: what it quotes of a person could not be found when they are erased.
      await settle(services, row.id, { state: 'sent', last_error: null, mail: null });
      sent += 1;
    } catch (error) {
      await fail(services, row, error);
    }
  }
  return sent;
}

/** Takes what is due by moving its next try into the future: whoever looks next sees it as not due. */
function claim({ writes, clock }: Pick<Services, 'writes' | 'clock'>): Promise<{ rows: Row[]; until: string }> {
  return writes.write(async (trx) => {
    const until = minutesLater(clock, CLAIM_MINUTES);
    const due = await trx
      .selectFrom('outbox')
      .select(['id', 'recipient', 'mail', 'attempts'])
      .where('state', '=', 'queued')
      .where('mail', 'is not', null)
      .where('due_at', '<=', clock.now().toISOString())
      .orderBy('due_at')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    if (due.length === 0) return { rows: [], until };
    await trx
      .updateTable('outbox')
      .set((eb) => ({ attempts: eb('attempts', '+', 1), due_at: until }))
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .execute();
    return { rows: due, until };
  });
}

/** Right before it is sent: those before it may have taken so long that another process has taken this one meanwhile. */
async function claimAgain(
  { writes, clock }: Pick<Services, 'writes' | 'clock'>,
  id: string,
  until: string,
): Promise<boolean> {
  const { numUpdatedRows } = await writes.write((trx) =>
    trx
      .updateTable('outbox')
      .set({ due_at: minutesLater(clock, CLAIM_MINUTES) })
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .where('due_at', '=', until)
      .executeTakeFirstOrThrow(),
  );
  return numUpdatedRows > 0n;
}

async function fail(services: Pick<Services, 'writes' | 'clock' | 'log'>, row: Row, error: unknown): Promise<void> {
  const attempts = row.attempts + 1;
  const isOver = error instanceof MailRefused || attempts >= MOST_ATTEMPTS;
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const why = error instanceof MailRefused ? `refused with ${error.message}` : String(responseCode ?? code ?? 'failed');
  services.log.warn({ mail: row.id, why, attempts, isOver }, 'a mail could not be sent');
  const wait = Math.min(2 ** (attempts - 1), LONGEST_WAIT_MINUTES);
  await settle(services, row.id, {
    last_error: why,
    ...(isOver ? { state: 'dead', mail: null } : { due_at: minutesLater(services.clock, wait) }),
  });
}

function settle(
  { writes }: Pick<Services, 'writes'>,
  id: string,
  set: { state?: string; last_error: string | null; due_at?: string; mail?: null },
): Promise<unknown> {
  return writes.write((trx) => trx.updateTable('outbox').set(set).where('id', '=', id).execute());
}

function minutesLater(clock: Services['clock'], minutes: number): string {
  return new Date(clock.now().getTime() + minutes * MS_PER_MINUTE).toISOString();
}
