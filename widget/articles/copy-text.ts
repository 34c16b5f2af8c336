// Copies the text of an element, also where the page may not use the clipboard.
import { hostWindow } from '../host-window.ts';

/** Whether it was copied; where not, the text is selected, so that a person can copy it. */
export async function copyText(source: HTMLElement, root: ShadowRoot): Promise<boolean> {
  const text = (source.textContent ?? '').replace(/\n$/, '');
  try {
    await hostWindow.navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Only on https, in a page that has the focus, and where its policy allows it.
    return copyFromField(text, root) || select(source);
  }
}

function copyFromField(text: string, root: ShadowRoot): boolean {
  const focused = root.activeElement as HTMLElement | null;
  const field = document.createElement('textarea');
  field.className = 'sr';
  field.value = text;
  root.querySelector('.fp')?.append(field);
  field.select();
  const isDone = hostWindow.document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return isDone;
}

function select(source: HTMLElement): false {
  const selection = hostWindow.getSelection();
  const range = hostWindow.document.createRange();
  range.selectNodeContents(source);
  selection?.removeAllRanges();
  selection?.addRange(range);
  return false;
}
