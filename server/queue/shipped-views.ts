// The views of the queue that come with the product, for everybody.
import type { TicketFilters, TicketSort } from '../../contract/api/queue.ts';

export interface ShippedView {
  id: string;
  name: string;
  filters: TicketFilters;
  sort: TicketSort;
}

/** For those alone who may give one. */
export const SECOND_READING_VIEW = 'second_reading';

export const SHIPPED_VIEWS: readonly ShippedView[] = [
  { id: 'all_open', name: 'All open', filters: { status: 'open' }, sort: 'due' },
  { id: 'unanswered', name: 'Unanswered', filters: { status: 'open', replied: 'false' }, sort: 'due' },
  { id: 'mine', name: 'Mine', filters: { status: 'open', assignee: 'me' }, sort: 'due' },
  { id: 'urgent', name: 'Urgent', filters: { status: 'open', priority: 'urgent' }, sort: 'due' },
  { id: 'waiting_too_long', name: 'Waiting too long', filters: { languishing: 'true' }, sort: 'status_changed_at' },
  { id: 'not_sure_yet', name: 'Not sure yet', filters: { status: 'open', kind: 'undetermined' }, sort: 'due' },
  { id: SECOND_READING_VIEW, name: 'Second reading', filters: { second_reading: 'asked' }, sort: 'submitted_at' },
];
