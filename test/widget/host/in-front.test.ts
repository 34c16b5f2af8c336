// Help stands where it can be seen and used: at the end of the document, or in the topmost modal dialog while there is one.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type InFront, keepInFront } from '../../../widget/host/in-front.ts';

let host: HTMLElement;
let root: ShadowRoot;
let inFront: InFront;
let modals: HTMLDialogElement[] = [];

beforeEach(() => {
  // The pretended browser knows no :modal.
  const query = document.querySelectorAll.bind(document);
  vi.spyOn(document, 'querySelectorAll').mockImplementation(((selector: string) =>
    selector === 'dialog:is(:modal)' ? modals : query(selector)) as typeof document.querySelectorAll);
  host = document.documentElement.appendChild(document.createElement('fingerpost-help'));
  root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<div class="body"><input></div>';
  inFront = keepInFront(root);
});
afterEach(() => {
  inFront.stop();
  modals = [];
  host.remove();
  document.body.replaceChildren();
  Reflect.deleteProperty(Element.prototype, 'moveBefore');
  vi.restoreAllMocks();
});

const makeDialog = () => document.body.appendChild(document.createElement('dialog'));
const closeDialog = (dialog: HTMLDialogElement) => {
  modals = modals.filter((one) => one !== dialog);
  dialog.dispatchEvent(new Event('close'));
};

describe('help that was opened', () => {
  it('stays where it is at the end of the document', () => {
    const before = document.createElement('div');
    document.documentElement.insertBefore(before, host);
    inFront.place();
    expect(host.parentNode).toBe(document.documentElement);
    before.remove();
  });

  it('goes into the modal dialog, of several into the last, and back as they close', () => {
    const [outer, inner] = [makeDialog(), makeDialog()];
    modals = [outer, inner];
    inFront.place();
    expect(host.parentNode).toBe(inner);
    closeDialog(inner);
    expect(host.parentNode).toBe(outer);
    closeDialog(outer);
    expect(host.parentNode).toBe(document.documentElement);
  });

  it('is no longer inert or hidden, whatever the page did to all of its elements', () => {
    host.inert = true;
    host.setAttribute('aria-hidden', 'true');
    inFront.place();
    expect([host.inert, host.hasAttribute('aria-hidden')]).toEqual([false, false]);
  });

  it('comes back where the page has taken it away', () => {
    host.remove();
    inFront.place();
    expect(host.parentNode).toBe(document.documentElement);
  });

  it('keeps the focus and the place in the text when it is moved', () => {
    const input = root.querySelector('input') as HTMLInputElement;
    const body = root.querySelector('.body') as HTMLElement;
    input.focus();
    body.scrollTop = 120;
    const append = vi.spyOn(Element.prototype, 'append').mockImplementation(function (this: Element, node) {
      // As browsers do: what is put elsewhere begins anew.
      this.appendChild(node as Node);
      body.scrollTop = 0;
      input.blur();
    });
    modals = [makeDialog()];
    inFront.place();
    expect(append).toHaveBeenCalledOnce();
    expect(root.activeElement).toBe(input);
    expect(body.scrollTop).toBe(120);
  });

  it('is moved by moveBefore where the browser has that, which keeps all of it', () => {
    const moveBefore = vi.fn(function (this: Element, node: Node) {
      this.appendChild(node);
    });
    Object.defineProperty(Element.prototype, 'moveBefore', { configurable: true, value: moveBefore });
    const dialog = makeDialog();
    modals = [dialog];
    inFront.place();
    expect(moveBefore).toHaveBeenCalledExactlyOnceWith(host, null);
    expect(host.parentNode).toBe(dialog);
  });

  it('is not moved by it where it is in no document, which would throw', () => {
    const moveBefore = vi.fn();
    Object.defineProperty(Element.prototype, 'moveBefore', { configurable: true, value: moveBefore });
    host.remove();
    inFront.place();
    expect(moveBefore).not.toHaveBeenCalled();
    expect(host.isConnected).toBe(true);
  });
});

it('stopped, it stays where it is', () => {
  const dialog = makeDialog();
  modals = [dialog];
  inFront.place();
  inFront.stop();
  closeDialog(dialog);
  expect(host.parentNode).toBe(dialog);
});
