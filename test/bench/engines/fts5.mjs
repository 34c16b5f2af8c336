// SQLite's FTS5 with its Porter tokeniser: any of the words but stop words, titles five times.
import Database from 'better-sqlite3';
import { wordsIn } from '../make-words.mjs';
import { openPeers } from '../peers.mjs';

export const fts5 = {
  name: 'SQLite FTS5 (porter, title×5, stop words)',
  build(docs) {
    const db = new Database(':memory:');
    db.exec("create virtual table article using fts5 (slug unindexed, title, text, tokenize = 'porter unicode61')");
    const add = db.prepare('insert into article values (?, ?, ?)');
    db.transaction(() => {
      for (const { slug, title, text } of docs) add.run(slug, title, text);
    })();
    db.exec("insert into article (article) values ('optimize'); vacuum");
    return { whole: db.serialize() };
  },
  async open({ whole }) {
    const { stopwords } = await (await openPeers())('@orama/stopwords/english');
    const stop = new Set(stopwords);
    const db = new Database(whole);
    const find = db.prepare('select slug from article where article match ? order by bm25(article, 0, 5, 1) limit ?');
    return (query, k) => {
      const words = wordsIn(query.replace(/['\u2019]/g, ' '));
      const kept = words.filter((word) => !stop.has(word));
      const chosen = kept.length > 0 ? kept : words;
      if (chosen.length === 0) return [];
      return find.all(chosen.map((word) => `"${word}"`).join(' OR '), k).map(({ slug }) => slug);
    };
  },
};
