// lunr with titles twice; what its query language would take for an operator is taken out of a question.
import { openPeers } from '../peers.mjs';

const loadLunr = async () => (await (await openPeers())('lunr')).default;

export const lunrEngine = {
  name: 'lunr (title×2)',
  async build(docs) {
    const lunr = await loadLunr();
    const index = lunr(function define() {
      this.ref('slug');
      this.field('title', { boost: 2 });
      this.field('text');
      for (const doc of docs) this.add(doc);
    });
    return { whole: Buffer.from(JSON.stringify(index)) };
  },
  async open({ whole }) {
    const lunr = await loadLunr();
    const index = lunr.Index.load(JSON.parse(whole.toString()));
    return (query, k) =>
      index
        .search(query.replace(/[~^:+\-*]/g, ' '))
        .slice(0, k)
        .map(({ ref }) => ref);
  },
};
