// FlexSearch's document index, by its defaults and by what was best of seven settings tried: English encoder, any of the
// words, and the lists of both fields merged by rank, the title's for half as much again.
import { openPeers } from '../peers.mjs';

const RANKS_AHEAD = 3;
const TITLE_WEIGHT = 1.5;

function flexSearch(name, settings, find) {
  const create = async () => {
    const importPeer = await openPeers();
    const flexsearch = (await importPeer('flexsearch')).default;
    const english = (await importPeer('flexsearch/lang/en')).default;
    const document = { id: 'slug', index: ['title', 'text'] };
    return new flexsearch.Document({ document, ...settings(flexsearch, english) });
  };
  return {
    name,
    async build(docs) {
      const index = await create();
      for (const { slug, title, text } of docs) index.add({ slug, title, text });
      const parts = [];
      await index.export((key, data) => {
        parts.push([key, data]);
      });
      return { whole: Buffer.from(JSON.stringify(parts)) };
    },
    async open({ whole }) {
      const index = await create();
      for (const [key, data] of JSON.parse(whole.toString())) await index.import(key, data);
      return (query, k) => find(index, query, k).slice(0, k);
    },
  };
}

function mergeByRank(lists, k) {
  const scores = new Map();
  for (const { field, result } of lists)
    for (const [at, slug] of result.entries())
      scores.set(slug, (scores.get(slug) ?? 0) + (field === 'title' ? TITLE_WEIGHT : 1) / (at + RANKS_AHEAD));
  const found = [...scores].sort((a, b) => b[1] - a[1]).map(([slug]) => slug);
  return found.slice(0, k);
}

export const flexDefault = flexSearch(
  'FlexSearch, its defaults',
  () => ({}),
  (index, query, k) => index.search(query, { limit: k, merge: true }).map(({ id }) => id),
);
export const flexTuned = flexSearch(
  'FlexSearch (English encoder, any words, fields merged by rank)',
  ({ Charset, Encoder }, english) => ({ encoder: new Encoder(Charset.Default, english), resolution: 20 }),
  (index, query, k) => mergeByRank(index.search(query, { limit: 2 * k, suggest: true }), k),
);
