// The places of the widget by the names that people and screen readers know, and the acts of every story.
import type { Locator, Page } from 'playwright-core';

export interface Widget {
  launcher: Locator;
  panel: Locator;
  box: Locator;
  options: Locator;
  /** The view that is shown, in one of its states. */
  view(name: string, state?: string): Locator;
  open(): Promise<void>;
  search(words: string): Promise<void>;
  /** Opens the answer with this title out of the results. */
  openResult(title: string | RegExp): Promise<void>;
}

export function widgetOf(page: Page): Widget {
  const launcher = page.getByRole('button', { name: 'Help', exact: true });
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  const box = panel.getByRole('combobox', { name: 'Search help' });
  const options = panel.getByRole('option');
  /** A view that is ready has no part of it on its way any more. */
  const view = (name: string, state?: string) =>
    panel.locator(
      `[data-view="${name}"]${state ? `[data-state="${state}"]` : ''}${state === 'ready' ? ':not(:has(.wait))' : ''}`,
    );
  return {
    launcher,
    panel,
    box,
    options,
    view,
    async open() {
      await launcher.click();
      await view('home', 'ready').waitFor();
    },
    async search(words) {
      await box.pressSequentially(words);
      await view('results').waitFor();
    },
    async openResult(title) {
      await options.filter({ hasText: title }).first().click();
      await view('article', 'ready').waitFor();
    },
  };
}

/** Number and key as the confirmation shows them. */
export async function receiptOf(widget: Widget): Promise<{ number: number; accessKey: string }> {
  const lines = await widget.view('sent', 'sent').locator('dd').allTextContents();
  return { number: Number(lines[0]), accessKey: lines[1] ?? '' };
}

/** Calls `window.Fingerpost` as a host page does. */
export function callFingerpost(page: Page, ...args: unknown[]): Promise<void> {
  return page.evaluate((given) => {
    (window as unknown as { Fingerpost(...call: unknown[]): void }).Fingerpost(...given);
  }, args);
}
