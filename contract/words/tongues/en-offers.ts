// What stands over the articles that are offered before a search, in English: the rest of the panel's words, which come later.

export const enOffers = {
  forPage: 'For this page',
  popular: 'Read most',
  topics: 'All topics',
  moreInTopic: (count: number) => `And ${count} more: search for what you need.`,
};
