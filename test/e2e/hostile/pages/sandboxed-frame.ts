// A page that shows its product in a frame without an origin: nothing may be kept there, and no server knows who asks.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { widgetOf } from '../../support/widget.ts';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'is a frame with sandbox and without allow-same-origin',
  mayBeSaid: FAILED_REQUESTS,
  snippet: ({ help }) =>
    `<iframe sandbox="allow-scripts allow-forms" style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0"
      srcdoc="<!doctype html><h1>In a frame</h1><script src='${help}/widget.js' data-site='default' data-mail='help@example.com' async></script>"></iframe>`,
  async visit({ page, inside }) {
    const widget = widgetOf(page.frameLocator('iframe') as unknown as Page);
    // By keys: to click, the driver would put listeners on the page around it.
    await widget.launcher.press('Enter');
    // The server answers sites that it knows, and this one has no name: help says so and offers the address.
    await widget.view('home', 'failed').getByRole('alert').first().waitFor();
    await widget.panel.getByRole('link', { name: 'help@example.com' }).first().waitFor();
    expect(await widget.panel.innerText()).not.toMatch(/undefined|null|NaN/);
    await widget.panel.getByRole('button', { name: 'Close help' }).press('Enter');
    await widget.launcher.waitFor();
    await inside.look(`document.querySelector('iframe').remove()`);
  },
};
