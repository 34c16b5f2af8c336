// A device that chooses the colours itself.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { walkThrough } from '../visit.ts';

export const page: HostilePage = {
  does: 'is shown in forced colours',
  context: { forcedColors: 'active' },
  looksOtherwise: true,
  async visit(visit) {
    await walkThrough(visit);
    // Without its shadow the panel needs a border, or nobody sees where it ends.
    const style = `getComputedStyle(document.querySelector('fingerpost-help').shadowRoot.querySelector('.panel'))`;
    expect(await visit.inside.look(`${style}.borderTopStyle + ${style}.outlineStyle`)).toMatch(/solid/);
  },
};
