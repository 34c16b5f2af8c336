// How the promise of a request stands: running, late, kept or broken, and how many support minutes are left.
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { businessMinutesBetween } from '../method/business-hours.ts';
import type { Services } from '../services.ts';
import { calendarOf } from '../settings/calendar.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { promiseText } from './promise.ts';

export function promiseState(
  services: Pick<Services, 'settings' | 'clock'>,
  ticket: TicketRow,
): TicketDetail['promise'] {
  const { settings, clock } = services;
  const by = ticket.respond_by;
  const said = {
    text: promiseText(settings, { hours: ticket.promise_hours, respondBy: by }, 'en'),
    respond_by: by,
  };
  if (ticket.reply_expected === 0) return { ...said, state: 'none', minutes_left: null };
  // A request that was closed without a word had its answer then.
  const answeredAt = ticket.first_reply_at ?? ticket.solved_at;
  if (answeredAt !== null) return { ...said, state: answeredAt <= by ? 'kept' : 'broken', minutes_left: null };
  const now = clock.now().toISOString();
  const calendar = calendarOf(settings);
  const left = Math.round(businessMinutesBetween(now, by, calendar));
  const over = Math.round(businessMinutesBetween(by, now, calendar));
  return now <= by
    ? { ...said, state: 'running', minutes_left: left }
    : { ...said, state: 'late', minutes_left: over === 0 ? 0 : -over };
}
