// The page of learnt questions: what each rests on, never the words of few, and the editor's word with its undo.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LearntPage } from '../../../admin/learning/learnt-page.tsx';
import { forgetSession, loadSession } from '../../../admin/session-model.ts';
import { LiveRegion } from '../../../admin/ui/announce.tsx';
import { closeToast, Toasts } from '../../../admin/ui/toasts.tsx';
import type { LearntArticle, LearntPage as Page } from '../../../contract/api/learning.ts';
import { deskWith } from '../queue/fake-desk.ts';
import { type FakeServer, fakeServer, ME, refusal } from '../sign-in/fake-server.ts';

const LIST = 'GET v1/admin/learnt';
const question = (more: object = {}) => ({
  id: 'q1',
  question: 'cash back',
  state: 'in_index' as const,
  sessions: 4,
  against: 1,
  votes: 3,
  links: 1,
  first_seen: '2026-03-02T10:00:00.000Z',
  last_seen: '2026-03-09T10:00:00.000Z',
  ...more,
});
const article = (more: Partial<LearntArticle> = {}): LearntArticle => ({
  locale: 'en',
  slug: 'refunds',
  title: 'Ask for a refund',
  url: '/help/en/refunds',
  questions: [question()],
  waiting: { count: 0, nearest: 0 },
  vetoed: [],
  ...more,
});
const page = (articles: LearntArticle[], more: Partial<Page> = {}) => ({
  body: { minimum: 3, most: 5, total: articles.length, in_index: 1, articles, next_cursor: null, ...more },
});
const vetoed = article({
  questions: [],
  vetoed: [{ id: 'q1', question: 'cash back', vetoed_by: 'Ada Byron', vetoed_at: '2026-03-10T10:00:00.000Z' }],
});

let server: FakeServer;
beforeEach(() => {
  server = fakeServer();
});
afterEach(() => {
  cleanup();
  closeToast();
  vi.unstubAllGlobals();
});

async function open(can: object = { read_learnt: true, veto_learnt: true }, locales = ['en']): Promise<void> {
  server.answer('GET v1/admin/me', { body: { ...ME, can } });
  server.answer('GET v1/admin/desk', { body: deskWith({ locales }) });
  forgetSession();
  await loadSession();
  render(
    <LocationProvider>
      <LearntPage />
      <LiveRegion />
      <Toasts />
    </LocationProvider>,
  );
}
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const asked = () => server.sent.map(({ route }) => route).filter((route) => route.includes('learnt'));

describe('the page of learnt questions', () => {
  it('says how many there are, and what each rests on', async () => {
    server.answer(LIST, page([article()]));
    await open();
    expect(await screen.findByText(/^The search has learnt 1 question\./)).toBeTruthy();
    const section = screen.getByRole('region', { name: 'Ask for a refund' });
    expect(within(section).getByRole('link', { name: 'Ask for a refund' }).getAttribute('href')).toBe(
      '/help/en/refunds',
    );
    const entry = within(section).getByRole('listitem').textContent ?? '';
    expect(entry).toContain('cash back');
    expect(entry).toContain('In the search');
    expect(entry).toMatch(
      /4 help attempts for it \(3 said yes, 1 answered by the team\), 1 against it, since 2 Mar 2026, last 9 Mar 2026\./,
    );
  });

  it('says of others why they are not in the search', async () => {
    const doubted = question({ id: 'q2', question: 'my money', state: 'doubted', sessions: 3, against: 2 });
    const covered = question({ id: 'q3', question: 'refund', state: 'covered' });
    server.answer(LIST, page([article({ questions: [question(), doubted, covered] })]));
    await open();
    const entries = (await screen.findAllByRole('listitem')).map((item) => item.textContent);
    expect(entries[1]).toMatch(/my money.*Doubted.*Too many said no/s);
    expect(entries[2]).toMatch(/refund.*Not needed/s);
  });

  it('only counts those that too few asked', async () => {
    server.answer(LIST, page([article({ questions: [], waiting: { count: 2, nearest: 2 } })], { in_index: 0 }));
    await open();
    expect(await screen.findByText(/^2 more questions wait: the nearest has 2 of 3 help attempts\./)).toBeTruthy();
    expect(screen.getByText(/^Nothing is in the search yet/)).toBeTruthy();
  });

  it('is empty before anybody asked, and says when the first will come', async () => {
    server.answer(LIST, page([], { in_index: 0 }));
    await open();
    expect(await screen.findByRole('heading', { name: 'Nothing was learnt yet.' })).toBeTruthy();
    expect(screen.getByText(/when 3 help attempts have asked it/)).toBeTruthy();
  });

  it('finds articles by their title, and says when there is none', async () => {
    server.answer(LIST, page([article()]));
    server.answer(`${LIST}?article=z`, page([]));
    await open();
    await screen.findByRole('listitem');
    await userEvent.type(screen.getByLabelText('Article'), 'z');
    expect(await screen.findByText('No article of this name has learnt anything yet.')).toBeTruthy();
  });

  it('reads on below what is there', async () => {
    server.answer(LIST, page([article()], { next_cursor: '50' }));
    server.answer(`${LIST}?cursor=50`, page([article({ slug: 'invoices', title: 'Read an invoice' })]));
    await open();
    await screen.findByRole('listitem');
    await press('Show more articles');
    await waitFor(() => expect(screen.getAllByRole('region')).toHaveLength(2));
    expect(screen.queryByRole('button', { name: 'Show more articles' })).toBeNull();
  });

  it('says what went wrong, and tries again', async () => {
    server.answer(LIST, { status: 503, ...refusal('unavailable') }, page([article()]));
    await open();
    await screen.findByRole('alert');
    await press('Try again');
    expect(await screen.findByRole('listitem')).toBeTruthy();
  });

  it('names the language of an article where there are several', async () => {
    server.answer(LIST, page([article()]));
    await open(undefined, ['en', 'de']);
    expect((await screen.findByRole('heading', { level: 2 })).textContent).toBe('Ask for a refund en');
  });

  it('takes a question for words, whatever stands in it', async () => {
    server.answer(LIST, page([article({ questions: [question({ question: '<img src=x onerror=alert(1)>' })] })]));
    await open();
    expect((await screen.findByRole('listitem')).querySelector('img')).toBeNull();
  });
});

describe('an editor', () => {
  it('keeps a question out: the focus stays with it, and Undo brings it back', async () => {
    server.answer(LIST, page([article()]));
    server.answer(`${LIST}?article=refunds&limit=100`, page([vetoed]), page([article()]));
    server.answer('PUT v1/admin/learnt/q1/veto', { status: 204 });
    server.answer('DELETE v1/admin/learnt/q1/veto', { status: 204 });
    await open();
    await screen.findByRole('listitem');
    await press('Keep out: cash back');
    const allow = await screen.findByRole('button', { name: 'Allow again: cash back' });
    expect(document.activeElement).toBe(allow);
    expect(screen.getByRole('listitem').textContent).toMatch(/Kept out.*By Ada Byron, Tue 10 Mar/s);
    expect(screen.getByText(/^Nothing is in the search yet/)).toBeTruthy();
    await press(/^Undo/);
    expect(await screen.findByRole('button', { name: 'Keep out: cash back' })).toBeTruthy();
    expect(asked().filter((route) => !route.startsWith('GET'))).toEqual([
      'PUT v1/admin/learnt/q1/veto',
      'DELETE v1/admin/learnt/q1/veto',
    ]);
  });

  it('hears why it could not be done, and the question stays as it is', async () => {
    server.answer(LIST, page([article()]));
    server.answer('PUT v1/admin/learnt/q1/veto', { status: 503, ...refusal('unavailable') });
    await open();
    await screen.findByRole('listitem');
    await press('Keep out: cash back');
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''));
    expect(screen.getByRole('button', { name: 'Keep out: cash back' })).toBeTruthy();
  });

  it('is the only one who is offered it, besides admins', async () => {
    server.answer(LIST, page([article(), { ...vetoed, slug: 'invoices' }]));
    await open({ read_learnt: true, veto_learnt: false });
    await screen.findAllByRole('listitem');
    expect(screen.queryAllByRole('button', { name: /^(Keep out|Allow again)/ })).toEqual([]);
  });
});

it('is refused to a role that reads no figures, before anything is asked', async () => {
  await open({ read_learnt: false, veto_learnt: false });
  expect(screen.getByRole('heading', { name: 'Learnt questions are not for your role.' })).toBeTruthy();
  expect(asked()).toEqual([]);
});
