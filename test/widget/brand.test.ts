import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, MIN_TEXT_CONTRAST, parseHex, wordsOn } from '../../contract/colour.ts';
import { brandTokens } from '../../widget/ui/brand.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
/** Grounds that text stands on, by theme: surface, page, well. */
const GROUNDS = { l: ['#ffffff', '#f4f6f2', '#ecefe9'], d: ['#181d1a', '#101412', '#0b0f0d'] };

describe('a brand colour', () => {
  it('has readable words on it, whatever it is', () => {
    fc.assert(
      fc.property(colour, (fill) => {
        expect(contrast(parseHex(wordsOn(fill)), parseHex(fill))).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
      }),
      { numRuns: 5_000 },
    );
  });

  it('becomes text that is readable on every ground of both themes', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('l' as const, 'd' as const), (brand, theme) => {
        const tokens = brandTokens(parseHex(brand));
        const text = parseHex(tokens[`--fp-accent-${theme}`] as string);
        for (const ground of [...GROUNDS[theme], tokens[`--fp-soft-${theme}`] as string])
          expect(contrast(text, parseHex(ground))).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes dark words on yellow, white ones on deep green', () => {
    expect(wordsOn('#FFC400')).toBe('#17201b');
    expect(wordsOn('#14624C')).toBe('#fff');
    expect(wordsOn('#fc0')).toBe('#17201b');
  });

  it('gets an edge where it hardly stands out from the page', () => {
    expect(brandTokens(parseHex('#FFF9C4'))).toHaveProperty('--fp-edge-l');
    expect(brandTokens(parseHex('#14624C'))).not.toHaveProperty('--fp-edge-l');
  });
});
