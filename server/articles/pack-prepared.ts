// Packs what the index needs of an article into few bytes, to be kept on the disk and handed to another thread.
import type { PreparedArticle, TermCounts } from '../../contract/search/prepare-article.ts';

/** What is as it is in JSON; words and stems are parted by line ends, stems in the order of the terms. */
interface Head {
  rest: Omit<PreparedArticle, 'words' | 'terms'>;
  words: string;
  stems: string;
  terms: number;
}

const HEAD_BYTES = 4;
/** Short texts are copied out of the long one that they stand in; longer ones would hold all of it in memory. */
const LONGEST_COPIED = 12;
const MAX_POOLED = 100_000;

/** Packs a prepared article; `unpacker` makes an equal one of the bytes. */
export function packPrepared(article: PreparedArticle): Buffer {
  const { words, terms, ...rest } = article;
  const stems = new Map<string, number>();
  const stemAt = (stem: string): number => {
    const at = stems.get(stem) ?? stems.size;
    stems.set(stem, at);
    return at;
  };
  const numbers: number[] = [];
  for (const [stem] of terms) stemAt(stem);
  for (const [, counts] of terms) {
    const { title, headings, meta, passages, questions } = counts;
    const own = [title, headings, meta, passages.length, ...passages, questions.length, ...questions].flatMap(bytesOf);
    numbers.push(...bytesOf(own.length), ...own);
  }
  for (const [, stem, isEarly] of words) numbers.push(...bytesOf(stemAt(stem) * 2 + isEarly));
  const head: Head = {
    rest,
    words: words.map(([word]) => word).join('\n'),
    stems: [...stems.keys()].join('\n'),
    terms: terms.length,
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(HEAD_BYTES);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, Buffer.from(numbers)]);
}

/** A number below 2^28 in groups of seven bits, the lowest first. */
function bytesOf(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...bytesOf(value >>> 7)];
}

/** Makes the opposite of `packPrepared`. Equal counts of all articles that it unpacks are one object, so never change one. */
export function makeUnpacker(): (bytes: Uint8Array) => PreparedArticle {
  const pool = new Map<string, TermCounts>();
  const texts = new Map<string, string>();
  const ownText = (text: string): string => {
    if (text.length <= LONGEST_COPIED) return text;
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size >= MAX_POOLED) texts.clear();
    const own = Buffer.from(text).toString();
    texts.set(own, own);
    return own;
  };

  return (packed) => {
    const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
    const textEnd = HEAD_BYTES + bytes.readUInt32LE(0);
    const head = JSON.parse(bytes.toString('utf8', HEAD_BYTES, textEnd)) as Head;
    const stems = head.stems.split('\n').map(ownText);
    let at = textEnd;
    const next = (): number => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++] as number;
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value;
      }
    };
    const list = (): number[] => Array.from({ length: next() }, next);
    const terms: PreparedArticle['terms'] = [];
    for (let term = 0; term < head.terms; term++) {
      const end = next() + at;
      const key = bytes.toString('latin1', at, end);
      let counts = pool.get(key);
      if (counts) at = end;
      else {
        counts = { title: next(), headings: next(), meta: next(), passages: list(), questions: list() };
        if (pool.size < MAX_POOLED) pool.set(key, counts);
      }
      terms.push([stems[term] as string, counts]);
    }
    const words: PreparedArticle['words'] = [];
    if (at < bytes.length)
      for (const word of head.words.split('\n')) {
        const value = next();
        words.push([ownText(word), stems[value >> 1] as string, value & 1]);
      }
    return { ...head.rest, words, terms };
  };
}
