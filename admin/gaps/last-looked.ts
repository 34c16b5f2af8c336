// What changed since this browser last looked at the backlog: keys, states and counts are kept in it, never words.
import type { GapRow } from '../../contract/api/gaps.ts';
import { dayWords } from './days.ts';
import { countWords } from './rate-words.ts';

const KEPT_AS = 'fp-console-gaps-looked';
/** Looking again so soon is the same look. */
const SAME_LOOK_MS = 30 * 60_000;
/** More are not kept; those below them are of little weight. */
const MOST_ROWS = 500;

type Marks = Record<string, [state: string, tickets: number]>;
interface Look {
  at: number;
  marks: Marks;
}
interface Kept {
  /** What is compared with. */
  before: Look | null;
  latest: Look;
}

export interface Changes {
  /** When it was looked at before, as a day. */
  since: string;
  added: number;
  moved: number;
  grown: number;
  keys: ReadonlySet<string>;
}

/** Keeps this look and says what is new since the one before; null where there was none. @param now in milliseconds. */
export function lookAt(rows: readonly GapRow[], now: number): Changes | null {
  const kept = read();
  const marks: Marks = Object.fromEntries(
    rows.slice(0, MOST_ROWS).map(({ key, state, tickets }) => [key, [state, tickets]] as const),
  );
  const isSame = kept !== null && now - kept.latest.at < SAME_LOOK_MS;
  const before = kept === null ? null : isSame ? kept.before : kept.latest;
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify({ before, latest: { at: now, marks } } satisfies Kept));
  } catch (_notAllowed) {
    // Without a place to keep it, nothing counts as seen.
  }
  return before && changesSince(before, marks);
}

function changesSince({ at, marks: seen }: Look, marks: Marks): Changes {
  const keys = new Set<string>();
  const found = { added: 0, moved: 0, grown: 0 };
  for (const [key, [state, tickets]] of Object.entries(marks)) {
    const known = seen[key];
    const what = !known ? 'added' : known[0] !== state ? 'moved' : tickets > known[1] ? 'grown' : null;
    if (!what) continue;
    found[what] += 1;
    keys.add(key);
  }
  return { since: new Date(at).toISOString().slice(0, 10), ...found, keys };
}

/** "Since 20 March: 2 new gaps, 1 moved on, 3 with more requests." Empty where nothing changed. */
export function changedWords({ since, added, moved, grown }: Changes): string {
  const parts = [
    added > 0 && countWords(added, 'new gap', 'new gaps'),
    moved > 0 && `${moved} moved on`,
    grown > 0 && `${grown} with more requests`,
  ].filter(Boolean);
  return parts.length > 0 ? `Since you last looked, on ${dayWords(since)}: ${parts.join(', ')}.` : '';
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') as Kept | null;
    return kept && typeof kept.latest?.at === 'number' ? kept : null;
  } catch (_notOurs) {
    return null;
  }
}

/** When this browser looked at the backlog before this time, in milliseconds; null where it never did. */
export function lastLook(): number | null {
  return read()?.before?.at ?? null;
}
