// The page of the weekly digest: the letter of the chosen team and part, its files, and what became of the mails.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DigestPage } from '../../../admin/digest/digest-page.tsx';
import { forgetSession, loadSession } from '../../../admin/session-model.ts';
import type { DigestView } from '../../../contract/api/digests.ts';
import { deskWith } from '../queue/fake-desk.ts';
import { type FakeServer, fakeServer, ME, refusal } from '../sign-in/fake-server.ts';

const GROUPS = [
  { key: 'billing', label: 'Billing' },
  { key: 'accounts', label: 'Accounts' },
];
const view = (more: Partial<DigestView> = {}): { body: DigestView } => ({
  body: {
    group: 'billing',
    label: 'Billing',
    from: '2026-03-02',
    to: '2026-03-29',
    digest: {
      title: 'Billing · 2–29 March 2026',
      volume: '9 requests from 8 people · 14 help attempts',
      alerts: ['Sudden rise 23–24 March: payment page error, 3 people (not working)'],
      lines: [
        {
          label: 'Keeps happening',
          words: 'REWRITE "Refund rules": 3 people',
          url: 'https://help.example.com/admin/gaps/unclear%3AA4',
        },
        { label: 'Stuck', words: 'nothing over its limit', url: null },
      ],
      honesty: 'Not sure yet 0 · not attributed 0',
      url: 'https://help.example.com/admin/gaps?target_group=billing',
    },
    text: 'text',
    html: '<p>html</p>',
    without_team: 0,
    next: null,
    mail: 'off',
    sent: [],
    ...more,
  },
});

let server: FakeServer;
beforeEach(() => {
  // A Wednesday.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-04-01T09:00:00Z') });
  server = fakeServer();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(groups = GROUPS, can: object = { read_reports: true }): Promise<void> {
  server.answer('GET v1/admin/me', { body: { ...ME, can } });
  server.answer('GET v1/admin/desk', { body: deskWith({ target_groups: groups }) });
  forgetSession();
  await loadSession();
  history.replaceState(null, '', '/admin/gaps/digest');
  render(
    <LocationProvider>
      <DigestPage />
    </LocationProvider>,
  );
}

it('says how many requests are in no digest, and leads to them', async () => {
  server.answer('GET v1/admin/digests/billing?part=all&to=2026-03-29', view({ without_team: 3 }));
  await open(GROUPS, { read_reports: true, list_tickets: true });
  const link = await screen.findByRole('link', { name: '3 requests of these weeks without a team' });
  expect(link.getAttribute('href')).toContain('from=2026-03-02&to=2026-03-29&target_group=unset');
  expect(link.closest('p')?.textContent).toBe('3 requests of these weeks belong to no team, and so to no digest.');
});

it('shows the letter, leads on from it, and offers both files', async () => {
  server.answer('GET v1/admin/digests/billing?part=all&to=2026-03-29', view());
  await open();
  await screen.findByRole('heading', { name: 'Billing · 2–29 March 2026' });
  // What it leads to shows the numbers that it says.
  const window = 'from=2026-03-02&to=2026-03-29&target_group=billing';
  expect(screen.getByRole('link', { name: /REWRITE/ }).getAttribute('href')).toBe(`/admin/gaps/unclear%3AA4?${window}`);
  expect(screen.getByRole('link', { name: 'All figures of these weeks' }).getAttribute('href')).toBe(
    `/admin/gaps?${window}`,
  );
  expect(screen.getByText(/Sudden rise/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Download as text' }).getAttribute('href')).toBe(
    '/api/v1/admin/digests/billing?part=all&to=2026-03-29&format=text',
  );
  expect(screen.getByText(/Mail is off on this server/)).toBeTruthy();
});

it('changes team and part by address, and says what became of the mails', async () => {
  server.answer('GET v1/admin/digests/billing?part=all&to=2026-03-29', view());
  server.answer(
    'GET v1/admin/digests/accounts?part=all&to=2026-03-29',
    view({
      mail: 'on',
      next: { at: '2026-04-06T06:00:00.000Z', people: 2 },
      sent: [
        { at: '2026-03-30T06:00:00.000Z', recipient: 'bo@example.com', state: 'dead', last_error: 'refused with 550' },
      ],
    }),
  );
  await open();
  await userEvent.selectOptions(await screen.findByLabelText('Team'), 'accounts');
  await screen.findByText('given up (refused with 550)');
  expect(screen.getByText(/goes to 2 people on/)).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText('For'), 'product');
  await waitFor(() => expect(location.search).toBe('?team=accounts&part=product'));
});

it('says of which weeks it tells, and shows that of another week', async () => {
  server.answer('GET v1/admin/digests/billing?part=all&to=2026-03-29', view());
  server.answer('GET v1/admin/digests/billing?part=all&to=2026-03-15', view({ from: '2026-02-16', to: '2026-03-15' }));
  server.answer('GET v1/admin/digests/billing?part=knowledge&to=2026-03-15', view());
  await open();
  const weeks = await screen.findByLabelText('Four weeks to');
  expect(screen.getByText(/this one of 2 to 29 March 2026/)).toBeTruthy();
  expect([...weeks.querySelectorAll('option')].map(({ textContent }) => textContent).slice(0, 2)).toEqual([
    '29 March 2026, last week',
    '22 March 2026',
  ]);
  await userEvent.selectOptions(weeks, '15 March 2026');
  await waitFor(() => expect(location.search).toBe('?team=billing&part=all&to=2026-03-15'));
  expect(screen.getByText(/this one of 16 February to 15 March 2026/)).toBeTruthy();
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'Download as HTML' }).getAttribute('href')).toBe(
      '/api/v1/admin/digests/billing?part=all&to=2026-03-15&format=html',
    ),
  );
  await userEvent.selectOptions(screen.getByLabelText('For'), 'knowledge');
  await waitFor(() => expect(location.search).toBe('?team=billing&part=knowledge&to=2026-03-15'));
});

it('says why there is none', async () => {
  await open([]);
  await screen.findByRole('heading', { name: 'There is no team yet to write to.' });
  cleanup();
  await open(GROUPS, {});
  await screen.findByRole('heading', { name: 'The digest is not for your role.' });
  cleanup();
  server.answer('GET v1/admin/digests/billing?part=all&to=2026-03-29', { status: 503, ...refusal('unavailable') });
  await open();
  await screen.findByRole('button', { name: 'Try again' });
});
