// The window and filters of a request for figures, with the defaults of METHOD 9, and the newest events written before.
import { AppError } from '../errors.ts';
import { addDays } from '../method/local-time.ts';
import type { Services } from '../services.ts';
import type { ReportScope } from './report-rows.queries.ts';
import { DEFAULT_WINDOW_DAYS, dayEnd, dayStart, defaultWindow } from './report-window.ts';

/** Longest window of a report, in days. */
const MAX_WINDOW_DAYS = 1_500;

export interface AskedWindow extends Partial<Record<keyof ReportScope['filters'], string | undefined>> {
  from?: string | undefined;
  to?: string | undefined;
}

/** @throws AppError validation_failed for a window that ends before it begins, or is too long. */
export function readWindow(
  services: Pick<Services, 'settings' | 'clock'>,
  asked: AskedWindow,
): { from: string; to: string; filters: Record<string, string>; scope: ReportScope } {
  const timeZone = services.settings.time_zone;
  const usual = defaultWindow(services.clock.now(), timeZone);
  const to = asked.to ?? (asked.from && asked.from > usual.to ? asked.from : usual.to);
  // Whoever names an end alone asks for as many days as usual before it.
  const before = addDays(to, 1 - DEFAULT_WINDOW_DAYS);
  const from = asked.from ?? (before < usual.from ? before : usual.from);
  checkWindow(from, to);
  const { site, target_group, audience, locale, page_key, channel } = asked;
  const named = Object.entries({ site, target_group, audience, locale, page_key, channel });
  const filters = Object.fromEntries(named.filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { from, to, filters, scope: scopeOf({ from, to }, timeZone, filters) };
}

/** The scope of a window of whole days, both inclusive. */
export function scopeOf(
  days: { from: string; to: string },
  timeZone: string,
  filters: ReportScope['filters'] = {},
): ReportScope {
  return { start: dayStart(days.from, timeZone), end: dayEnd(days.to, timeZone), days, filters };
}

/** Where the newest events cannot be written, on a full disk for instance, the figures of the others still stand. */
export async function writeNewestEvents(services: Services): Promise<void> {
  await services.events
    .flush()
    .catch((error: unknown) => services.log.error({ err: error }, 'events could not be written'));
}

function checkWindow(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const refuse = (detail: string) => new AppError('validation_failed', { errors: [{ pointer: '/from', detail }] });
  if (days < 0) throw refuse('The window must begin before it ends.');
  if (days > MAX_WINDOW_DAYS) throw refuse(`A window is at most ${MAX_WINDOW_DAYS} days.`);
}
