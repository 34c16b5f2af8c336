// A page that writes itself anew after help has come: help is gone with everything else and stays silent.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'writes its whole document again; the new one has no help, and nobody notices',
  script: `addEventListener('load', function () {
      var snippet = (document.querySelector('script[src*="widget.js"]') || { outerHTML: '' }).outerHTML;
      var text = document.documentElement.outerHTML.replace(/<script[^]*?<.script>/g, '').replace(/<fingerpost-help[^]*?<.fingerpost-help>/g, '').replace('</body>', snippet + '</body>');
      document.open();
      document.write('<!doctype html>' + text);
      document.close();
    });`,
  async visit({ inside, page }) {
    await page.waitForLoadState('networkidle');
    expect(await inside.look('document.querySelectorAll("fingerpost-help").length')).toBe(0);
  },
};
