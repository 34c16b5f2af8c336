// A page with keyboard shortcuts, which leave alone what they take for text fields.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { walkThrough } from '../visit.ts';

export const page: HostilePage = {
  does: 'has keyboard shortcuts on every letter',
  script: `window.pressed = '';
    ['keydown', 'keypress', 'keyup'].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        if (event.target.matches('input, textarea')) return;
        window.pressed += event.key;
        event.preventDefault();
      });
    });`,
  async visit(visit) {
    await walkThrough(visit);
    expect(await visit.inside.run('pressed')).toBe('');
  },
};
