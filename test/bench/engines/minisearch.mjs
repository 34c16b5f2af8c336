// MiniSearch as it comes, and with the settings that its README shows.
import MiniSearch from 'minisearch';

const OPTIONS = { fields: ['title', 'text'], idField: 'slug' };
export const README_SETTINGS = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };

function miniSearch(name, settings) {
  return {
    name,
    build(docs) {
      const index = new MiniSearch(OPTIONS);
      index.addAll(docs);
      return { whole: Buffer.from(JSON.stringify(index)) };
    },
    open({ whole }) {
      const index = MiniSearch.loadJSON(whole.toString(), OPTIONS);
      return (query, k) =>
        index
          .search(query, settings)
          .slice(0, k)
          .map(({ id }) => id);
    },
  };
}

export const stockMiniSearch = miniSearch('MiniSearch, stock', {});
export const readmeMiniSearch = miniSearch('MiniSearch, prefix + fuzzy 0.2 + title×2', README_SETTINGS);
