// Says which ticket of an imported file was sent in which session, where the file's two sides agree, and what it does about
// those that do not: a ticket never takes another's session, and no attempt is lost for it.
import type { ImportedSession, ImportedTicket } from './import-schema.ts';
import type { Finding } from './read-history.ts';

/** A session with the tickets sent in it, or tickets alone; the unit in which history is taken. */
export interface Episode {
  readonly session: ImportedSession | null;
  readonly tickets: readonly ImportedTicket[];
  /** Ids of tickets whose `[s, "ticket", id]` in this session is not theirs. */
  readonly notTheirs: ReadonlySet<string>;
}

/** Episodes in the order in which they began. */
export function linkSessions(
  sessions: readonly ImportedSession[],
  tickets: readonly ImportedTicket[],
): { episodes: Episode[]; notes: Finding[] } {
  const notes: Finding[] = [];
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const sessionIds = new Set(sessions.map(({ id }) => id));
  const sentIn = new Map<string, string>();
  const isTaken = new Set<string>();
  const notTheirs = new Map<string, Set<string>>();
  for (const session of sessions) {
    for (const id of ticketsIn(session)) {
      const named = byId.get(id)?.session;
      if (sentIn.has(id) || (named && named !== session.id && sessionIds.has(named))) {
        notTheirs.set(session.id, (notTheirs.get(session.id) ?? new Set()).add(id));
        notes.push({ place: `sessions (${session.id})`, text: `says that ${id} was sent in it, which is another's` });
        continue;
      }
      sentIn.set(id, session.id);
      isTaken.add(session.id);
      if (!byId.has(id))
        notes.push({ place: `sessions (${session.id})`, text: `names the ticket ${id}, which is not in the file` });
    }
  }
  const own = new Map<string, ImportedTicket[]>();
  const alone: ImportedTicket[] = [];
  for (const ticket of tickets) {
    const home = sentIn.get(ticket.id) ?? claimOf(ticket);
    if (home === null) alone.push(ticket);
    else own.set(home, [...(own.get(home) ?? []), ticket]);
  }
  const episodes: Episode[] = [
    ...sessions.map((session) => ({
      session,
      tickets: own.get(session.id) ?? [],
      notTheirs: notTheirs.get(session.id) ?? new Set<string>(),
    })),
    ...alone.map((ticket) => ({ session: null, tickets: [ticket], notTheirs: new Set<string>() })),
  ];
  return { episodes: episodes.sort((a, b) => compare(beganAt(a), beganAt(b))), notes };

  /** The session that a ticket names and that names no ticket itself. */
  function claimOf({ id, session }: ImportedTicket): string | null {
    if (!session) return null;
    if (!sessionIds.has(session)) {
      notes.push({ place: `tickets (${id}).session`, text: `${session} is not in the file: taken without a trail` });
      return null;
    }
    if (isTaken.has(session)) {
      notes.push({ place: `tickets (${id}).session`, text: `${session} is another's: taken without a trail` });
      return null;
    }
    isTaken.add(session);
    return session;
  }
}

/** Ids of the tickets that a session says were sent in it. */
function ticketsIn({ ev }: ImportedSession): string[] {
  return ev.flatMap((entry) =>
    Array.isArray(entry) && entry[1] === 'ticket' && typeof entry[2] === 'string' ? [entry[2]] : [],
  );
}

function beganAt({ session, tickets }: Episode): string {
  return session?.at ?? tickets[0]?.submitted_at ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
