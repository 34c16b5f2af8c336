// Looks at what the page set of the look, takes over its own font where that is asked for, and says what cannot be used.
import { hostWindow } from '../host-window.ts';

interface Look {
  /** What is allowed, in words. */
  allowed: string;
  otherwise: string;
  isAllowed(value: string): boolean;
}

const isCss = (property: string, value: string) => hostWindow.CSS?.supports?.(property, value) ?? true;

/** Each property that a page may set on the element `fingerpost-help`. */
export const LOOKS: Readonly<Record<string, Look>> = {
  '--fp-font': {
    allowed: 'a list of fonts, or page for that of your page',
    otherwise: 'system-ui',
    isAllowed: (value) => isCss('font-family', value),
  },
  '--fp-radius': {
    allowed: 'a length such as 4px',
    otherwise: '8px',
    isAllowed: (value) => isCss('border-top-left-radius', value) && !value.includes('%'),
  },
  '--fp-density': {
    allowed: 'a number from 0.75 to 1.25',
    otherwise: '1',
    isAllowed: (value) => Number(value) >= 0.75 && Number(value) <= 1.25,
  },
};

/** The font of the page itself: `--fp-font: page, system-ui`. */
const PAGE_FONT = /^page\b/;

/** Names each wrong one in the console and puts the default in its place; gives whether the page sets the density. */
export function settleLooks(host: Element, frame: HTMLElement, warn = (text: string) => console.warn(text)): boolean {
  const set = hostWindow.getComputedStyle(host);
  let isDense = false;
  for (const [name, { allowed, otherwise, isAllowed }] of Object.entries(LOOKS)) {
    const value = set.getPropertyValue(name).trim();
    if (!value) continue;
    if (name === '--fp-density') isDense = true;
    if (name === '--fp-font' && PAGE_FONT.test(value))
      frame.style.setProperty(name, hostWindow.getComputedStyle(hostWindow.document.body).fontFamily);
    else if (!isAllowed(value)) {
      frame.style.setProperty(name, otherwise);
      warn(`Fingerpost: ${name}: ${value.slice(0, 60)} should be ${allowed}; ${otherwise} is used`);
    }
  }
  return isDense;
}
