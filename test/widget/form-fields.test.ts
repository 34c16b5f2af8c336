import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SubmitTicket } from '../../contract/api/tickets.ts';
// Loaded before the tests: on a busy machine the first reading of these takes longer than a test waits.
import '../../widget/requests/attach-view.tsx';
import '../../widget/requests/fields-view.tsx';
import '../../widget/requests/form-view.tsx';
import '../../widget/requests/screenshot-view.tsx';
import '../../widget/requests/upload-files.ts';
import { openWidget, pretendServer, SITE } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const ASKING = {
  ...SITE,
  fields: [
    { key: 'order', kind: 'text' as const, label: 'Order number', required: true, min_length: 4, max_length: 20 },
    {
      key: 'what',
      kind: 'select' as const,
      label: { en: 'What is wrong?', de: 'Was stimmt nicht?' },
      required: false,
      options: [
        { key: 'twice', label: 'Paid twice' },
        { key: 'other', label: 'Something else' },
      ],
    },
    {
      key: 'amount',
      kind: 'number' as const,
      label: 'Amount',
      help: 'In pounds.',
      required: true,
      min: 1,
      shown_when: { field: 'what', is: ['twice'] },
    },
    {
      key: 'devices',
      kind: 'multi_select' as const,
      label: 'Devices',
      required: false,
      categories: ['bug'],
      options: [
        { key: 'phone', label: 'Phone' },
        { key: 'laptop', label: 'Laptop' },
      ],
    },
    { key: 'agree', kind: 'checkbox' as const, label: 'You may look', required: true, categories: ['bug'] },
    { key: 'receipt', kind: 'file' as const, label: 'The receipt', required: false, categories: ['bug'] },
  ],
};

type Widget = ReturnType<typeof openWidget>;

async function openForm(server = pretendServer(ASKING)) {
  const widget = openWidget(server, { gate: 'off' });
  widget.call('open');
  await widget.reached('home', 'ready');
  widget.call('request', {});
  await widget.reached('form', 'writing');
  widget.fill('How can we help?', 'I paid for one order two times.');
  return { server, widget };
}

function choose(widget: Widget, label: string, value: string) {
  const field = widget.field(label);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
const labels = (widget: Widget) => widget.all('label b, legend b').map((node) => node.textContent);

/** Files as a person chooses them. */
function pick(input: HTMLInputElement, files: File[]) {
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
const rows = (widget: Widget) => widget.all('.files .name bdi').map((node) => node.textContent);

describe('the fields that a site asks for', () => {
  it('are drawn, shown when another has a value, checked, and sent as their kind', async () => {
    const { server, widget } = await openForm();
    await vi.waitFor(() => expect(labels(widget)).toContain('What is wrong?'));
    expect(labels(widget)).not.toContain('Amount');
    choose(widget, 'What is wrong?', 'twice');
    await vi.waitFor(() => expect(labels(widget)).toContain('Amount'));
    await widget.press('Send');
    await widget.reached('form', 'mending');
    const wrong = () => widget.all('.field .wrong').map((node) => node.textContent);
    expect(wrong()).toEqual(['Fill in \u201cOrder number\u201d.', 'Fill in \u201cAmount\u201d.']);
    expect(widget.root.activeElement?.id).toBe('f-order');
    widget.fill('Order number', 'A-2291');
    widget.fill('Amount', '1 200,50');
    await vi.waitFor(() => expect(wrong()).toEqual([]));
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.fields).toEqual({ order: 'A-2291', what: 'twice', amount: 1200.5 });
  });

  it('keep what was typed over another category, and send only what is asked there', async () => {
    const { server, widget } = await openForm();
    await vi.waitFor(() => expect(labels(widget)).toContain('Order number'));
    widget.fill('Order number', 'A-2291');
    choose(widget, 'What is it about?', 'bug');
    await vi.waitFor(() => expect(labels(widget)).toContain('Devices'));
    const box = (label: string) => widget.field(label).closest('label')?.querySelector('input') as HTMLInputElement;
    box('Laptop').click();
    box('You may look').click();
    choose(widget, 'What is it about?', 'general');
    await vi.waitFor(() => expect(labels(widget)).not.toContain('Devices'));
    choose(widget, 'What is it about?', 'bug');
    await vi.waitFor(() => expect(box('Laptop').checked).toBe(true));
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.fields).toEqual({ order: 'A-2291', devices: ['laptop'], agree: true });
  });

  it('come back with the draft after a page load', async () => {
    const { widget } = await openForm();
    await vi.waitFor(() => expect(labels(widget)).toContain('Order number'));
    widget.fill('Order number', 'A-2291');
    document.body.replaceChildren();
    const again = await openForm();
    await vi.waitFor(() => expect(again.widget.field('Order number').value).toBe('A-2291'));
  });

  it('cost a site that asks nothing no code and no word', async () => {
    const { server, widget } = await openForm(pretendServer());
    expect(labels(widget)).not.toContain('Order number');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket).not.toHaveProperty('fields');
    expect(server.posts[0]?.ticket).not.toHaveProperty('website');
  });

  it('are in the mail that is offered in place of sending', async () => {
    const { server, widget } = await openForm();
    await vi.waitFor(() => expect(labels(widget)).toContain('Order number'));
    widget.fill('Order number', 'A-2291');
    choose(widget, 'What is wrong?', 'twice');
    await vi.waitFor(() => expect(labels(widget)).toContain('Amount'));
    widget.fill('Amount', '3');
    server.failing.add('/tickets');
    await widget.press('Send');
    for (const state of ['unsent', 'unsent', 'given_up']) {
      await widget.reached('form', state);
      if (state === 'given_up') break;
      const before = server.requests.length;
      await widget.press('Try again');
      await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before));
    }
    await widget.reached('form', 'given_up');
    const mail = widget.all('a[href^="mailto:"]')[0]?.getAttribute('href') ?? '';
    expect(decodeURIComponent(mail)).toContain(
      'I paid for one order two times.\nOrder number: A-2291\nWhat is wrong?: Paid twice\nAmount: 3',
    );
  });

  it('say at the field what the server refuses', async () => {
    const { server, widget } = await openForm();
    await vi.waitFor(() => expect(labels(widget)).toContain('Order number'));
    widget.fill('Order number', 'A-2291');
    const errors = [{ pointer: '/fields/order', detail: 'x' }];
    server.answerTicket = () => ({ status: 400, body: { code: 'validation_failed', errors } });
    await widget.press('Send');
    await widget.reached('form', 'mending');
    expect(widget.field('Order number').getAttribute('aria-invalid')).toBe('true');
    expect(widget.field('Order number').value).toBe('A-2291');
  });
});

describe('files', () => {
  /** Answers requests that come with files, and keeps what they brought. */
  function takingFiles(status = 201) {
    const server = pretendServer();
    const posts: { ticket: SubmitTicket; files: string[]; key: string | null }[] = [];
    server.instead.set('/api/v1/tickets', async (init) => {
      const form = init.body as FormData;
      posts.push({
        ticket: JSON.parse(`${form.get('ticket')}`),
        files: form.getAll('file').map((file) => (file as File).name),
        key: new Headers(init.headers).get('idempotency-key'),
      });
      const body = status === 201 ? server.answerTicket().body : { code: 'unavailable' };
      return new Response(JSON.stringify(body), { status });
    });
    return { server, posts };
  }

  it('are shown with name and size, can be removed, and go with the words under one key', async () => {
    const { server, posts } = takingFiles();
    const { widget } = await openForm(server);
    expect(widget.root.getElementById('filesh')?.textContent).toContain('At most 5: 10 MB each, 25 MB in all.');
    pick(widget.root.getElementById('files') as HTMLInputElement, [
      new File(['one'], 'one.txt'),
      new File(['x'.repeat(2_000)], 'two.txt'),
    ]);
    await vi.waitFor(() => expect(rows(widget)).toEqual(['one.txt', 'two.txt']));
    expect(widget.all('.files .quiet').map((node) => node.textContent)).toEqual(['1 kB', '2 kB']);
    await widget.press('Remove one.txt');
    await vi.waitFor(() => expect(rows(widget)).toEqual(['two.txt']));
    expect(widget.root.activeElement?.id).toBe('files');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({ files: ['two.txt'], ticket: { message: 'I paid for one order two times.' } });
    expect(posts[0]?.key).toMatch(/^[\da-f-]{36}$/);
  });

  it('that are too big, empty or too many are named, and the others are taken', async () => {
    const { widget } = await openForm(takingFiles().server);
    const big = new File(['x'], 'film.mov');
    Object.defineProperty(big, 'size', { value: 41 * 1_048_576 });
    const input = widget.root.getElementById('files') as HTMLInputElement;
    pick(input, [big, new File([], 'nothing.txt'), new File(['x'], 'good.txt')]);
    await vi.waitFor(() => expect(rows(widget)).toEqual(['good.txt']));
    const said = () => widget.root.getElementById('filese')?.textContent;
    expect(said()).toContain('film.mov is 41 MB; we can take 10 MB.');
    expect(said()).toContain('nothing.txt is empty.');
    pick(
      input,
      Array.from({ length: 5 }, (_, at) => new File(['x'], `more${at}.txt`)),
    );
    await vi.waitFor(() => expect(rows(widget)).toHaveLength(5));
    expect(said()).toBe('That is too much at once. Files: at most 5.');
  });

  it('can be dropped on the form and pasted into it, words are pasted as ever', async () => {
    const { widget } = await openForm(takingFiles().server);
    const form = widget.all('form')[0] as HTMLElement;
    const carrying = (type: string, name: string, files: File[], types: string[]) => {
      const event = new Event(type, { bubbles: true, cancelable: true });
      Object.defineProperty(event, name, { value: { files, types } });
      form.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(carrying('drop', 'dataTransfer', [new File(['x'], 'dropped.txt')], ['Files'])).toBe(true);
    await vi.waitFor(() => expect(rows(widget)).toEqual(['dropped.txt']));
    expect(carrying('paste', 'clipboardData', [new File(['x'], 'pasted.png')], ['Files'])).toBe(true);
    await vi.waitFor(() => expect(rows(widget)).toEqual(['dropped.txt', 'pasted.png']));
    expect(carrying('paste', 'clipboardData', [new File(['x'], 'cell.png')], ['text/plain', 'Files'])).toBe(false);
    expect(carrying('drop', 'dataTransfer', [], ['text/plain'])).toBe(false);
  });

  it('stay with the words after a failure, and the next try has the same key', async () => {
    const { server, posts } = takingFiles(503);
    const { widget } = await openForm(server);
    pick(widget.root.getElementById('files') as HTMLInputElement, [new File(['one'], 'one.txt')]);
    await vi.waitFor(() => expect(rows(widget)).toEqual(['one.txt']));
    await widget.press('Send');
    await widget.reached('form', 'unsent');
    expect(rows(widget)).toEqual(['one.txt']);
    await widget.press('Try again');
    await vi.waitFor(() => expect(posts).toHaveLength(2));
    expect(posts[1]).toEqual(posts[0]);
  });

  it('are not kept over a page load, which is said with their names', async () => {
    const { server } = takingFiles(503);
    const { widget } = await openForm(server);
    pick(widget.root.getElementById('files') as HTMLInputElement, [new File(['one'], 'one.txt')]);
    await vi.waitFor(() => expect(rows(widget)).toEqual(['one.txt']));
    await widget.press('Send');
    await widget.reached('form', 'unsent');
    document.body.replaceChildren();
    const later = takingFiles();
    const again = await openForm(later.server);
    // Without them it is not sent by itself.
    expect(later.posts).toEqual([]);
    await vi.waitFor(() =>
      expect(again.widget.all('.notice').map((node) => node.textContent)).toContain(
        'Files are not kept when a page is loaded anew. Add again: one.txt',
      ),
    );
  });
});

describe('what we attach', () => {
  it('is shown whole: also how the page calls itself', async () => {
    const widget = openWidget(pretendServer(), { gate: 'off' });
    widget.call('page', { path: '/orders/2291', title: 'Your orders' });
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.call('request', {});
    await widget.reached('form', 'writing');
    await vi.waitFor(() =>
      expect(widget.all('.trail li').map((node) => node.textContent)).toEqual(['Page: /orders/2291Your orders']),
    );
    const started = widget.trail().find(({ type }) => type === 'session_started');
    expect(started).toMatchObject({ page_title: 'Your orders' });
  });
});

describe('what no person fills in', () => {
  it('is out of reach of keys and screen readers, and goes along when a program fills it in', async () => {
    const { server, widget } = await openForm(pretendServer());
    const trap = widget.root.querySelector<HTMLInputElement>('[name=website]');
    expect(trap?.tabIndex).toBe(-1);
    expect(trap?.closest('[aria-hidden=true]')).not.toBeNull();
    expect(trap?.autocomplete).toBe('off');
    if (trap) trap.value = 'https://buy.example';
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.website).toBe('https://buy.example');
  });
});

describe('a picture of the screen', () => {
  it('is offered only where the browser can take one', async () => {
    const { widget } = await openForm(pretendServer());
    expect(widget.button('Take a picture of the screen')).toBeUndefined();
  });

  it('is asked for before, refused without harm, and nothing is filmed before the second press', async () => {
    const getDisplayMedia = vi.fn(() => Promise.reject(new Error('refused')));
    Object.defineProperty(navigator, 'mediaDevices', { value: { getDisplayMedia }, configurable: true });
    try {
      const { widget } = await openForm(pretendServer());
      await widget.press('Take a picture of the screen');
      await vi.waitFor(() => expect(widget.button('Choose what to show')).toBeDefined());
      expect(getDisplayMedia).not.toHaveBeenCalled();
      await widget.press('Choose what to show');
      await vi.waitFor(() =>
        expect(widget.all('[role=status]').map((node) => node.textContent)).toContain('No picture was taken.'),
      );
      expect(getDisplayMedia).toHaveBeenCalledTimes(1);
      await widget.press('Not now');
      await vi.waitFor(() => expect(widget.button('Take a picture of the screen')).toBeDefined());
      expect(rows(widget)).toEqual([]);
    } finally {
      Reflect.deleteProperty(navigator, 'mediaDevices');
    }
  });
});
