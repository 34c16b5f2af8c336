// Records what people who work here do outside of a request's history: who, when, what, about what.
import type { AuditedAct } from '../../contract/api/audit.ts';
import { hideEmails } from '../../contract/scrub.ts';
import type { Db } from '../db/database.ts';
import { type Clock, type Ids, nowText } from '../services.ts';

/** Somebody who works here, or what acted in nobody's name. */
export type AuditActor = { readonly id: string } | 'system' | 'command line' | 'nobody';

export interface AuditEntry {
  what: AuditedAct;
  /** What it was done to: an agent's id, the number of a request, a setting's path. */
  about?: string | number | null;
  /** One sentence that says more. Mail addresses in it become `[email]`, so that no audit ever undoes an erasure. */
  detail?: string | null;
}

/** Adds one line; in the transaction of what it tells, so that both happen or neither. Nothing changes or removes it later. */
export async function recordAudit(
  trx: Db,
  services: { clock: Clock; ids: Ids },
  actor: AuditActor,
  entry: AuditEntry,
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      id: services.ids.uuid(),
      at: nowText(services.clock),
      actor: typeof actor === 'string' ? actor : actor.id,
      what: entry.what,
      about: entry.about === undefined || entry.about === null ? null : hideEmails(String(entry.about)),
      detail: entry.detail ? hideEmails(entry.detail) : null,
    })
    .execute();
}
