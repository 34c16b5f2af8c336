// What the queue last showed in this tab, so that coming back from a request finds the same place.
import type { QueueRow } from '../../contract/api/queue.ts';

export interface ShownList {
  rows: readonly QueueRow[];
  nextCursor: string | null;
  total: number;
  current: number | null;
  scroll: number;
}

/** Outlives the page on purpose: this is the way back. One list of one person, gone with the tab. */
let kept: { owner: string; address: string; list: ShownList } | null = null;

export function keepList(owner: string, address: string, list: ShownList): void {
  kept = { owner, address, list };
}

/** The list as it was left, if the same person looks at the same address. */
export function keptList(owner: string, address: string): ShownList | null {
  return kept?.owner === owner && kept.address === address ? kept.list : null;
}
