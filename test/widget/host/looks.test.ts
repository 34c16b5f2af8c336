import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { LOOKS, settleLooks } from '../../../widget/host/looks.ts';

afterEach(() => document.body.replaceChildren());

/** Settles what a page has set on the element; gives what was said, and what stands on the frame after it. */
function settle(set: Record<string, string>) {
  const host = document.createElement('fingerpost-help');
  for (const [name, value] of Object.entries(set)) host.style.setProperty(name, value);
  const frame = document.createElement('div');
  document.body.append(host);
  const said: string[] = [];
  const isDense = settleLooks(host, frame, (text) => said.push(text));
  return { said, isDense, on: (name: string) => frame.style.getPropertyValue(name) };
}

describe('what a page sets of the look', () => {
  it('is left alone where it can be used, and nothing is said', () => {
    const { said, isDense, on } = settle({ '--fp-font': 'Georgia, serif', '--fp-radius': '2px' });
    expect([said, isDense, on('--fp-font'), on('--fp-radius')]).toEqual([[], false, '', '']);
  });

  it('is named once where it cannot, with what is allowed, and the default is taken', () => {
    const { said, on } = settle({ '--fp-density': '7' });
    expect(said).toEqual(['Fingerpost: --fp-density: 7 should be a number from 0.75 to 1.25; 1 is used']);
    expect(on('--fp-density')).toBe('1');
  });

  it.each(['0.75', '1', '1.25'])('can be as dense as %s', (density) => {
    const { said, isDense } = settle({ '--fp-density': density });
    expect([said, isDense]).toEqual([[], true]);
  });

  it.each(['0.7', '1.3', 'compact', '1px'])('cannot be as dense as %s', (density) => {
    expect(settle({ '--fp-density': density }).said).toHaveLength(1);
  });

  it('takes the font of the page where that is asked for', () => {
    document.body.style.fontFamily = 'Papyrus';
    expect(settle({ '--fp-font': 'page, system-ui' }).on('--fp-font')).toBe('Papyrus');
    document.body.style.fontFamily = '';
  });

  it('is in the page about embedding, each with its default, and nothing else is', () => {
    const look = readFileSync('docs/embedding.md', 'utf8')
      .split(/^## /m)
      .find((part) => part.startsWith('Look\n'));
    const rows = [...(look ?? '').matchAll(/^\| `(--fp-[a-z]+)` \| (.*) \| (.*) \|$/gm)];
    expect(rows.map(([, name]) => name).sort()).toEqual(Object.keys(LOOKS).sort());
    for (const [, name = '', , without = ''] of rows)
      if (name !== '--fp-font') expect(without).toContain(`\`${LOOKS[name]?.otherwise}\``);
  });
});
