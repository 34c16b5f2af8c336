// Orama with its English stemmer, one edit of tolerance and titles twice.
import { openPeers } from '../peers.mjs';

async function create() {
  const importPeer = await openPeers();
  const orama = await importPeer('@orama/orama');
  const { stemmer, language } = await importPeer('@orama/stemmers/english');
  const db = orama.create({
    schema: { slug: 'string', title: 'string', text: 'string' },
    components: { tokenizer: { stemming: true, language, stemmer, stemmerSkipProperties: ['slug'] } },
  });
  return { orama, db };
}

export const oramaEngine = {
  name: 'Orama (stemming, tolerance 1)',
  async build(docs) {
    const { orama, db } = await create();
    for (const { slug, title, text } of docs) await orama.insert(db, { slug, title, text });
    return { whole: Buffer.from(JSON.stringify(orama.save(db))) };
  },
  async open({ whole }) {
    const { orama, db } = await create();
    orama.load(db, JSON.parse(whole.toString()));
    return async (term, k) => {
      const options = { term, properties: ['title', 'text'], tolerance: 1, boost: { title: 2 }, limit: k };
      const { hits } = await orama.search(db, options);
      return hits.map(({ document }) => document.slug);
    };
  },
};
