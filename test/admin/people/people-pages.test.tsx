// The people page and one's own account: what an admin sees of each person, links that are shown once, the second factor.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountPage } from '../../../admin/people/account-page.tsx';
import { PeoplePage } from '../../../admin/people/people-page.tsx';
import { loadSession } from '../../../admin/session-model.ts';
import { LiveRegion } from '../../../admin/ui/announce.tsx';
import { type FakeServer, fakeServer, ME, refusal } from '../sign-in/fake-server.ts';

const PEOPLE = 'GET v1/admin/people';
const person = (more: Record<string, unknown>) => ({
  id: 'a1',
  email: 'ada@example.com',
  name: 'Ada Byron',
  role: 'admin',
  disabled: false,
  two_factor: true,
  has_password: true,
  restricted_categories: ['security'],
  created_at: '2026-03-01T10:00:00.000Z',
  last_seen_at: null,
  ...more,
});
const LIN = person({ id: 'l2', email: 'lin@example.com', name: 'Lin Zhao', role: 'agent', has_password: false });

let server: FakeServer;
beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  server = fakeServer();
  server.answer('GET v1/admin/me', { body: ME });
  server.answer('GET v1/admin/desk', { body: { name: 'Help' } });
  server.answer(PEOPLE, { body: { people: [person({}), LIN] } });
  await loadSession();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const press = (name: string) => userEvent.click(screen.getByRole('button', { name, hidden: true }));
const focusIn = () => document.activeElement?.textContent;
const lastSent = () => server.sent.filter(({ route }) => !route.startsWith('GET')).at(-1);

describe('the people page', () => {
  it('says first how many work here and what is open', async () => {
    render(<PeoplePage />);
    expect(await screen.findByText('2 people work here. 1 invited, not in yet.')).toBeTruthy();
    const [ada, lin] = screen.getAllByRole('listitem');
    expect(ada?.textContent).toMatch(/Ada Byron \(you\).*second factor on.*reads security/);
    expect(lin?.textContent).toMatch(/Lin Zhao.*invited/);
    expect(within(ada as HTMLElement).queryByRole('button', { name: 'Shut out Ada Byron' })).toBeNull();
  });

  it('invites somebody and shows the link once, with until when it works', async () => {
    render(<PeoplePage />);
    await screen.findByText(/people work here/);
    await press('Invite somebody');
    await userEvent.type(screen.getByLabelText('Email'), 'dan@example.com');
    await userEvent.click(screen.getByLabelText(/Viewer\./));
    const url = 'http://localhost:4357/admin/welcome#abc';
    const link = { url, purpose: 'invitation', expires_at: '2026-03-03T10:00:00.000Z' };
    server.answer('POST v1/admin/people', { status: 201, body: { person: person({ name: 'Dan' }), link } });
    await press('Make the invitation');
    expect((await screen.findByLabelText<HTMLInputElement>('One-time link')).value).toBe(url);
    expect(lastSent()?.body).toEqual({ email: 'dan@example.com', role: 'viewer' });
    expect(screen.getByText(/It works once, until Tue/)).toBeTruthy();
  });

  it('says in words why the last admin stays one, and shows what is so', async () => {
    render(
      <>
        <PeoplePage />
        <LiveRegion />
      </>,
    );
    const role = await screen.findByLabelText<HTMLSelectElement>('Role of Ada Byron');
    const detail = 'This is the last admin. Make somebody else an admin first.';
    server.answer('PATCH v1/admin/people/a1', { status: 409, ...refusal('not_possible_now', { detail }) });
    await userEvent.selectOptions(role, 'agent');
    await waitFor(() => expect(lastSent()).toEqual({ route: 'PATCH v1/admin/people/a1', body: { role: 'agent' } }));
    expect(await screen.findByText(detail)).toBeTruthy();
    await waitFor(() => expect(server.sent.filter(({ route }) => route === PEOPLE)).toHaveLength(2));
  });

  it('can be loaded again when that failed', async () => {
    server.answer(PEOPLE, { status: 503, ...refusal('unavailable') }, { body: { people: [person({})] } });
    render(<PeoplePage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('One person works here.')).toBeTruthy();
  });

  it('offers nothing to whom it is refused', async () => {
    server.answer(PEOPLE, { status: 403, ...refusal('not_allowed') });
    render(<PeoplePage />);
    await screen.findByRole('alert');
    for (const name of ['Invite somebody', 'Try again']) expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('offers nothing while it is not yet refused, either', async () => {
    server.answer('GET v1/admin/me', { body: { ...ME, can: { list_tickets: true, manage_people: false } } });
    await loadSession();
    render(<PeoplePage />);
    expect(screen.getByText(/This page is for admins/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    expect(server.sent.filter(({ route }) => route === PEOPLE)).toEqual([]);
  });

  it('shuts somebody out after a question, and lets them in again without one', async () => {
    render(<PeoplePage />);
    server.answer('PATCH v1/admin/people/l2', { body: {} });
    await userEvent.click(await screen.findByRole('button', { name: 'Shut out Lin Zhao' }));
    expect(screen.getByRole('heading', { name: 'Shut Lin Zhao out?', hidden: true })).toBeTruthy();
    await press('Leave it as it is');
    expect(lastSent()).toBeUndefined();
    await press('Shut out Lin Zhao');
    server.answer(PEOPLE, { body: { people: [person({}), { ...LIN, disabled: true }] } });
    await press('Shut out');
    await waitFor(() => expect(lastSent()).toEqual({ route: 'PATCH v1/admin/people/l2', body: { disabled: true } }));
    await userEvent.click(await screen.findByRole('button', { name: 'Let in Lin Zhao' }));
    await waitFor(() => expect(lastSent()?.body).toEqual({ disabled: false }));
  });
});

describe('your account', () => {
  beforeEach(() => {
    server.answer('GET auth/sessions', {
      body: {
        sessions: [
          { id: 's1', browser: 'Firefox on Linux', created_at: ISO, last_used_at: ISO, current: true },
          { id: 's2', browser: 'Safari on iOS', created_at: ISO, last_used_at: ISO, current: false },
        ],
      },
    });
    server.answer('GET v1/admin/me/tokens', { body: { tokens: [] } });
  });

  it('lists where one is signed in, and ends what is not here', async () => {
    render(<AccountPage />);
    server.answer('DELETE auth/sessions/s2', { status: 204 });
    await userEvent.click(await screen.findByRole('button', { name: 'End the session in Safari on iOS' }));
    await waitFor(() => expect(lastSent()?.route).toBe('DELETE auth/sessions/s2'));
    expect(document.activeElement?.textContent).toContain('Firefox on Linux');
    expect(document.activeElement).not.toBe(document.body);
    expect(screen.queryByRole('button', { name: 'End the session in Firefox on Linux' })).toBeNull();
  });

  it('turns the second factor on with password, picture, codes and proof', async () => {
    render(<AccountPage />);
    await press('Turn it on');
    const recovery_codes = ['aaaaa-bbbbb', 'ccccc-ddddd'];
    const uri = 'otpauth://totp/Fingerpost:ada%40example.com?secret=ABCDEFGHIJKL&issuer=Fingerpost';
    server.answer('POST auth/second-factor', { body: { uri, secret: 'ABCDEFGHIJKL', recovery_codes } });
    await userEvent.type(screen.getByLabelText('Your password'), 'nine green umbrellas{Enter}');
    const picture = await screen.findByRole('img', { name: /QR code/ });
    expect(picture.querySelector('path')?.getAttribute('d')).toMatch(/^(M\d+ \d+h1v1h-1z){200,}$/);
    expect(screen.getByText('ABCD EFGH IJKL')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Recovery codes').value).toBe(recovery_codes.join('\n'));
    expect(document.activeElement?.textContent).toBe('Scan this with an authenticator app');
    server.answer('POST auth/second-factor/confirm', { status: 204 });
    server.answer('GET v1/admin/me', { body: { ...ME, two_factor: true } });
    await userEvent.type(screen.getByLabelText('Code'), '123 456{Enter}');
    expect(await screen.findByText(/It is on:/)).toBeTruthy();
    expect(lastSent()).toEqual({ route: 'POST auth/second-factor/confirm', body: { code: '123 456' } });
    expect(focusIn()).toBe('Second factor');
  });

  it('keeps the focus where a token was, once it is ended', async () => {
    const token = { id: 't1', name: 'export', created_at: ISO, last_used_at: null };
    server.answer('GET v1/admin/me/tokens', { body: { tokens: [token] } }, { body: { tokens: [] } });
    server.answer('DELETE v1/admin/me/tokens/t1', { status: 204 });
    render(<AccountPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'End the token export' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'End the token export' })).toBeNull());
    expect(focusIn()).toBe('API tokens');
  });

  it('changes the password, naming what is wrong under its field', async () => {
    render(<AccountPage />);
    await press('Change the password');
    await userEvent.type(screen.getByLabelText('Present password'), 'wrong');
    await userEvent.type(screen.getByLabelText('New password'), 'seven quiet rivers');
    const errors = [{ pointer: '/current_password', detail: 'This is not your password.' }];
    server.answer('POST auth/password', { status: 400, ...refusal('validation_failed', { errors }) }, { status: 204 });
    await press('Change it');
    expect(await screen.findByText('This is not your password.')).toBeTruthy();
    await press('Change it');
    expect(await screen.findByText('Changed. You are signed out everywhere else.')).toBeTruthy();
    expect(focusIn()).toBe('Password');
  });
});

const ISO = '2026-03-02T10:00:00.000Z';
