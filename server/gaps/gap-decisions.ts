// Stores what was decided about a gap, and who did when: history is only ever added to.
import type { GAP_CHANGES } from '../../contract/api/gaps.ts';
import { hideEmails } from '../../contract/scrub.ts';
import type { Trx } from '../db/database.ts';
import { nowText, type Services } from '../services.ts';
import type { GapDecision } from './gap-names.ts';

export interface GapChange {
  what: (typeof GAP_CHANGES)[number];
  from: string | null;
  to: string | null;
  note?: string | null;
}

/** Who decides: somebody who works here, or the numbers themselves. */
export type GapActor = { readonly id: string } | 'system';

/** Writes the row of a gap, anew where there is none yet. */
export async function storeDecision(
  trx: Trx,
  services: Pick<Services, 'clock'>,
  { key, site, decision }: { key: string; site: string; decision: GapDecision | null },
  next: Partial<GapDecision>,
): Promise<void> {
  const at = nowText(services.clock);
  if (decision) {
    const changed = { ...next, version: decision.version + 1, updated_at: at };
    await trx.updateTable('gap').set(changed).where('key', '=', key).execute();
    return;
  }
  const nothing = { title: null, owner: null, state: 'new', merged_into: null, effort: null };
  await trx
    .insertInto('gap')
    .values({ ...nothing, ...next, key, site, created_at: at, updated_at: at, version: 1 })
    .execute();
}

export async function addGapHistory(
  trx: Trx,
  services: Pick<Services, 'clock' | 'ids'>,
  actor: GapActor,
  key: string,
  changes: readonly GapChange[],
): Promise<void> {
  const at = nowText(services.clock);
  for (const { what, from, to, note } of changes)
    await trx
      .insertInto('gap_history')
      .values({
        id: services.ids.uuid(),
        ...{ key, at, what },
        actor: actor === 'system' ? actor : actor.id,
        from_value: hidden(from),
        to_value: hidden(to),
        note: hidden(note),
      })
      .execute();
}

/** Erasing a person finds nothing of theirs in what others wrote. */
function hidden(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : hideEmails(text);
}
