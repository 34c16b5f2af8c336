// How a brand colour replaces the accent without ever becoming unreadable.
import { asText, contrast, parseHex, type Rgb, softOf, toHex, wordsOn } from '../../contract/colour.ts';
import { DARK, LIGHT } from './theme.ts';

type Ground = [bg: Rgb, surface: Rgb, sunken: Rgb, line: Rgb, control: Rgb, ink: Rgb];

/** Fills launcher and primary buttons with the brand's colour as it is; all words and soft grounds are derived from it. */
export function applyBrand(style: CSSStyleDeclaration, color: string): void {
  const brand = parseHex(color);
  style.setProperty('--fp-fill', color);
  style.setProperty('--fp-brand', color);
  style.setProperty('--fp-on-brand', wordsOn(color));
  style.setProperty('--fp-on-fill', wordsOn(color));
  for (const [name, value] of Object.entries(brandTokens(brand))) style.setProperty(name, value);
}

/** The colours that words, marks and soft grounds take from a brand colour, by theme (`-l` light, `-d` dark). */
export function brandTokens(brand: Rgb): Record<string, string> {
  const tokens: Record<string, string> = {};
  for (const [key, values] of Object.entries({ l: LIGHT, d: DARK })) {
    const [bg, surface, sunken, , control, ink] = values.split(' ').map((hex) => parseHex(`#${hex}`)) as Ground;
    const soft = softOf(brand, surface);
    const text = toHex(asText(brand, [surface, bg, sunken, soft], ink));
    tokens[`--fp-accent-${key}`] = text;
    tokens[`--fp-soft-${key}`] = toHex(soft);
    // On the page, and on the panel.
    if (Math.min(contrast(brand, bg), contrast(brand, surface)) < 3) tokens[`--fp-edge-${key}`] = toHex(control);
  }
  return tokens;
}
