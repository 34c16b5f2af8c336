// Makes any number of help articles that are like real ones in what matters to a search: lengths, words, and their growth.

import { studyWords, WORD, wordsIn, wordWorlds } from './make-words.mjs';
import { seededRandom, shuffled } from './seeded-random.mjs';

const SWAPPED_SHARE = 0.3;
const NEIGHBOURS = 5;
const LONGEST_SLUG = 60;

/**
 * Articles come in blocks of as many as `source` has. Within a block each real article lends its shape once (in random order):
 * folder, words of the title, headings, number and lengths of the sections, so that lengths have the real distribution. Three
 * in ten sentences change places with one of the article's five nearest neighbours (cosine over shared words, rare ones weigh
 * more): topics stay, no article is a copy. Then every block tells its sentences in its own words (see `wordWorlds`): what
 * stands in a quarter of the articles stays, other words change places with words that are about as frequent, and as many new
 * ones are coined as Heaps' law, fitted on the real articles, says for a collection of that size. So the frequencies of words
 * follow the real (Zipf) curve, and the vocabulary grows.
 *
 * @param source articles as {slug, title, folder, sections: [{heading, text}]} in plain text; the first section has heading ''
 * @returns {{articles, tell, beta}} `articles` like `source`, with `from` (place in `source`) and `block`; `tell(block, text)`
 *   puts any other text, such as a question, into the words of a block; `beta` is the exponent of Heaps' law
 */
export function makeArticles(count, seed, source) {
  const random = seededRandom(seed);
  const study = studyWords(source.map(textOf));
  const worlds = wordWorlds(study, Math.max(1, Math.ceil(count / source.length)), random);
  const near = neighboursOf(study);
  const tell = (block, text) => text.replace(WORD, (word) => inCaseOf(word, worlds[block](word.toLowerCase())));
  const slugs = new Set();
  const articles = [];
  for (let block = 0; articles.length < count; block += 1) {
    const mixed = mixSentences(source, near, random);
    for (const from of shuffled([...source.keys()], random).slice(0, count - articles.length)) {
      const { slug, title, folder } = source[from];
      articles.push({
        slug: freeSlug(tell(block, slug.replaceAll('-', ' ')), slugs),
        title: tell(block, title),
        folder,
        sections: mixed[from].map(({ heading, sentences }) => ({
          heading: tell(block, heading),
          text: tell(block, sentences.join('')),
        })),
        from,
        block,
      });
    }
  }
  return { articles, tell, beta: worlds.beta };
}

/** All words of an article as one text. */
export function textOf({ title, sections }) {
  return [title, ...sections.flatMap(({ heading, text }) => [heading, text])].join('\n');
}

/**
 * Questions with known answers for generated articles. With labelled questions for the source, those, told in the words of
 * the blocks: as hard as real ones. Without, known-item questions: two to six of the weightier words of one article, one in
 * three with a slip. @param labelled {query, rel} with slugs of the source
 */
export function makeQuestions(made, source, labelled, limit, seed) {
  const random = seededRandom(seed);
  if (labelled.length === 0) return knownItems(made, random, limit);
  const place = new Map(source.map(({ slug }, at) => [slug, at]));
  const bySource = new Map(made.articles.map(({ block, from, slug }) => [`${block} ${from}`, slug]));
  const blocks = 1 + Math.max(...made.articles.map(({ block }) => block));
  const all = [];
  for (let block = 0; block < blocks; block += 1)
    for (const [at, { query, rel }] of labelled.entries()) {
      const found = Object.entries(rel).flatMap(([slug, grade]) => {
        const target = bySource.get(`${block} ${place.get(slug)}`);
        return target ? [[target, grade]] : [];
      });
      if (found.length > 0)
        all.push({ id: `q${block}-${at}`, query: made.tell(block, query), rel: Object.fromEntries(found) });
    }
  return shuffled(all, random).slice(0, limit);
}

function knownItems({ articles }, random, limit) {
  const { articleWords } = studyWords(articles.map(textOf));
  const frequency = new Map();
  for (const words of articleWords) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return shuffled([...articles.keys()], random)
    .slice(0, limit)
    .map((at) => {
      const weight = (word) => Math.log(articles.length / frequency.get(word)) * Math.sqrt(frequency.get(word));
      const words = [...articleWords[at]].filter((word) => word.length > 2).sort((a, b) => weight(b) - weight(a));
      const chosen = shuffled(words.slice(0, 20), random).slice(0, 2 + Math.floor(random() * 5));
      if (random() < 1 / 3) chosen[0] = chosen[0].slice(0, 2) + chosen[0].slice(3);
      return { id: `q${at}`, query: chosen.join(' '), rel: { [articles[at].slug]: 1 } };
    });
}

/** Sentences with what parts them, so that joining gives the text again. */
function sentencesOf(text) {
  return text.match(/[^.!?\n]+(?:[.!?\n]+\s*|$)/g) ?? [];
}

function mixSentences(source, near, random) {
  const mixed = source.map(({ sections }) =>
    sections.map(({ heading, text }) => ({ heading, sentences: sentencesOf(text) })),
  );
  const spots = mixed.map((sections) =>
    sections.flatMap(({ sentences }) => sentences.map((_, at) => ({ sentences, at }))),
  );
  for (const [from, own] of spots.entries())
    for (const spot of own) {
      const other = random() < SWAPPED_SHARE ? spots[near[from][Math.floor(random() * near[from].length)] ?? from] : [];
      if (other.length === 0) continue;
      const there = other[Math.floor(random() * other.length)];
      const kept = spot.sentences[spot.at];
      spot.sentences[spot.at] = there.sentences[there.at];
      there.sentences[there.at] = kept;
    }
  return mixed;
}

function neighboursOf({ articleWords, count }) {
  const frequency = new Map();
  for (const words of articleWords) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (word) => Math.log(count / frequency.get(word)) ** 2;
  const norm = articleWords.map((words) => Math.sqrt([...words].reduce((sum, word) => sum + weight(word), 0)) || 1);
  return articleWords.map((words, at) => {
    const scores = articleWords.map((others, other) => {
      if (other === at) return -1;
      let sum = 0;
      for (const word of words) if (others.has(word)) sum += weight(word);
      return sum / norm[at] / norm[other];
    });
    return [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, Math.min(NEIGHBOURS, count - 1));
  });
}

function inCaseOf(word, other) {
  if (word.length > 1 && word === word.toUpperCase() && /\p{L}/u.test(word)) return other.toUpperCase();
  return /^\p{Lu}/u.test(word) ? other.slice(0, 1).toUpperCase() + other.slice(1) : other;
}

function freeSlug(words, taken) {
  const base =
    wordsIn(words)
      .join('-')
      .replace(/['\u2019]/g, '')
      .slice(0, LONGEST_SLUG)
      .replace(/-+$/, '') || 'article';
  let slug = base;
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
  taken.add(slug);
  return slug;
}
