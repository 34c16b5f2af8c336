// The audit as it is looked at: filters, the lines that were read so far, and more of them.
import { createModel, signal } from '@preact/signals';
import type { AuditEntryView, AuditPage } from '../../contract/api/audit.ts';
import { get, type Refusal } from '../api-client.ts';

/** Empty texts filter nothing. */
export interface AuditFilters {
  who: string;
  what: string;
  from: string;
  to: string;
}

export type AuditState =
  | { state: 'loading' }
  | { state: 'ready'; entries: readonly AuditEntryView[]; cursor: string | null; isReadingOn: boolean }
  | { state: 'failed'; refusal: Refusal };

const PATH = 'v1/admin/audit';

export const AuditModel = createModel(() => {
  const filters = signal<AuditFilters>({ who: '', what: '', from: '', to: '' });
  const audit = signal<AuditState>({ state: 'loading' });
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    audit.value = { state: 'loading' };
    const answer = await get<AuditPage>(PATH, { ...filters.value });
    // A later filter was quicker.
    if (mine !== asked) return;
    audit.value = answer.ok
      ? { state: 'ready', entries: answer.value.entries, cursor: answer.value.next_cursor, isReadingOn: false }
      : { state: 'failed', refusal: answer };
  }

  return {
    filters,
    audit,
    load,
    filter(change: Partial<AuditFilters>): Promise<void> {
      filters.value = { ...filters.value, ...change };
      return load();
    },
    /** Reads the next page below what is there. @returns how many lines came, or the refusal. */
    async readOn(): Promise<number | Refusal> {
      const before = audit.value;
      if (before.state !== 'ready' || before.cursor === null || before.isReadingOn) return 0;
      const mine = asked;
      audit.value = { ...before, isReadingOn: true };
      const answer = await get<AuditPage>(PATH, { ...filters.value, cursor: before.cursor });
      if (mine !== asked) return 0;
      if (!answer.ok) {
        audit.value = { ...before, isReadingOn: false };
        return answer;
      }
      const { entries, next_cursor: cursor } = answer.value;
      audit.value = { state: 'ready', entries: [...before.entries, ...entries], cursor, isReadingOn: false };
      return entries.length;
    },
  };
});
