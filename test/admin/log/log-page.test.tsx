// Logging a request by keyboard: channel, message, who, the article that answered it, saving once, and what a refusal leaves.
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogPage } from '../../../admin/log/log-page.tsx';
import { newUuid } from '../../../admin/log/new-uuid.ts';
import { loadSession } from '../../../admin/session-model.ts';
import { KeySheet } from '../../../admin/ui/keys.tsx';
import { LogRequestSchema } from '../../../contract/api/queue.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { makeIndex } from '../../support/make-index.ts';
import { deskWith, type FakeDesk, fakeDesk } from '../queue/fake-desk.ts';

const article = (slug: string, title: string, body: string) => ({
  slug,
  title,
  summary: body,
  breadcrumb: ['Help'],
  pages: [],
  audience: ['everyone'],
  order: 1,
  headings: [],
  body,
  meta: [],
});
const INDEX = await makeIndex([
  article('add-van', 'Add a second van', 'Vans are added on the page of routes.'),
  article('refund', 'Ask for a refund', 'Money comes back in five days.'),
]);
const KB = {
  release: 'r1',
  locales: {
    en: {
      search: 'shipped' as 'shipped' | 'served',
      index: '/kb/r1/en/index.bin',
      rest: '/kb/none',
      passages: '/kb/none',
      articles: '/kb/',
      pages: '/help/en/',
    },
  },
};

beforeEach(() => {
  sessionStorage.clear();
  HTMLDialogElement.prototype.showModal = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function openForm(kb = KB): Promise<FakeDesk> {
  const fake = fakeDesk(deskWith({ kb }), [], []);
  fake.answer(({ path }) => (path === '/kb/r1/en/index.bin' ? { bytes: INDEX.first } : undefined));
  await loadSession();
  show();
  return fake;
}
function show(): void {
  render(
    <LocationProvider>
      <LogPage />
      <KeySheet />
    </LocationProvider>,
  );
}
const stores = (fake: FakeDesk) =>
  fake.answer(({ method }) => (method === 'POST' ? { status: 201, body: { number: 4190, subject: 'x' } } : undefined));
const sent = (fake: FakeDesk) => fake.sent('POST', 'v1/admin/tickets');
const message = () => screen.getByLabelText<HTMLTextAreaElement>('What did they ask?');
const save = () => userEvent.keyboard('{Control>}{Enter}{/Control}');

describe('logging a request', () => {
  it('takes the channel by its key, the message, and saves by Ctrl and Enter', async () => {
    const fake = await openForm();
    stores(fake);
    await userEvent.keyboard('2');
    expect(document.activeElement).toBe(message());
    await userEvent.keyboard('The van is late 2 days');
    await save();
    await screen.findByRole('link', { name: 'request 4190' });
    const [call] = sent(fake);
    expect(call?.body).toEqual({
      channel: 'chat',
      message: 'The van is late 2 days',
      category: 'general',
      handling_minutes: 1,
    });
    expect(call?.headers['idempotency-key']).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Log another/));
  });

  it('asks the server for articles where there are too many of them to send their index', async () => {
    const fake = await openForm({ ...KB, locales: { en: { ...KB.locales.en, search: 'served' } } });
    fake.answer(({ path, query }) =>
      path === 'v1/search' && query.get('q') === 'how do I add another van'
        ? { body: { results: searchArticles(INDEX.live, query.get('q') ?? '', { k: 3 }).hits, corrected: null } }
        : undefined,
    );
    await userEvent.type(message(), 'how do I add another van');
    expect(await screen.findByLabelText(/Add a second van answers it/)).toBeTruthy();
    expect(fake.sent('GET', '/kb/r1/en/index.bin')).toEqual([]);
  });

  it('offers the articles that people would have found, and closes it with the one that answered', async () => {
    const fake = await openForm();
    stores(fake);
    await userEvent.type(message(), 'how do I add another van');
    await userEvent.click(await screen.findByLabelText(/Add a second van answers it/));
    await userEvent.type(screen.getByLabelText(/What did you tell them/), 'On the page of routes.');
    await save();
    await screen.findByText(/Saved as/);
    const body = sent(fake)[0]?.body;
    expect(body).toMatchObject({
      assignee: 'me',
      reply: 'On the page of routes.',
      answer: { status: 'completed', answer_state: 'article', answer_articles: ['add-van'] },
    });
    expect(LogRequestSchema.safeParse(body).success).toBe(true);
  });

  it('names what is missing at its field, and goes there', async () => {
    const fake = await openForm();
    await userEvent.type(screen.getByLabelText(/Their email/), 'priya at example');
    await save();
    expect(await screen.findByText('Write down what they asked: one sentence is enough.')).toBeTruthy();
    expect(screen.getByText(/Enter an email like name@example.com/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(message()));
    await userEvent.keyboard('x');
    expect(screen.queryByText(/Write down what they asked/)).toBeNull();
    expect(sent(fake)).toEqual([]);
  });

  it('keeps everything when the server does not take it, and tries again with the same key and minutes', async () => {
    const fake = await openForm();
    fake.answer(({ method }) =>
      method === 'POST' ? { status: 503, body: { code: 'unavailable', detail: 'Not just now.' } } : undefined,
    );
    await userEvent.type(message(), 'The printer is out');
    await save();
    expect((await screen.findByRole('alert')).textContent).toBe('Not just now. Everything you wrote is still here.');
    stores(fake);
    await save();
    await screen.findByText(/Saved as/);
    const [first, second] = sent(fake);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(second?.body).toEqual(first?.body);
  });

  it('finds the draft again in this tab, and forgets it once it is saved', async () => {
    const fake = await openForm();
    stores(fake);
    await userEvent.type(message(), 'Half a sentence');
    cleanup();
    show();
    expect(message().value).toBe('Half a sentence');
    expect(screen.getByText(/This is the draft you began/)).toBeTruthy();
    await userEvent.click(message());
    await save();
    await userEvent.click(await screen.findByRole('button', { name: /Log another/ }));
    expect(message().value).toBe('');
    expect(sessionStorage.getItem('fp-console-log')).toBeNull();
  });

  it('is not there for another person in the same tab', async () => {
    await openForm();
    await userEvent.type(message(), 'Words of somebody');
    cleanup();
    const desk = deskWith();
    fakeDesk({ ...desk, me: { ...desk.me, id: 'other' } }, [], []);
    await loadSession();
    show();
    expect(message().value).toBe('');
  });

  it('offers no link to a request that its writer may not read', async () => {
    const fake = await openForm();
    fake.answer(({ method }) => (method === 'POST' ? { status: 201, body: { number: 4191 } } : undefined));
    await userEvent.type(message(), 'A hole in the fence');
    await userEvent.selectOptions(screen.getByLabelText('Category'), 'security');
    await save();
    expect(await screen.findByText(/Saved as request 4191\. Only the named readers/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: /4191/ })).toBeNull();
  });
});

describe('a new key', () => {
  it('is another UUID each time', () => {
    const keys = new Set(Array.from({ length: 100 }, newUuid));
    expect(keys.size).toBe(100);
    for (const key of keys) expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  });
});
