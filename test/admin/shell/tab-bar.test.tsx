// The bar of a phone leads wherever the bar of a desk does.
import { cleanup, render, screen, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, expect, it, vi } from 'vitest';
import { forgetSession, loadSession } from '../../../admin/session-model.ts';
import { TabBar, TopBar } from '../../../admin/shell/top-bar.tsx';
import { deskWith } from '../queue/fake-desk.ts';
import { fakeServer, ME } from '../sign-in/fake-server.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(can: object): Promise<void> {
  const server = fakeServer();
  server.answer('GET v1/admin/me', { body: { ...ME, can: { ...ME.can, ...can } } });
  server.answer('GET v1/admin/desk', { body: deskWith({}) });
  forgetSession();
  await loadSession();
  history.replaceState(null, '', '/admin/learnt');
  render(
    <LocationProvider>
      <TopBar />
      <TabBar />
    </LocationProvider>,
  );
}
const links = (name: string) =>
  within(screen.getByRole('navigation', { name }))
    .getAllByRole('link')
    .map((link) => link.textContent);

it('has all pages of whoever may open all, the learnt questions too', async () => {
  await open({ list_tickets: true, read_reports: true, veto_learnt: true, manage_people: true, log_tickets: true });
  expect(links('Pages')).toEqual(['Queue', 'Gaps', 'Articles', 'Learnt', 'People', 'Log']);
  expect(links('Main')).toEqual(['Queue', 'Gaps', 'Articles', 'Learnt', 'People']);
  const here = within(screen.getByRole('navigation', { name: 'Pages' })).getByRole('link', { current: 'page' });
  expect(here.textContent).toBe('Learnt');
});

it('has no page that this person may not open', async () => {
  await open({ list_tickets: true, read_reports: true, veto_learnt: false, manage_people: false, log_tickets: false });
  expect(links('Pages')).toEqual(['Queue', 'Gaps', 'Articles']);
});
