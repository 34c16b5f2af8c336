// Reads METHOD's worked example where it lies beside the repository, and turns its sessions into usage events.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DerivedSession, deriveSessions } from '../../server/method/derive-session.ts';
import type { UsageEvent } from '../../server/method/events.ts';
import { eventsOfFixtureSession, type FixtureSession } from '../../server/method/fixture-events.ts';
import type { AnswerState, EnquiryType, Kind, ResolutionCode } from '../../server/method/kinds.ts';

export interface FixtureArticle {
  id: string;
  title: string;
  group: string;
  published_at: string;
}

export interface FixtureTicket {
  id: string;
  submitted_at: string;
  requester: string;
  target_group: string;
  channel: string;
  session: string | null;
  enquiry_type: EnquiryType;
  reply_expected: boolean;
  page_error: number;
  text: string;
  first_reply_at: string | null;
  solved_at: string | null;
  handling_minutes: number;
  resolution_code: ResolutionCode | null;
  answer_state: AnswerState | null;
  answer_articles: string[];
  kind_confirmed: Kind | null;
  reopened?: boolean;
  public_replies?: number;
  severity?: number;
  root_cause?: string | null;
  blind?: boolean;
  csat?: number | null;
}

export interface WorkedExample {
  articles: FixtureArticle[];
  sessions: FixtureSession[];
  tickets: FixtureTicket[];
  /** By session id. */
  events: Map<string, UsageEvent[]>;
  /** By session id. */
  derived: Map<string, DerivedSession>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The folder that some tests share with other programs: `../shared`, or what `FINGERPOST_SHARED` names. */
export function sharedFile(path: string): string | null {
  const file = resolve(ROOT, process.env.FINGERPOST_SHARED ?? '../shared', path);
  return existsSync(file) ? file : null;
}

/** The worked example, or null with a warning where it is not at hand. */
export function loadWorkedExample(): WorkedExample | null {
  const file = sharedFile('method/fixture.json');
  if (!file) {
    console.warn('method/fixture.json is not at hand: the worked example was not run');
    return null;
  }
  return deriveExample(JSON.parse(readFileSync(file, 'utf8')));
}

/** Derives the sessions of an import file. Throws when an entry of it makes no event. */
export function deriveExample(file: Pick<WorkedExample, 'articles' | 'sessions' | 'tickets'>): WorkedExample {
  const { sessions, tickets } = file;
  const events = new Map<string, UsageEvent[]>();
  const derived = new Map<string, DerivedSession>();
  for (const session of sessions) {
    const ticket = tickets.find((each) => each.session === session.id);
    const converted = eventsOfFixtureSession(session, { host_error_count: ticket?.page_error });
    if (converted.refused.length > 0) throw new Error(`${session.id}: ${JSON.stringify(converted.refused)}`);
    events.set(session.id, converted.events);
    const all = deriveSessions({
      sid: session.id,
      site: 'default',
      started_at: session.at,
      events: converted.events,
    });
    for (const each of all) derived.set(each.id, each);
  }
  return { ...file, events, derived };
}
