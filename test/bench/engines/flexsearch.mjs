// FlexSearch's document index, by its defaults and by what serves questions best: English encoder, any of the words.
import { openPeers } from '../peers.mjs';

function flexSearch(name, settings, search) {
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
      return (query, k) =>
        index
          .search(query, { limit: k, merge: true, ...search })
          .map(({ id }) => id)
          .slice(0, k);
    },
  };
}

export const flexDefault = flexSearch('FlexSearch, its defaults', () => ({}), {});
export const flexTuned = flexSearch(
  'FlexSearch (English encoder, suggest)',
  ({ Charset, Encoder }, english) => ({ encoder: new Encoder(Charset.LatinBalance, english) }),
  { suggest: true },
);
