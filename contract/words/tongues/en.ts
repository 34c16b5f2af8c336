// What the panel and the search say from the first moment, in English; its type is what every other language must fill in.

const many = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const en = {
  help: 'Help',
  panel: (site: string) => site || 'Help',
  close: 'Close help',
  back: 'Back',
  search: 'Search help',
  clear: 'Clear search',
  slow: 'This takes longer than usual.',
  answers: (count: number) => many(count, 'answer'),
  security: 'Report a security problem',
  securityShort: 'Security',
  write: 'None of these? Write to us',
  didYouMean: (query: string) => `Did you mean \u201c${query}\u201d?`,
  nothing: (query: string) => `Nothing here for \u201c${query}\u201d`,
  failed: 'The answers could not be loaded. You can still write to us.',
  weaker: 'Only titles and headings are searched: the rest could not be loaded.',
  viewFailed: 'This could not be loaded. Check your connection.',
  again: 'Try again',
  resultsFor: (query: string) => `Results for \u201c${query}\u201d`,
  titles: { find: '', article: '', form: 'Write to us', sent: 'Sent', request: 'My request', requests: 'My requests' },
};
export type Words = typeof en;
