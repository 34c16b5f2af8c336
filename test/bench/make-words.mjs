// Words for generated articles: which real word stands for which other one in a block of articles, so that the frequency of
// words, their families (folder, folders) and the growth of the vocabulary stay those of the real articles.
import { shuffled } from './seeded-random.mjs';

export const WORD = /[\p{L}\p{N}]+(?:['\u2019]\p{L}+)*/gu;
/** Words in more than this share of the articles keep their place: they hold sentences together or name the product. */
const COMMON_SHARE = 0.25;
/** Families in at most this many of the real articles are rare: new words come in their place as the collection grows. */
const RARE_ARTICLES = 3;
const MOST_FORMS = 5;
const FEWEST_ARTICLES_FOR_FIT = 8;

/** The lower-case words of a text. */
export function wordsIn(text) {
  return Array.from(text.matchAll(WORD), ([word]) => word.toLowerCase());
}

/** What inflections of a word have in common, roughly: enough to keep them together. */
function rootOf(word) {
  if (/\d/.test(word)) return word;
  const root = word.replace(/['\u2019].*$/, '').replace(/(?<=.{3})(ings?|ed|ers?|es|s|ly)$/, '');
  return root.replace(/(?<=.{3})e$/, '').replace(/(?<=.{2})([b-df-hj-np-tv-z])\1$/, '$1');
}

/** @param texts one text for each real article. @returns what `wordWorlds` needs to know about them. */
export function studyWords(texts) {
  const families = new Map();
  const articleWords = texts.map((text) => new Set(wordsIn(text)));
  for (const words of articleWords) {
    const roots = new Set();
    for (const word of words) {
      const root = rootOf(word);
      const family = families.get(root) ?? { root, members: new Map(), articles: 0 };
      families.set(root, family);
      family.members.set(word, (family.members.get(word) ?? 0) + 1);
      if (!roots.has(root)) family.articles += 1;
      roots.add(root);
    }
  }
  for (const family of families.values())
    family.members = [...family.members].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return { count: texts.length, families: [...families.values()], articleWords };
}

/**
 * Heaps' law V(n) = K * n^beta, n in articles, fitted by least squares of the logarithms over the real articles in five
 * orders, from 8 articles on. @returns the function V.
 */
export function fitHeaps({ articleWords }, random) {
  const points = [];
  for (let round = 0; round < 5; round += 1) {
    const seen = new Set();
    for (const [at, words] of shuffled(articleWords, random).entries()) {
      for (const word of words) seen.add(word);
      if (at + 1 >= FEWEST_ARTICLES_FOR_FIT) points.push([Math.log(at + 1), Math.log(seen.size)]);
    }
  }
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const beta =
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const size = (articles) => Math.exp(y + beta * (Math.log(articles) - x));
  return Object.assign(size, { beta });
}

/**
 * One world of words for each block of as many articles as there are real ones. In a world, every family of words changes
 * places with another of the same band of frequency; rare ones with any rare family so far, and as many of them as Heaps' law
 * asks for are coined. @returns functions from a lower-case word to a lower-case word, one for each block.
 */
export function wordWorlds(study, blocks, random) {
  const size = fitHeaps(study, random);
  const { count } = study;
  const bands = new Map();
  const rare = [];
  for (const family of study.families) {
    if (family.articles > count * COMMON_SHARE) continue;
    if (family.articles <= RARE_ARTICLES) rare.push(family);
    else {
      const band = `${Math.floor(2 * Math.log2(family.articles))} ${formsOf(family)}`;
      bands.set(band, [...(bands.get(band) ?? []), family]);
    }
  }
  const coin = coinerOf(study, random);
  const pools = groupBy(rare, formsOf);
  const worlds = [];
  for (let block = 0; block < blocks; block += 1) {
    const map = new Map();
    for (const band of bands.values()) {
      const others = shuffled(band, random);
      for (const [at, family] of band.entries()) place(map, family, others[at]);
    }
    let wanted = block === 0 ? 0 : size((block + 1) * count) - size(block * count);
    const others = new Map(Array.from(pools, ([forms, pool]) => [forms, shuffled(pool, random)]));
    for (const family of shuffled(rare, random)) {
      const forms = formsOf(family);
      if (wanted > 0) {
        const coined = coin(family);
        wanted -= coined.members.length;
        pools.get(forms).push(coined);
        place(map, family, coined);
      } else place(map, family, others.get(forms).pop());
    }
    worlds.push((word) => map.get(word) ?? word);
  }
  return Object.assign(worlds, { beta: size.beta });
}

/** Families change places with such as have about as many forms, so that few words fall together. */
function formsOf({ members }) {
  return Math.min(members.length, MOST_FORMS);
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** Each form goes to the same form of the other family, the rest to those that are left, the most frequent first. */
function place(map, family, other) {
  const left = new Set(other.members);
  const waiting = family.members.filter((word) => {
    const same = other.root + word.slice(family.root.length);
    if (left.delete(same)) map.set(word, same);
    return !map.has(word);
  });
  const rest = [...left];
  for (const [at, word] of waiting.entries()) map.set(word, rest[at] ?? other.members.at(-1));
}

/** Coins families: the letters of a root follow each other as in rare real words (three at a time), digits are any digits. */
function coinerOf({ families }, random) {
  const next = new Map();
  for (const { root, articles } of families) {
    if (articles > RARE_ARTICLES || !/^[a-z]{4,}$/.test(root)) continue;
    const padded = `  ${root} `;
    for (let at = 2; at < padded.length; at += 1) {
      const before = padded.slice(at - 2, at);
      next.set(before, (next.get(before) ?? '') + padded[at]);
    }
  }
  const taken = new Set(families.map(({ root }) => root));
  const letters = (length) => {
    for (;;) {
      let made = '  ';
      while (made.length < 16) {
        const choices = next.get(made.slice(-2)) ?? ' ';
        const letter = choices[Math.floor(random() * choices.length)];
        if (letter === ' ') break;
        made += letter;
      }
      const root = made.trim();
      if (Math.abs(root.length - length) <= 1 && !taken.has(root)) return root;
      if (random() < 0.02 && root.length > 3 && !taken.has(root)) return root;
    }
  };
  const digits = (word) => word.replace(/\d/g, () => String(Math.floor(random() * 10)));
  return (family) => {
    const root = /\d/.test(family.root) ? digits(family.root) : letters(Math.min(12, Math.max(4, family.root.length)));
    taken.add(root);
    return { root, members: family.members.map((word) => root + word.slice(family.root.length)) };
  };
}
