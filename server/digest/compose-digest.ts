// Writes the weekly digest of one team as plain text (METHOD 10): what happened, what keeps happening, what to do about it.
import type { GapSubKind } from '../../contract/api/gaps.ts';
import { longRange, shortRange } from './day-range.ts';

/** Who a digest is for: editors get what an article can mend, the product's people what only the product can. */
export type DigestPart = 'all' | 'knowledge' | 'product';

export interface DigestGap {
  title: string;
  /** null for a fault of the product. */
  sub_kind: GapSubKind | null;
  recurrence: 'recurring' | 'emerging' | 'isolated';
  users: number;
  minutes: number;
  /** The users' own words, only such as at least three attempts used (METHOD 2.5.4). */
  phrases: readonly string[];
  /** Its article was edited, and that helped: what is counted may be of before. */
  has_helped: boolean;
  url: string;
}

/** What one digest is made of; dates are inclusive days of the site's time zone. */
export interface DigestData {
  group: string;
  from: string;
  to: string;
  tickets: number;
  requesters: number;
  attempts: number;
  alerts: readonly { title: string; from: string; to: string; requesters: number; is_fault: boolean }[];
  /** Best first; those with an alert are left out. */
  gaps: readonly DigestGap[];
  edits: readonly { title: string; verdict: 'helped' | 'worse' | 'too_early' | 'no_clear_change'; url: string }[];
  stuck: readonly { label: string; requests: number; oldest_hours: number }[];
  undetermined: number;
  unattributed: number;
  /** The page of all gaps, for this team. */
  url: string;
}

/** One line: its label, its words, and where it leads. */
export interface DigestLine {
  label: string;
  words: string;
  url: string | null;
}

export interface Digest {
  title: string;
  volume: string;
  alerts: string[];
  lines: DigestLine[];
  honesty: string | null;
  url: string;
}

const MOST_GAPS = 5;
const MOST_PHRASES = 2;
const VERBS: Record<GapSubKind, string> = {
  missing: 'WRITE',
  unfindable: 'RETITLE',
  unclear: 'REWRITE',
  not_looked: 'PROMOTE',
};
const VERDICTS = {
  helped: 'helped',
  worse: 'made it worse',
  too_early: 'too early to tell',
  no_clear_change: 'no clear change',
};

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** The digest in its parts; the same for text and HTML. */
export function composeDigest(data: DigestData, part: DigestPart = 'all'): Digest {
  const gaps = data.gaps.filter(({ sub_kind }) => isPart(part, sub_kind === null)).slice(0, MOST_GAPS);
  const digest: Digest = {
    title: `${data.group} · ${longRange(data.from, data.to)}`,
    volume: [
      `${counted(data.tickets, 'request', 'requests')} from ${people(data.requesters)}`,
      counted(data.attempts, 'help attempt', 'help attempts'),
    ].join(' · '),
    alerts: data.alerts.filter(({ is_fault }) => isPart(part, is_fault)).map(alertWords),
    lines: [],
    honesty: null,
    url: data.url,
  };
  if (gaps.length === 0) return { ...digest, lines: [{ label: '', words: 'Nothing recurring this week', url: null }] };
  const lines = [
    ...gaps.filter(({ recurrence }) => recurrence === 'recurring').map((gap) => gapLine('Keeps happening', gap)),
    ...gaps.filter(({ recurrence }) => recurrence !== 'recurring').map((gap) => gapLine('New', gap)),
    ...(part === 'product' ? [] : data.edits.map(editLine)),
    ...stuckLines(data.stuck),
  ];
  const honesty = `Not sure yet ${data.undetermined} · not attributed ${data.unattributed}`;
  return { ...digest, lines, honesty };
}

function isPart(part: DigestPart, isFault: boolean): boolean {
  return part === 'all' || (part === 'product') === isFault;
}

function alertWords({ title, from, to, requesters, is_fault }: DigestData['alerts'][number]): string {
  const what = is_fault ? ' (not working)' : '';
  return `Sudden rise ${shortRange(from, to)}: ${asWithin(title)}, ${people(requesters)}${what}`;
}

function gapLine(label: string, gap: DigestGap): DigestLine {
  const verb = gap.sub_kind === null ? 'FIX' : VERBS[gap.sub_kind];
  const asked = gap.sub_kind === 'unclear' ? ' read it and still asked' : '';
  // Their words matter where an article is not found by them; who has read it needs no other title.
  const phrases = gap.sub_kind === 'missing' || gap.sub_kind === 'unfindable' ? gap.phrases : [];
  const said = phrases.slice(0, MOST_PHRASES).map((phrase) => `"${phrase}"`);
  const words = said.length > 0 ? `; they say ${said.join(' and ')}` : '';
  const minutes = `${Math.round(gap.minutes)} min`;
  const since = gap.has_helped ? '; changed since, which helped' : '';
  return {
    label,
    words: `${verb} "${gap.title}": ${people(gap.users)}${asked}, ${minutes}${words}${since}`,
    url: gap.url,
  };
}

function editLine({ title, verdict, url }: DigestData['edits'][number]): DigestLine {
  return { label: 'What you changed', words: `"${title}": ${VERDICTS[verdict]}`, url };
}

function stuckLines(stuck: DigestData['stuck']): DigestLine[] {
  if (stuck.length === 0) return [{ label: 'Stuck', words: 'nothing over its limit', url: null }];
  return stuck.map(({ label, requests, oldest_hours }) => ({
    label: 'Stuck',
    words: `${counted(requests, 'request', 'requests')} over the limit in ${label}, the oldest for ${Math.round(oldest_hours)} support hours`,
    url: null,
  }));
}

/** A title in the middle of a sentence: without its capital, unless it is a name or an abbreviation as far as one can see. */
function asWithin(title: string): string {
  const [first = '', second = ''] = title;
  return second === second.toLowerCase() && second !== second.toUpperCase()
    ? first.toLowerCase() + title.slice(first.length)
    : title;
}
