// The names of the public surface, for checks and tests; the panel itself needs none of them.

/** Every event, by name. */
export const EVENT_NAMES = [
  'ready',
  'open',
  'close',
  'search',
  'article',
  'vote',
  'form',
  'submitted',
  'error',
] as const;

/** Every method, by name. */
export const METHOD_NAMES = [
  'open',
  'close',
  'toggle',
  'search',
  'article',
  'request',
  'identify',
  'logout',
  'page',
  'locale',
  'on',
  'off',
  'destroy',
] as const;

/** Attributes by which any element of the page opens help on a click: the panel, an article (slug), a search (words). */
export const ELEMENT_ATTRIBUTES = [
  'data-fingerpost-open',
  'data-fingerpost-article',
  'data-fingerpost-search',
] as const;
