// A page that shows its product in a frame without an origin: nothing may be kept there, and no server knows who asks.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { widgetOf } from '../../support/widget.ts';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'is a frame with sandbox and without allow-same-origin',
  mayBeSaid: FAILED_REQUESTS,
  script: `if (location.search !== '?bare') addEventListener('DOMContentLoaded', function () {
      var script = document.querySelector('script[src*="widget.js"]').outerHTML;
      var frame = document.createElement('iframe');
      frame.sandbox = 'allow-scripts allow-forms';
      frame.style = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';
      frame.srcdoc = '<!doctype html><h1>In a frame</h1>' + script;
      document.body.append(frame);
    });`,
  async visit({ page, inside }) {
    const widget = widgetOf(page.frameLocator('iframe') as unknown as Page);
    await widget.launcher.click();
    // The server answers sites that it knows, and this one has no name: help says so and offers the address.
    await widget.view('home', 'failed').getByRole('alert').waitFor();
    await widget.panel.getByRole('link', { name: 'help@example.com' }).waitFor();
    expect(await widget.panel.innerText()).not.toContain('undefined');
    await widget.panel.getByRole('button', { name: 'Close help' }).click();
    await widget.launcher.waitFor();
    await inside.run(`document.querySelector('iframe').remove()`);
  },
};
