// Whatever else somebody types in help survives closing, a page load, a crash and the way back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, pretendServer } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const MESSAGE = 'How can we help?';

describe('words in the search box', () => {
  it('are there again on the next page, though the panel was closed before', async () => {
    const server = pretendServer();
    const first = openWidget(server);
    first.call('open');
    await first.reached('home', 'ready');
    first.fill('Search help', 'refund');
    await first.reached('results', 'found');
    first.call('close');
    first.leave();
    const second = openWidget(server);
    second.call('open');
    await second.reached('results', 'found');
    expect(second.root.querySelector<HTMLInputElement>('[role=combobox]')?.value).toBe('refund');
  });

  it('are kept at each letter, for a tab that crashes', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    widget.fill('Search help', 'refu');
    expect(JSON.parse(sessionStorage.getItem('fingerpost:default') ?? '{}').last.query).toBe('refu');
  });
});

describe('what is said about an article', () => {
  it('stays over a page load: the reason, and the words', async () => {
    const server = pretendServer();
    const first = openWidget(server);
    await first.read('refund');
    await first.press('No');
    await first.press('No').catch(() => undefined);
    const reason = await vi.waitFor(
      () => first.root.querySelector<HTMLInputElement>('input[value=outdated]') ?? expect.fail('no reasons'),
    );
    reason.click();
    const words = first.root.querySelector<HTMLTextAreaElement>('.after textarea') ?? expect.fail('no box');
    words.value = 'The rules of last year';
    words.dispatchEvent(new InputEvent('input', { bubbles: true }));
    first.leave();
    const second = openWidget(server);
    second.call('open', 'open');
    await vi.waitFor(() =>
      expect(second.root.querySelector<HTMLTextAreaElement>('.after textarea')?.value).toBe('The rules of last year'),
    );
    expect(second.root.querySelector<HTMLInputElement>('input[value=outdated]')?.checked).toBe(true);
    await second.press('Write to us about this');
    await second.reached('form', 'writing');
    expect(second.field(MESSAGE).value).toBe('The rules of last year');
    expect(second.app.store.get('vote')).toBeUndefined();
  });

  it('is forgotten once it was sent', async () => {
    const widget = openWidget(pretendServer());
    await widget.read('refund');
    await widget.press('No');
    await vi.waitFor(() => expect(widget.app.store.get('vote')).toMatchObject({ state: 'reasons' }));
    await widget.press('Just send this note');
    await vi.waitFor(() => expect(widget.app.store.get('vote')).toBeUndefined());
  });
});

describe('a page that the browser put away for the way back', () => {
  it('shows what was written on the page after it', async () => {
    const server = pretendServer();
    const first = openWidget(server);
    first.call('request', {});
    await first.reached('form', 'writing');
    first.fill(MESSAGE, 'Half');
    const second = openWidget(server);
    second.call('request', {});
    await second.reached('form', 'writing');
    second.fill(MESSAGE, 'Half a sentence');
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await vi.waitFor(() => expect(first.field(MESSAGE).value).toBe('Half a sentence'));
    first.fill('Your name', 'Priya');
    expect(JSON.parse(sessionStorage.getItem('fingerpost:default') ?? '{}').letters.draft.fields).toMatchObject({
      message: 'Half a sentence',
      name: 'Priya',
    });
  });
});
