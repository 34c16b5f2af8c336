// The queue's filters as an address: what is shown can be gone back to, reloaded and sent to a colleague.
import type { TicketFilters, TicketSort, View } from '../../contract/api/queue.ts';
import { FILTER_KEYS } from './filter-kinds.ts';

/** What the list is asked for, and which view it came from. */
export interface Asked {
  filters: TicketFilters;
  sort: TicketSort;
  view: View | null;
  /** It shows something else than its view says. */
  isChanged: boolean;
}

const DEFAULT_SORT: TicketSort = 'due';

/**
 * `?view=mine` is a view as it is; `?of=mine&…` is one that was changed here, and says all of its filters; filters
 * alone belong to no view; nothing at all is the first view. What the console does not know is left out.
 */
export function askedBy(search: string, views: readonly View[], sorts: readonly string[]): Asked {
  const values = new URLSearchParams(search);
  const named = values.get('view');
  const base = views.find(({ id }) => id === (named ?? values.get('of'))) ?? null;
  if (named !== null && base) return asView(base);
  const filters: Partial<Record<keyof TicketFilters, string>> = {};
  for (const key of FILTER_KEYS) {
    const value = values.get(key);
    if (value) filters[key] = value;
  }
  const isBare = Object.keys(filters).length === 0 && !values.has('of') && !values.has('sort');
  if (isBare && views[0]) return asView(views[0]);
  const sort = values.get('sort');
  const asked = {
    // The server checks the values, and says where one is not allowed.
    filters: filters as TicketFilters,
    sort: sort && sorts.includes(sort) ? (sort as TicketSort) : DEFAULT_SORT,
  };
  return { ...asked, view: base, isChanged: base === null || !isSame(asked, base) };
}

/** The address that shows this. */
export function addressOf({ filters, sort, view, isChanged }: Asked): string {
  if (view && !isChanged) return `/admin?view=${encodeURIComponent(view.id)}`;
  const values = new URLSearchParams();
  if (view) values.set('of', view.id);
  for (const key of FILTER_KEYS) {
    const value = filters[key];
    if (value) values.set(key, value);
  }
  if (sort !== DEFAULT_SORT || view || values.size === 0) values.set('sort', sort);
  return `/admin?${values}`;
}

/** Where all that is asked for comes as a table, in the same order; a browser stores it. */
export function csvAddress({ filters, sort }: Pick<Asked, 'filters' | 'sort'>): string {
  const values = new URLSearchParams({ sort, format: 'csv' });
  for (const key of FILTER_KEYS) {
    const value = filters[key];
    if (value) values.set(key, value);
  }
  return `/api/v1/admin/tickets?${values}`;
}

/** The same list with some filters set, or taken away where they are empty. */
export function withFilters(asked: Asked, change: Partial<Record<keyof TicketFilters, string | null>>): Asked {
  const filters: Partial<Record<keyof TicketFilters, string>> = { ...asked.filters };
  for (const [key, value] of Object.entries(change) as [keyof TicketFilters, string | null][]) {
    if (value) filters[key] = value;
    else delete filters[key];
  }
  return changed({ ...asked, filters: filters as TicketFilters });
}

export function withSort(asked: Asked, sort: TicketSort): Asked {
  return changed({ ...asked, sort });
}

export function asView(view: View): Asked {
  return { filters: view.filters, sort: view.sort, view, isChanged: false };
}

function changed(asked: Asked): Asked {
  return { ...asked, isChanged: asked.view === null || !isSame(asked, asked.view) };
}

function isSame(one: Pick<Asked, 'filters' | 'sort'>, other: Pick<Asked, 'filters' | 'sort'>): boolean {
  return one.sort === other.sort && FILTER_KEYS.every((key) => (one.filters[key] ?? '') === (other.filters[key] ?? ''));
}
