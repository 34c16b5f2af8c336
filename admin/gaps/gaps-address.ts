// What the page of gaps looks at, as its address: period and filters; and the addresses of the rows behind a number.
import type { PersonRole } from '../../contract/api/people.ts';
import { addDays, daysBetween, isDay } from './days.ts';

export const PERIODS = [7, 28, 90] as const;
const DEFAULT_PERIOD = 28;
/** The server's own limit. */
const MAX_DAYS = 1_500;

export const FILTER_NAMES = ['target_group', 'locale', 'channel', 'audience', 'page_key'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export interface Looking {
  /** Days that end yesterday, or null for dates of one's own. */
  period: number | null;
  from: string;
  to: string;
  filters: Partial<Record<FilterName, string>>;
}

/** What an address asks for; what is not understood is as if it were not there. @param today in the settings' time zone. */
export function lookingAt(search: string, today: string): Looking {
  const values = new URLSearchParams(search);
  const filters: Looking['filters'] = {};
  for (const name of FILTER_NAMES) {
    const value = values.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const [one, other] = [values.get('from') ?? '', values.get('to') ?? ''];
  if (isDay(one) && isDay(other)) {
    const [from, to] = one <= other ? [one, other] : [other, one];
    if (daysBetween(from, to) <= MAX_DAYS) return { period: null, from, to, filters };
  }
  const period = PERIODS.find((days) => String(days) === values.get('period')) ?? DEFAULT_PERIOD;
  return { period, from: addDays(today, -period), to: addDays(today, -1), filters };
}

/** A page of the console that looks at the same days with the same filters. */
export function addressFor(path: string, looking: Looking, more: Record<string, string | undefined> = {}): string {
  const values = withPeriod(looking);
  for (const [name, value] of Object.entries(more)) if (value) values.set(name, value);
  const text = String(values);
  return text ? `${path}?${text}` : path;
}

/** The page that shows this. */
export function gapsAddress(looking: Looking): string {
  return addressFor('/admin/gaps', looking);
}

/** The page of one gap. */
export function gapAddress(looking: Looking, key: string): string {
  return addressFor(`/admin/gaps/${encodeURIComponent(key)}`, looking);
}

/** The page of one article. */
export function articleAddress(looking: Looking, slug: string): string {
  return addressFor(`/admin/articles/${encodeURIComponent(slug)}`, looking);
}

type AttemptsBehind = 'outcome' | 'reason' | 'with' | 'searched' | 'read' | 'said_yes' | 'said_no' | 'led_to' | 'gap';

/** The attempts behind a number. */
export function attemptsAddress(looking: Looking, behind: Partial<Record<AttemptsBehind, string | undefined>>): string {
  return addressFor('/admin/gaps/attempts', looking, behind);
}

/** The requests behind a number: the queue, with names of its filters. */
export function requestsAddress(looking: Looking, behind: Record<string, string>): string {
  const { from, to, filters } = looking;
  return `/admin?${new URLSearchParams({ ...filters, from, to, ...behind, sort: '-submitted_at' })}`;
}

/** The requests that were in a status at the end of the last day that one looks at, whenever they came. */
export function statusAddress({ to, filters }: Looking, status: string, isOver = false): string {
  const then = { status_on: to, status_then: status, ...(isOver ? { status_over: 'true' } : {}) };
  return `/admin?${new URLSearchParams({ ...filters, ...then, sort: '-submitted_at' })}`;
}

/** What the server is asked for. */
export function serverQuery({ from, to, filters }: Looking): Record<string, string> {
  return { from, to, ...filters };
}

export function isNarrowed({ filters }: Looking): boolean {
  return Object.keys(filters).length > 0;
}

/** The same with some filters set, or taken away where they are empty. */
export function withFilter(looking: Looking, name: FilterName, value: string): Looking {
  const { [name]: _before, ...others } = looking.filters;
  return { ...looking, filters: value.trim() ? { ...others, [name]: value.trim() } : others };
}

/** The same for a number of days that end yesterday. */
export function withDays(looking: Looking, period: number, today: string): Looking {
  return { ...looking, period, from: addDays(today, -period), to: addDays(today, -1) };
}

function withPeriod({ period, from, to, filters }: Looking): URLSearchParams {
  const values = new URLSearchParams();
  if (period === null) {
    values.set('from', from);
    values.set('to', to);
  } else if (period !== DEFAULT_PERIOD) values.set('period', String(period));
  for (const name of FILTER_NAMES) {
    const value = filters[name];
    if (value) values.set(name, value);
  }
  return values;
}

/** Whether this person may read attempts one by one, as `canReadHelpSessions` of the server decides. */
export function maySeeAttempts({ role }: { role: PersonRole }): boolean {
  return role === 'admin' || role === 'agent';
}
