import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeServer, ME, refusal } from '../sign-in/fake-server.ts';
import { message, openRequest, PATH, pressKey, READ, request, shownDialog } from './open-request.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

const SEND = `POST ${PATH}/messages`;
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const type = (field: HTMLTextAreaElement, words: string) => fireEvent.input(field, { target: { value: words } });
const foot = () => document.querySelector('.composer-foot')?.textContent ?? '';

describe('writing on a request', () => {
  it('never says Send on an internal note, and says that only the team sees it', async () => {
    const { field, sentTo } = await openRequest(request(), (server) =>
      server.answer(SEND, { status: 201, body: request({ version: 4 }) }),
    );
    expect(foot()).toContain('Send');
    pressKey('o');
    await waitFor(() => expect(document.querySelector('.composer.is-note')).toBeTruthy());
    expect(foot()).toContain('Add note');
    expect(foot()).not.toMatch(/send/i);
    expect(screen.getByText(/Only your team sees this/)).toBeTruthy();
    type(field(), 'Looks like the export.');
    fireEvent.click(button(/Add note/));
    await waitFor(() => expect(sentTo(SEND)).toEqual([{ visibility: 'internal', body: 'Looks like the export.' }]));
    expect(await screen.findByText('Note added.')).toBeTruthy();
  });

  it('keeps the words of a note out of the reply', async () => {
    const { field } = await openRequest(request());
    pressKey('o');
    await waitFor(() => expect(document.querySelector('.composer.is-note')).toBeTruthy());
    type(field(), 'She is wrong about this.');
    fireEvent.click(screen.getByRole('tab', { name: 'Reply to Priya' }));
    await waitFor(() => expect(field().value).toBe(''));
    fireEvent.click(screen.getByRole('tab', { name: 'Internal note' }));
    await waitFor(() => expect(field().value).toBe('She is wrong about this.'));
  });

  it('keeps all words when sending fails, says so, and sends once for two presses', async () => {
    const { field, sentTo } = await openRequest(request(), (server) =>
      server.answer(SEND, { status: 503, ...refusal('unavailable') }, { status: 201, body: request({ version: 4 }) }),
    );
    type(field(), 'Hello Priya, you can.');
    fireEvent.click(button('Send'));
    fireEvent.click(button(/^Send$|^Sending/));
    expect(await screen.findByText(/Your words are still here\./)).toBeTruthy();
    expect(field().value).toBe('Hello Priya, you can.');
    expect(sentTo(SEND)).toHaveLength(1);
    fireEvent.click(button('Send'));
    await waitFor(() => expect(field().value).toBe(''));
    expect(sentTo(SEND)).toHaveLength(2);
  });

  it('does not ask for sending again what arrived although no answer came', async () => {
    const words = 'Hello Priya, you can.';
    const arrived = request({
      version: 4,
      messages: [message(), message({ id: 'm2', from: 'team', is_mine: true, body: words })],
    });
    const { field, server } = await openRequest(request(), (fake) => fake.answer(SEND, {}));
    const answered = globalThis.fetch;
    vi.stubGlobal('fetch', (path: string, options: RequestInit) =>
      path.endsWith('/messages') ? Promise.reject(new TypeError('gone')) : answered(path, options),
    );
    server.answer(READ, { body: arrived });
    type(field(), words);
    fireEvent.click(button('Send'));
    await waitFor(() => expect(field().value).toBe(''));
    expect(within(document.querySelector('.conversation') as HTMLElement).getByText(words)).toBeTruthy();
  });

  it('says that nothing is written before it sends nothing', async () => {
    const { sentTo } = await openRequest(request());
    fireEvent.click(button('Send'));
    expect(await screen.findByText('Write a few words first.')).toBeTruthy();
    expect(sentTo(SEND)).toEqual([]);
  });

  it('shows the draft that was kept, with its articles', async () => {
    const draft = {
      visibility: 'internal' as const,
      body: 'Half a note',
      articles: [],
      article_links: [],
      version: 3,
      saved_at: '2026-04-10T11:00:00.000Z',
    };
    const { field } = await openRequest(request({ draft }));
    expect(field().value).toBe('Half a note');
    expect(document.querySelector('.composer.is-note')).toBeTruthy();
    expect(foot()).toContain('Draft kept');
  });

  it('brings back what was written when somebody was signed out in the middle of it', async () => {
    const KEEP = `PUT ${PATH}/draft`;
    const before = await openRequest(request(), (server) =>
      server.answer(KEEP, { status: 401, ...refusal('not_signed_in') }),
    );
    type(before.field(), 'Hello Priya, half a');
    cleanup();
    await vi.waitFor(() => expect(before.sentTo(KEEP)).toHaveLength(1));
    const { field, sentTo } = await openRequest(request());
    expect(field().value).toBe('Hello Priya, half a');
    await waitFor(() => expect(sentTo(KEEP)).toHaveLength(1), { timeout: 3_000 });
  });

  it('brings back the files that were chosen, to nobody else, and not once they are sent', async () => {
    const user = (id: string) => (server: FakeServer) => server.answer('GET v1/admin/me', { body: { ...ME, id } });
    const chosen = () => document.querySelector('.composer')?.textContent?.includes('proof.txt') === true;
    await openRequest(request(), user('first'));
    const field = document.querySelector<HTMLInputElement>('.composer input[type="file"]');
    if (!field) return expect.fail('no field for files');
    fireEvent.change(field, { target: { files: [new File(['proof'], 'proof.txt')] } });
    await waitFor(() => expect(chosen()).toBe(true));
    cleanup();
    await openRequest(request(), user('another'));
    expect(chosen()).toBe(false);
    cleanup();
    await openRequest(request(), user('first'));
    expect(chosen()).toBe(true);
    fireEvent.click(button(/proof\.txt/));
    await waitFor(() => expect(chosen()).toBe(false));
    cleanup();
    await openRequest(request(), user('first'));
    expect(chosen()).toBe(false);
  });

  it('says how the person gets the answer where no mail goes out', async () => {
    await openRequest(request({ requester: { name: 'Jo', email: null } }));
    expect(screen.getByText('They left no address: they look with their number and key.')).toBeTruthy();
  });
});

describe('somebody was quicker', () => {
  const theirs = message({ id: 'm2', from: 'team', name: 'Tomás Brandt', body: 'Yes, you can.' });
  const current = request({ version: 4, messages: [message(), theirs] });
  const changed = [
    {
      field: 'message',
      label: 'Reply',
      from: null,
      to: 'Yes, you can.',
      who: 'Tomás Brandt',
      at: new Date().toISOString(),
    },
  ];

  it('keeps the words, shows both, and sends only when told to', async () => {
    const { field, sentTo } = await openRequest(request(), (server) =>
      server.answer(
        SEND,
        { status: 412, ...refusal('stale', { current, changed }) },
        { status: 201, body: request({ version: 5 }) },
      ),
    );
    type(field(), 'No, you cannot.');
    fireEvent.click(button('Send'));
    expect(await screen.findByText('Tomás Brandt changed this just now. Your words are kept.')).toBeTruthy();
    expect(field().value).toBe('No, you cannot.');
    fireEvent.click(button('See both'));
    const dialog = await shownDialog();
    expect(dialog.textContent).toMatch(/Yes, you can\..*What you wrote.*No, you cannot\./);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Send mine as well', hidden: true }));
    await waitFor(() => expect(sentTo(SEND)).toHaveLength(2));
    expect(sentTo(SEND)[1]).toEqual({ visibility: 'public', body: 'No, you cannot.', force: true });
    await waitFor(() => expect(field().value).toBe(''));
  });
  it('no longer says so once mine is sent as well', async () => {
    const { field } = await openRequest(request(), (server) =>
      server.answer(
        SEND,
        { status: 412, ...refusal('stale', { current, changed }) },
        { status: 201, body: request({ version: 5 }) },
      ),
    );
    type(field(), 'No, you cannot.');
    fireEvent.click(button('Send'));
    await screen.findByText(/Your words are kept\./);
    fireEvent.click(button('Send'));
    await waitFor(() => expect(field().value).toBe(''));
    expect(screen.queryByText(/Your words are kept\./)).toBeNull();
  });
});
