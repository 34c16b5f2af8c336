// The few drawings of the pages: the mark and the icons, inline, so that they take the colour of their text.
import { type Html, trustedHtml } from './html.ts';

/** The signpost, 24 pixels; mirrored by the style sheet where the text runs from right to left. */
export const MARK: Html = trustedHtml(
  '<svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="currentColor" d="M6 4V3l1.5-2L9 3v1zM6 14h3v9H6z"/><path class="arm" d="M3 5h13.6a1 1 0 0 1 .7.3l3.9 3.3a.5.5 0 0 1 0 .8l-3.9 3.3a1 1 0 0 1-.7.3H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"/></svg>',
);

const PATHS = {
  search: '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
  warning: '<path d="M8 2 1.75 13.25h12.5zM8 6.5v3M8 11.5v.01"/>',
  done: '<path d="m3 8.5 3.25 3.25L13 5"/>',
  lock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
};

/** A 16-pixel line drawing that only repeats what words say. */
export function icon(name: keyof typeof PATHS): Html {
  return trustedHtml(
    `<svg class="i" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${PATHS[name]}</svg>`,
  );
}
