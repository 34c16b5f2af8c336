// The queue's address: every filter goes into it and comes back, views stand for themselves until they are changed.
import { describe, expect, it } from 'vitest';
import { FILTER_KEYS } from '../../../admin/queue/filter-kinds.ts';
import { addressOf, askedBy, asView, withFilters, withSort } from '../../../admin/queue/queue-address.ts';
import { TICKET_SORTS, TicketFiltersSchema } from '../../../contract/api/queue.ts';
import { viewWith } from './fake-desk.ts';

const VIEWS = [
  viewWith('all_open', 'All open'),
  viewWith('mine', 'Mine', { filters: { status: 'open', assignee: 'me' } }),
];
const read = (address: string) => askedBy(address.replace('/admin', ''), VIEWS, TICKET_SORTS);

describe('the address of a queue', () => {
  it('has a place for every filter that the API takes', () => {
    expect([...FILTER_KEYS].sort()).toEqual(Object.keys(TicketFiltersSchema.shape).sort());
  });

  it('is the first view when it says nothing', () => {
    expect(read('/admin')).toMatchObject({ view: { id: 'all_open' }, isChanged: false });
  });

  it('says a view by its name, and all filters once it is changed', () => {
    const mine = asView(VIEWS[1] as (typeof VIEWS)[number]);
    expect(addressOf(mine)).toBe('/admin?view=mine');
    const changed = withFilters(mine, { q: 'vat & "ü"', status: null });
    expect(read(addressOf(changed))).toEqual(changed);
    expect(changed).toMatchObject({ filters: { assignee: 'me', q: 'vat & "ü"' }, isChanged: true });
    expect(withFilters(changed, { q: null, status: 'open' }).isChanged).toBe(false);
  });

  it('comes back as it was with each of the orders and without any filter', () => {
    for (const sort of TICKET_SORTS) {
      const asked = withSort(withFilters(read('/admin?view=all_open'), { status: null }), sort);
      expect(read(addressOf(asked))).toEqual(asked);
    }
  });

  it('leaves out what no queue has, and a view that is gone', () => {
    const asked = read('/admin?view=deleted&kind=other&nonsense=1&sort=subject');
    expect(asked).toEqual({ filters: { kind: 'other' }, sort: 'due', view: null, isChanged: true });
  });
});
