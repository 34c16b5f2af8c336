// The design's colours by theme, as custom properties.

const NAMES = 'bg surface sunken line control ink muted accent soft mark mark-ink danger danger-soft'.split(' ');
export const LIGHT = 'f4f6f2 fff ecefe9 dce1d9 7a847c 17201b 535e57 14624c e2efe8 ffe59a 17201b a1321d fbeae5';
export const DARK = '101412 181d1a 0b0f0d 2e3731 7c887f e8edE9 a7b2aa 7ccfaf 17332a 5c4a10 fff1c4 ff9e89 3b1d16';

/** Names that a brand colour may replace, each theme with its own value. */
const BRANDED = /^(accent|soft)$/;

/** The custom properties of one theme; `key` is `l` or `d`. A brand's values stand in `--fp-<name>-<key>` on the host. */
function tokensOf(values: string, key: string): string {
  const shadow = key === 'l' ? '#17201b26' : '#0009';
  // The launcher has one fill in both themes; on a dark panel the main button is light.
  const main = key === 'l' ? '' : '--fp-main:var(--fp-brand,#7ccfaf);--fp-on-main:var(--fp-on-brand,#0a1f17);';
  const list = values.split(' ').map((hex, at) => {
    const name = NAMES[at] as string;
    return `--fp-${name}:${BRANDED.test(name) ? `var(--fp-${name}-${key},#${hex})` : `#${hex}`}`;
  });
  return `.fp{color-scheme:${key === 'l' ? 'light' : 'dark'}}:host{${main}${list.join(';')};--fp-edge:var(--fp-edge-${key},transparent);--fp-shadow:0 2px 6px ${shadow},0 14px 36px ${shadow}}`;
}

/** The style text that defines every colour for a theme; all but `light` and `dark` follow the reader's system. */
export function themeCss(theme?: string): string {
  const [light, dark] = [tokensOf(LIGHT, 'l'), tokensOf(DARK, 'd')];
  return theme === 'light' ? light : theme === 'dark' ? dark : `${light}@media(prefers-color-scheme:dark){${dark}}`;
}
