// MiniSearch as it comes, and with the settings that its README shows.
import MiniSearch from 'minisearch';

const OPTIONS = { fields: ['title', 'text'], idField: 'slug' };
/** With the titles in it, without which a page can show no result. */
const WITH_TITLES = { ...OPTIONS, storeFields: ['title'] };
export const README_SETTINGS = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };

function miniSearch(name, settings, options = OPTIONS) {
  return {
    name,
    build(docs) {
      const index = new MiniSearch(options);
      index.addAll(docs);
      return { whole: Buffer.from(JSON.stringify(index)) };
    },
    open({ whole }) {
      const index = MiniSearch.loadJSON(whole.toString(), options);
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
export const titledMiniSearch = miniSearch('MiniSearch, stock', {}, WITH_TITLES);
export const titledReadmeMiniSearch = miniSearch('MiniSearch, prefix + fuzzy 0.2', README_SETTINGS, WITH_TITLES);
