// The queue by keyboard: moving, selecting, changing and undoing, refusals, views, and every way of showing nothing.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueuePage } from '../../../admin/queue/queue-page.tsx';
import { loadSession } from '../../../admin/session-model.ts';
import { announceFailure, LiveRegion } from '../../../admin/ui/announce.tsx';
import { KeySheet } from '../../../admin/ui/keys.tsx';
import { closeToast, Toasts } from '../../../admin/ui/toasts.tsx';
import { deskWith, type FakeDesk, fakeDesk, rowWith, viewWith } from './fake-desk.ts';

const VIEWS = [
  viewWith('all_open', 'All open'),
  viewWith('mine', 'Mine', { filters: { assignee: 'me' }, position: 1 }),
];
const ROWS = [rowWith(11), rowWith(12, { unread: false }), rowWith(13, { kind: null, kind_source: 'hidden' })];
const BULK = 'v1/admin/tickets/bulk';

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function open(this: HTMLDialogElement) {
    this.setAttribute('open', '');
  };
  vi.stubGlobal('scrollTo', () => undefined);
  history.replaceState(null, '', '/admin');
});
afterEach(() => {
  cleanup();
  closeToast();
  announceFailure('');
  vi.unstubAllGlobals();
});

async function openQueue(
  rows = ROWS,
  desk = deskWith(),
  address = '/admin',
  owner = crypto.randomUUID(),
): Promise<FakeDesk> {
  history.replaceState(null, '', address);
  // Another person each time: what is kept of a list is kept for its owner.
  const fake = fakeDesk({ ...desk, me: { ...desk.me, id: owner } }, rows, VIEWS);
  await loadSession();
  render(
    <LocationProvider>
      <QueuePage />
      <LiveRegion />
      <Toasts />
      <KeySheet />
    </LocationProvider>,
  );
  if (rows.length > 0) await screen.findByRole('link', { name: new RegExp(rows[0]?.subject ?? '') });
  return fake;
}
const press = (keys: string) => userEvent.keyboard(keys);
const focused = () => document.activeElement?.getAttribute('aria-label') ?? '';
const accepts = (fake: FakeDesk, changed: number[], refused: unknown[] = []) =>
  fake.answer(({ path }) =>
    path === BULK ? { body: { batch: 'b1', undo_until: '2999-01-01T00:00:00.000Z', changed, refused } } : undefined,
  );

describe('the queue', () => {
  it('asks for the first view and shows its rows with what is unread', async () => {
    const fake = await openQueue();
    const [list] = fake.sent('GET', 'v1/admin/tickets');
    expect(Object.fromEntries(list?.query ?? [])).toEqual({ status: 'open', sort: 'due', limit: '50' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('All open 3');
    expect(document.querySelector('#request-11')?.className).toBe('');
    expect(document.querySelector('#request-12')?.className).toBe('read');
    expect(document.querySelector('#request-13')?.textContent).toContain('Yours to say');
  });

  it('gives what is shown as a table, with its filters and in its order', async () => {
    await openQueue(ROWS, deskWith(), '/admin?q=refund&status=open&sort=due');
    await userEvent.click(screen.getByRole('button', { name: 'This view' }));
    const link = screen.getByRole('menuitem', { name: 'Download as CSV' });
    expect(link.hasAttribute('download')).toBe(true);
    const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '', location.href);
    expect(pathname).toBe('/api/v1/admin/tickets');
    expect(Object.fromEntries(searchParams)).toEqual({ q: 'refund', status: 'open', sort: 'due', format: 'csv' });
  });

  it('moves the focus by J and K, and says subject and place', async () => {
    await openQueue();
    await press('j');
    await waitFor(() => expect(focused()).toMatch(/^11, Question 11.*1 of 3$/));
    await press('jj');
    await waitFor(() => expect(focused()).toMatch(/^13, Question 13.*3 of 3$/));
    await press('k');
    await waitFor(() => expect(focused()).toMatch(/^12/));
  });

  it('gives the current row to me by I, and takes it back by Z with what could not be undone', async () => {
    const fake = await openQueue();
    accepts(fake, [11]);
    fake.answer(({ path }) =>
      path === `${BULK}/b1/undo`
        ? { body: { undone: [], refused: [{ number: 11, code: 'stale', detail: 'Somebody went on with it.' }] } }
        : undefined,
    );
    await press('j');
    await press('i');
    await screen.findByText('1 request is now yours.');
    expect(fake.sent('POST', BULK)[0]?.body).toEqual({ numbers: [11], change: { assignee: 'ada@example.com' } });
    await press('z');
    await screen.findByText('Somebody went on with it.');
    expect(screen.getByRole('heading', { name: '1 request stayed as changed' })).toBeTruthy();
  });

  it('selects a range by X and Shift+X, assigns it by typing a name, and names what was refused', async () => {
    const fake = await openQueue();
    accepts(fake, [11, 13], [{ number: 12, code: 'not_allowed', detail: 'Your role does not allow this.' }]);
    await press('j');
    await press('x');
    await press('jj');
    await press('{Shift>}x{/Shift}');
    await screen.findByText('3 selected', { selector: 'b' });
    await press('a');
    await userEvent.type(await screen.findByRole('combobox', { name: /Assign to/ }), 'sof{Enter}');
    await screen.findByText('2 requests are now with Sofia Berg.');
    expect(fake.sent('POST', BULK)[0]?.body).toEqual({
      numbers: [11, 12, 13],
      change: { assignee: 'sofia@example.com' },
    });
    expect(screen.getByText('Your role does not allow this.').closest('li')?.textContent).toContain('12');
  });

  it('names the allowed statuses when another one is tried, and sends nothing', async () => {
    const fake = await openQueue();
    await press('j');
    await press('s');
    await userEvent.type(await screen.findByRole('combobox', { name: /status/ }), 'completed{Enter}');
    await screen.findByText(/“Completed” cannot follow “Submitted”\. Allowed: In review\./, {
      selector: '.notice span',
    });
    expect(fake.sent('POST', BULK)).toEqual([]);
  });

  it('confirms the suggested kind by C, with the version that was seen', async () => {
    const fake = await openQueue();
    fake.answer(({ method, path }) =>
      method === 'PATCH' && path === 'v1/admin/tickets/11' ? { body: {} } : undefined,
    );
    await press('j');
    await press('c');
    await screen.findByText('11: Knowledge gap, confirmed.');
    const [patch] = fake.sent('PATCH', 'v1/admin/tickets/11');
    expect(patch).toMatchObject({ body: { kind: 'knowledge_gap' }, headers: { 'if-match': '"v3"' } });
  });

  it('confirms the kind by mouse, with the suggestion first', async () => {
    const fake = await openQueue();
    fake.answer(({ method }) => (method === 'PATCH' ? { body: {} } : undefined));
    await userEvent.click(screen.getAllByTitle('Say what kind it is')[1] as HTMLElement);
    const [first] = await screen.findAllByRole('option');
    expect(first?.textContent).toBe('Knowledge gapOur suggestion');
    await userEvent.click(first as HTMLElement);
    await screen.findByText('12: Knowledge gap, confirmed.');
    expect(fake.sent('PATCH', 'v1/admin/tickets/12')[0]?.body).toEqual({ kind: 'knowledge_gap' });
  });

  it('asks for the kind where the suggestion is held back, without naming it', async () => {
    await openQueue();
    await press('jjj');
    await press('c');
    expect(await screen.findByRole('heading', { name: 'What kind is it?' })).toBeTruthy();
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Knowledge gap', 'Not working']);
  });

  it('leads to a request that waits for a second reading, and asks for no kind in the list', async () => {
    const row = rowWith(11, { kind: null, kind_source: 'hidden', second_reading: true, status: 'completed' });
    await openQueue([row]);
    expect(screen.getByText('Second reading')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Second reading|Yours to say/ })).toBeNull();
    await press('jc');
    expect(document.querySelector('dialog')).toBeNull();
    expect(screen.getByText('Open it for its second reading: Enter.')).toBeTruthy();
  });

  it('goes to the next view by V, and puts it into the address', async () => {
    await openQueue();
    await press('v');
    await waitFor(() => expect(location.search).toBe('?view=mine'));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^Mine/));
  });

  it('saves changed filters as a view', async () => {
    const fake = await openQueue(ROWS, deskWith(), '/admin?kind=other');
    fake.answer(({ method, path, body }) =>
      method === 'POST' && path === 'v1/admin/views'
        ? { status: 201, body: viewWith('new', 'Others', { ...(body as object), shipped: false }) }
        : undefined,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save as a view' }));
    await userEvent.type(await screen.findByLabelText('Name'), 'Others{Enter}');
    await waitFor(() => expect(location.search).toBe('?view=new'));
    expect(fake.sent('POST', 'v1/admin/views')[0]?.body).toEqual({
      name: 'Others',
      filters: { kind: 'other' },
      sort: 'due',
    });
  });

  it('marks an assignee who left and a status that the settings no longer have', async () => {
    const assignee = { id: 't', name: 'Tomás Ruiz', email: 't@example.com', left: true };
    await openQueue([rowWith(11, { assignee, status: 'old', status_label: 'old' })]);
    expect(screen.getByRole('img', { name: 'Tomás Ruiz has left: this needs somebody else' })).toBeTruthy();
    expect(screen.getByTitle(/The settings no longer have this status/).textContent).toBe('old');
  });

  it('has no acts for somebody who only reads', async () => {
    const desk = deskWith();
    const may = { ...desk.me.may, route: false, answer: false };
    const fake = await openQueue(ROWS, { ...desk, me: { ...desk.me, may } });
    expect(screen.queryByRole('checkbox')).toBeNull();
    await press('j');
    await press('xiac');
    expect(fake.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('a queue with nothing in it', () => {
  it('says how the first request comes where there is none at all', async () => {
    await openQueue([]);
    expect((await screen.findByText('No requests yet.')).parentElement?.textContent).toContain('Open the demo page');
  });

  it('says to a specialist that nothing was given to them, since they see nothing else', async () => {
    const desk = deskWith();
    await openQueue([], { ...desk, me: { ...desk.me, role: 'specialist' } });
    expect(await screen.findByText('No request is yours.')).toBeTruthy();
    expect(screen.queryByText('No requests yet.')).toBeNull();
  });

  it('offers to clear a search that found nothing', async () => {
    const desk = deskWith();
    const fake = fakeDesk(desk, [], VIEWS);
    fake.answer(({ path, query }) =>
      path === 'v1/admin/tickets' && query.get('limit') === '1'
        ? { body: { tickets: [], next_cursor: null, total: 9 } }
        : undefined,
    );
    history.replaceState(null, '', '/admin?of=all_open&status=open&q=vat');
    await loadSession();
    render(
      <LocationProvider>
        <QueuePage />
      </LocationProvider>,
    );
    await screen.findByText('Nothing here for “vat”.');
    expect(screen.getByRole('link', { name: 'Clear the search' }).getAttribute('href')).toBe('/admin?view=all_open');
  });

  it('says which filter the server does not take', async () => {
    const fake = fakeDesk(deskWith(), [], VIEWS);
    const errors = [{ pointer: '/kind', detail: 'Use one of these.' }];
    fake.answer(({ path }) =>
      path === 'v1/admin/tickets'
        ? { status: 400, body: { code: 'validation_failed', detail: 'Not usable.', errors } }
        : undefined,
    );
    await loadSession();
    render(
      <LocationProvider>
        <QueuePage />
      </LocationProvider>,
    );
    expect((await screen.findByRole('alert')).textContent).toContain('Not usable. kind: Use one of these.');
  });

  it('tells an editor that the queue is not for them', async () => {
    const desk = deskWith();
    const fake = await openQueue([], { ...desk, me: { ...desk.me, may: { ...desk.me.may, list: false } } });
    expect(screen.getByText('The queue is for people who answer.')).toBeTruthy();
    expect(fake.sent('GET', 'v1/admin/tickets')).toEqual([]);
  });
});
