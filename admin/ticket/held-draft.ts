// Words and files that the server has not taken yet, held in this tab: somebody signed out while writing, or leaving while it
// is away, loses none.
import type { PutDraft } from '../../contract/api/ticket-work.ts';
import type { ChosenFile } from './chosen-files.ts';

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

/** Files cannot be kept in a tab's storage: they are held for as long as the page lives, of the newest few requests. */
const heldFiles = new Map<string, readonly ChosenFile[]>();
const MOST_HELD = 5;

/** Holds what is chosen for a request, by whom; nothing any more where the list is empty. */
export function holdFiles(path: string, owner: string, files: readonly ChosenFile[]): void {
  const key = `${owner} ${path}`;
  heldFiles.delete(key);
  if (files.length === 0) return;
  heldFiles.set(key, files);
  const oldest = heldFiles.keys().next();
  if (heldFiles.size > MOST_HELD && !oldest.done) heldFiles.delete(oldest.value);
}

/** What this person had chosen for a request before they were signed out, or went elsewhere. */
export function filesHeld(path: string, owner: string): readonly ChosenFile[] {
  return heldFiles.get(`${owner} ${path}`) ?? [];
}

interface Held {
  owner: string;
  at: number;
  draft: PutDraft;
}
