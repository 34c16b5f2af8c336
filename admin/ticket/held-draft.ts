// Words that the server has not taken yet, held in this tab: somebody signed out while writing, or leaving while it is away, loses none.
import type { PutDraft } from '../../contract/api/ticket-work.ts';

const NAME = 'fp-console-draft ';

/** `owner` is the id of the person, `path` the address of the request. */
export function holdDraft(path: string, owner: string, draft: PutDraft): void {
  try {
    sessionStorage.setItem(NAME + path, JSON.stringify({ owner, at: Date.now(), draft }));
  } catch (_fullOrNotAllowed) {
    // The page still holds it, until it is left.
  }
}

export function dropHeldDraft(path: string): void {
  try {
    sessionStorage.removeItem(NAME + path);
  } catch (_notAllowed) {
    // Nothing was held then.
  }
}

/** What this person wrote here and no server took, or null; nothing that is older than `savedAt`. */
export function heldDraft(path: string, owner: string, savedAt: string | null): PutDraft | null {
  try {
    const held = JSON.parse(sessionStorage.getItem(NAME + path) ?? 'null') as Partial<Held> | null;
    if (!held?.draft || held.owner !== owner || typeof held.draft.body !== 'string') return null;
    return savedAt !== null && !(Number(held.at) > Date.parse(savedAt)) ? null : held.draft;
  } catch (_unreadable) {
    return null;
  }
}

interface Held {
  owner: string;
  at: number;
  draft: PutDraft;
}
