// The page behind a one-time link: what it asks of whom, and what it says when the link is over.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WelcomePage } from '../../../admin/sign-in/welcome-page.tsx';
import { type FakeServer, fakeServer, ME, refusal } from './fake-server.ts';

const CHECK = 'POST auth/link/check';
const USE = 'POST auth/link';
let server: FakeServer;
beforeEach(() => {
  server = fakeServer();
  server.answer('GET v1/admin/me', { body: ME });
  server.answer('GET v1/admin/desk', { body: { name: 'Help' } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(link: Record<string, unknown> | null): void {
  server.answer(CHECK, link ? { body: link } : { status: 410, ...refusal('link_expired') });
  history.replaceState(null, '', '/admin/welcome#the-token');
  render(
    <LocationProvider>
      <WelcomePage />
    </LocationProvider>,
  );
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const PASSWORD = 'nine green umbrellas';

describe('a one-time link', () => {
  it('makes the first admin, who says their address and name', async () => {
    open({ purpose: 'first_admin', email: null, name: null });
    await screen.findByRole('heading', { name: 'Become the first admin' });
    await press('Sign in');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Email')));
    await userEvent.type(screen.getByLabelText('Email'), 'ada@example.com');
    await userEvent.type(screen.getByLabelText('Your name'), 'Ada Byron');
    await userEvent.type(screen.getByLabelText('New password'), PASSWORD);
    server.answer(USE, { body: { second_factor_needed: false } });
    await press('Sign in');
    await waitFor(() => expect(location.pathname).toBe('/admin'));
    expect(location.hash).toBe('');
    expect(server.sent.find(({ route }) => route === USE)?.body).toEqual({
      token: 'the-token',
      email: 'ada@example.com',
      name: 'Ada Byron',
      password: PASSWORD,
    });
  });

  it('greets the invited by the address that it is for, which they cannot change', async () => {
    open({ purpose: 'invitation', email: 'lin@example.com', name: 'lin' });
    const email = await screen.findByLabelText<HTMLInputElement>('Email');
    expect({ value: email.value, readOnly: email.readOnly, autocomplete: email.getAttribute('autocomplete') }).toEqual({
      value: 'lin@example.com',
      readOnly: true,
      autocomplete: 'username',
    });
    const password = screen.getByLabelText<HTMLInputElement>('New password');
    expect(password.getAttribute('autocomplete')).toBe('new-password');
    expect(password.type).toBe('password');
    await userEvent.click(screen.getByLabelText('Show the password'));
    expect(screen.getByLabelText<HTMLInputElement>('New password').type).toBe('text');
  });

  it('asks for nothing but a new password where one was forgotten, and then for the code', async () => {
    open({ purpose: 'reset', email: 'ada@example.com', name: 'Ada' });
    await screen.findByRole('heading', { name: 'Choose a new password' });
    expect(screen.queryByLabelText('Your name')).toBeNull();
    await userEvent.type(screen.getByLabelText('New password'), PASSWORD);
    server.answer(USE, { body: { second_factor_needed: true } });
    await press('Set the password');
    await screen.findByRole('heading', { name: 'Type the code' });
  });

  it('shows below the field why a password cannot be one, ours first, then the server’s', async () => {
    open({ purpose: 'reset', email: 'ada@example.com', name: 'Ada' });
    const password = await screen.findByLabelText('New password');
    await userEvent.type(password, 'short');
    await press('Set the password');
    expect(screen.getByText('Use at least 10 characters; these are 5.')).toBeTruthy();
    expect(server.sent.map(({ route }) => route)).toEqual([CHECK]);
    await userEvent.type(password, ' password123');
    const detail = 'This is one of the passwords that are tried first. Use another.';
    server.answer(USE, {
      status: 400,
      ...refusal('validation_failed', { errors: [{ pointer: '/password', detail }] }),
    });
    await press('Set the password');
    expect(await screen.findByText(detail)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(password));
  });

  it('that was used, or is too old, says so and shows the way to sign-in', async () => {
    open(null);
    await screen.findByRole('heading', { name: 'This link is over' });
    expect(screen.getByRole('link', { name: 'To sign-in' }).getAttribute('href')).toBe('/admin/sign-in');
  });

  it('can be tried again when the server did not answer', async () => {
    server.answer(
      CHECK,
      { status: 503, ...refusal('unavailable') },
      { body: { purpose: 'reset', email: 'a@b.c', name: 'A' } },
    );
    history.replaceState(null, '', '/admin/welcome#the-token');
    render(
      <LocationProvider>
        <WelcomePage />
      </LocationProvider>,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { name: 'Choose a new password' });
  });
});
