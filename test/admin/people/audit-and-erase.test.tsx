// What was done here, filtered and page by page; and erasing a requester: look first, type it again, done.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditPage } from '../../../admin/people/audit-page.tsx';
import { ErasePage } from '../../../admin/people/erase-page.tsx';
import { loadSession } from '../../../admin/session-model.ts';
import { type FakeServer, fakeServer, ME, refusal } from '../sign-in/fake-server.ts';

const AUDIT = 'GET v1/admin/audit';
const ERASE = 'POST v1/admin/requesters/erase';
const line = (more: Record<string, unknown> = {}) => ({
  at: '2026-03-02T10:00:00.000Z',
  who: 'Ada Byron',
  what: 'role_changed',
  label: 'changed a role',
  about: 'Lin Zhao',
  detail: 'From agent to admin.',
  ...more,
});
const page = (entries: unknown[], next_cursor: string | null = null) => ({ body: { entries, next_cursor } });
const erased = (more: Record<string, unknown> = {}) => ({
  body: { dry_run: false, requests: 0, messages: 0, files: 0, sessions: 0, mentions: 0, ...more },
});

let server: FakeServer;
beforeEach(async () => {
  server = fakeServer();
  server.answer('GET v1/admin/me', { body: ME });
  server.answer('GET v1/admin/desk', { body: { name: 'Help' } });
  await loadSession();
  server.sent.length = 0;
  server.answer('GET v1/admin/people', {
    body: { people: [{ id: 'l2', name: 'Lin Zhao', email: 'lin@example.com' }] },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const asked = () => server.sent.map(({ route }) => route).filter((route) => route.startsWith(AUDIT));

it.each([
  ['the audit', AuditPage],
  ['erasing', ErasePage],
])('whoever is no admin finds no form on the page of %s, and nothing is asked', async (_what, Page) => {
  server.answer('GET v1/admin/me', { body: { ...ME, can: { list_tickets: true } } });
  await loadSession();
  const before = server.sent.length;
  render(<Page />);
  expect(screen.getByText(/This page is for admins/)).toBeTruthy();
  for (const role of ['button', 'combobox', 'textbox']) expect(screen.queryByRole(role)).toBeNull();
  expect(server.sent).toHaveLength(before);
});

describe('the audit page', () => {
  it('says who did what about whom', async () => {
    const unknown = line({
      who: 'nobody',
      what: 'sign_in_failed',
      label: 'could not sign in',
      about: null,
      detail: null,
    });
    server.answer(AUDIT, page([line(), unknown, line({ ...unknown, about: 'Lin Zhao' })]));
    render(<AuditPage />);
    const lines = (await screen.findAllByRole('listitem')).map((item) => item.textContent);
    expect(lines[0]).toMatch(/^Ada Byron changed a role: Lin ZhaoFrom agent to admin\.Mon/);
    expect(lines[1]).toMatch(/^Somebody could not sign inMon/);
    expect(lines[2]).toMatch(/^Somebody could not sign in as Lin ZhaoMon/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('spares the reader ids', async () => {
    server.answer(AUDIT, page([line({ label: 'shared a view', about: crypto.randomUUID(), detail: null })]));
    render(<AuditPage />);
    expect((await screen.findByRole('listitem')).textContent).toMatch(/^Ada Byron shared a viewMon/);
  });

  it('asks again with each filter, and says when nothing is like that', async () => {
    server.answer(AUDIT, page([line()]));
    render(<AuditPage />);
    await screen.findAllByRole('listitem');
    server.answer(`${AUDIT}?what=token_made`, page([]));
    await userEvent.selectOptions(screen.getByLabelText('What'), 'token_made');
    expect(await screen.findByText('Nothing of this was done.')).toBeTruthy();
    server.answer(`${AUDIT}?who=lin%40example.com&what=token_made`, page([line()]));
    await userEvent.selectOptions(screen.getByLabelText('Who'), 'lin@example.com');
    expect(await screen.findAllByRole('listitem')).toHaveLength(1);
    expect(asked()).toHaveLength(3);
  });

  it('shows earlier ones below those that are there', async () => {
    server.answer(AUDIT, page([line()], 'c1'));
    server.answer(`${AUDIT}?cursor=c1`, page([line({ who: 'Earlier' })]));
    render(<AuditPage />);
    await screen.findAllByRole('listitem');
    await press('Show earlier ones');
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
    expect(screen.queryByRole('button', { name: 'Show earlier ones' })).toBeNull();
  });

  it('says what went wrong, and tries again', async () => {
    server.answer(AUDIT, { status: 503, ...refusal('unavailable') }, page([]));
    render(<AuditPage />);
    await screen.findByRole('alert');
    await press('Try again');
    expect(await screen.findByText('Nothing was done yet.')).toBeTruthy();
  });
});

describe('the page that erases', () => {
  const look = async (answer = erased({ dry_run: true, requests: 2, files: 1 })) => {
    server.answer(ERASE, answer);
    render(<ErasePage />);
    await userEvent.type(screen.getByLabelText('Their email'), 'Ann@example.com');
    await press('See what there is');
  };

  it('looks first, and erases only after the address was typed again', async () => {
    await look();
    expect(await screen.findByText(/^This would erase 2 requests, 1 file\./)).toBeTruthy();
    await press('Erase for good');
    expect(screen.getByText(/Type Ann@example\.com again/)).toBeTruthy();
    expect(server.sent).toEqual([{ route: ERASE, body: { email: 'Ann@example.com', dry_run: true } }]);
    server.answer(ERASE, erased({ requests: 2, files: 1 }));
    await userEvent.type(screen.getByLabelText('The address again'), 'ann@example.com');
    await press('Erase for good');
    expect(await screen.findByText('Erased: 2 requests, 1 file.')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Done');
    expect(server.sent.at(-1)?.body).toEqual({ email: 'Ann@example.com', confirm: 'ann@example.com' });
  });

  it('says where there is nothing to see, and lets the person go back', async () => {
    await look(erased({ dry_run: true }));
    expect(await screen.findByText(/^You see no trace of this address\./)).toBeTruthy();
    await press('Keep it, choose another');
    expect(screen.getByLabelText<HTMLInputElement>('Their email').value).toBe('');
  });

  it('keeps the address after a refusal, and says why', async () => {
    server.answer(ERASE, { status: 503, ...refusal('unavailable') });
    render(<ErasePage />);
    await userEvent.type(screen.getByLabelText('Their email'), 'ann@example.com');
    await press('See what there is');
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Their email').value).toBe('ann@example.com');
  });

  it('takes nothing that is no address', async () => {
    render(<ErasePage />);
    await press('See what there is');
    expect(screen.getByText('Enter an address like name@example.com.')).toBeTruthy();
    expect(server.sent).toEqual([]);
  });
});
