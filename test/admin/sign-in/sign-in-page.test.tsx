// The sign-in page as a person meets it: fields, errors where they belong, the second step, and where it leads.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '../../../admin/session-model.ts';
import { SignInPage } from '../../../admin/sign-in/sign-in-page.tsx';
import { type FakeServer, fakeServer, ME, refusal } from './fake-server.ts';

const SIGN_IN = 'POST auth/sign-in/email';
const CODE = 'POST auth/sign-in/code';
let server: FakeServer;

function open(query = ''): void {
  history.replaceState(null, '', `/admin/sign-in${query}`);
  render(
    <LocationProvider>
      <SignInPage />
    </LocationProvider>,
  );
}

beforeEach(() => {
  server = fakeServer();
  server.answer('GET v1/admin/me', { body: ME });
  server.answer('GET v1/admin/desk', { body: { name: 'Help' } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const type = async (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('the sign-in page', () => {
  it('lets password managers and keyboards do their work', async () => {
    open();
    const email = screen.getByLabelText('Email');
    const password = screen.getByLabelText('Password');
    expect(document.activeElement).toBe(email);
    expect([email.getAttribute('autocomplete'), password.getAttribute('autocomplete')]).toEqual([
      'username',
      'current-password',
    ]);
    expect(email.closest('form')).toBe(password.closest('form'));
    server.answer(SIGN_IN, { body: { second_factor_needed: false } });
    await userEvent.keyboard('ada@example.com{Tab}nine green umbrellas{Enter}');
    await waitFor(() => expect(location.pathname).toBe('/admin'));
    expect(server.sent[0]).toEqual({
      route: SIGN_IN,
      body: { email: 'ada@example.com', password: 'nine green umbrellas' },
    });
    expect(session.value.state).toBe('ready');
  });

  it('asks the server nothing while a field is empty, and goes to the first one', async () => {
    open();
    await press('Sign in');
    const email = screen.getByLabelText('Email');
    await waitFor(() => expect(document.activeElement).toBe(email));
    expect(email.getAttribute('aria-invalid')).toBe('true');
    const error = document.getElementById(email.getAttribute('aria-describedby') ?? '');
    expect(error?.textContent).toBe('Enter your address, like name@example.com.');
    expect(server.sent).toEqual([]);
    await userEvent.type(email, 'a');
    expect(email.getAttribute('aria-invalid')).toBe('false');
  });

  it('says once what is wrong, keeps the address, and empties the password', async () => {
    open();
    server.answer(SIGN_IN, { status: 401, ...refusal('sign_in_refused') });
    await type('Email', 'ada@example.com');
    await type('Password', 'not the password');
    await press('Sign in');
    expect((await screen.findByRole('alert')).textContent).toMatch(/do not belong together/);
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ada@example.com');
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
  });

  it('says how long to wait after too many', async () => {
    open();
    server.answer(SIGN_IN, { status: 429, headers: { 'retry-after': '700' }, ...refusal('too_many_requests') });
    await type('Email', 'ada@example.com');
    await type('Password', 'x');
    await press('Sign in');
    expect((await screen.findByRole('alert')).textContent).toMatch(/about 12 minutes/);
  });

  it('says that the server did not answer, and keeps what was typed', async () => {
    open();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await type('Email', 'ada@example.com');
    await type('Password', 'nine green umbrellas');
    await press('Sign in');
    expect((await screen.findByRole('alert')).textContent).toMatch(/did not answer/);
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('nine green umbrellas');
  });

  it('goes on to where one was going, if that is ours', async () => {
    open('?next=%2Fadmin%2Frequests%2F1001');
    server.answer(SIGN_IN, { body: { second_factor_needed: false } });
    await type('Email', 'ada@example.com');
    await type('Password', 'nine green umbrellas');
    await press('Sign in');
    await waitFor(() => expect(location.pathname).toBe('/admin/requests/1001'));
  });
});

describe('the second step', () => {
  beforeEach(async () => {
    open('?next=%2F%2Fevil.example');
    server.answer(SIGN_IN, { body: { second_factor_needed: true } });
    await type('Email', 'ada@example.com');
    await type('Password', 'nine green umbrellas');
    await press('Sign in');
    await screen.findByRole('heading', { name: 'Type the code' });
  });

  it('takes a code that phones can fill in, and says when it is wrong', async () => {
    const code = screen.getByLabelText('Code');
    expect(code.getAttribute('autocomplete')).toBe('one-time-code');
    await waitFor(() => expect(document.activeElement).toBe(code));
    server.answer(
      CODE,
      { status: 401, ...refusal('second_factor_refused') },
      { body: { second_factor_needed: false } },
    );
    await userEvent.keyboard('000000{Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Codes change every 30 seconds/);
    await press('Sign in');
    await waitFor(() => expect(location.pathname).toBe('/admin'));
    expect(location.host).not.toContain('evil');
  });

  it('takes a recovery code for who has no phone', async () => {
    server.answer(CODE, { body: { second_factor_needed: false } });
    await press('I do not have my phone');
    await type('Recovery code', 'k3mxp-7wq2h');
    await press('Sign in');
    await waitFor(() => expect(location.pathname).toBe('/admin'));
    expect(server.sent.find(({ route }) => route === CODE)?.body).toEqual({ code: 'k3mxp-7wq2h' });
  });

  it('leads back to the password when the challenge is over, and says why', async () => {
    server.answer(CODE, { status: 401, ...refusal('sign_in_again') });
    await type('Code', '000000');
    await press('Sign in');
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(screen.getByRole('alert').textContent).toMatch(/Start again with your password/);
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ada@example.com');
  });
});
