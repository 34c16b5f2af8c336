// Derives readable words and grounds from any brand colour, so that no colour can make the widget or a page unreadable.

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Least contrast of words on their ground (WCAG 2.2, 1.4.3). */
export const MIN_TEXT_CONTRAST = 4.5;
const INK = '#17201b';
/** Luminance of `INK` and the 0.05 of the contrast formula, rounded up. */
const INK_SHADE = 0.062944;

/** Reads `#rgb` or `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const full = hex.length < 7 ? hex.replace(/\w/g, '$&$&') : hex;
  return [1, 3, 5].map((at) => Number(`0x${full.slice(at, at + 2)}`)) as unknown as Rgb;
}

/** `#rrggbb` of a colour; parts are rounded. */
export function toHex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
export function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) =>
    part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3294.6,
  ) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const ratio = (luminance(one) + 0.05) / (luminance(other) + 0.05);
  return ratio < 1 ? 1 / ratio : ratio;
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((part, at) => part + ((to[at] ?? 0) - part) * share) as unknown as Rgb;
}

/** The colour of words on a fill: the first of white, ink and black that is readable; one of them always is. */
export function wordsOn(fill: string): string {
  const shade = luminance(parseHex(fill)) + 0.05;
  if (shade <= 1.05 / MIN_TEXT_CONTRAST) return '#fff';
  return shade < INK_SHADE * MIN_TEXT_CONTRAST ? '#000' : INK;
}

/** The nearest colour to `brand`, on its way to `ink`, that is readable as text on every one of `grounds`. */
export function asText(brand: Rgb, grounds: readonly Rgb[], ink: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const colour = parseHex(toHex(mix(brand, ink, share)));
    if (grounds.every((ground) => contrast(colour, ground) >= MIN_TEXT_CONTRAST)) return colour;
  }
  return ink;
}

/** A soft ground in the brand's colour over `surface`. */
export function softOf(brand: Rgb, surface: Rgb): Rgb {
  return parseHex(toHex(mix(surface, brand, 0.12)));
}
