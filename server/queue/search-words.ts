// Cuts text into the words that the search over requests knows, the same on every database.

const MAX_WORD = 64;
/** Han, kana, Hangul, Thai and the like are written without spaces, or with endings: two characters at a time find them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Lower case without accents or width: "Zoë" and "zoe", "ﬁ" and "fi" are one. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .normalize('NFC');
}

/** Every word once, in the order in which they come; of text with more than `most` different ones, so many. */
export function searchWords(text: string, most: number): string[] {
  const words = new Set<string>();
  for (const [run] of foldText(text).matchAll(WORD)) {
    for (const word of wordsOfRun(run)) {
      if (words.size >= most) return [...words];
      words.add(word);
    }
  }
  return [...words];
}

/**
 * The words that a question asks for, whole ones and one that may only be begun: the last, while nothing follows it.
 * Characters without spaces between them are asked for in pairs, one alone as a beginning.
 */
export function askedWords(question: string): { whole: string[]; begun: string | null } {
  const folded = foldText(question);
  const runs = [...folded.matchAll(WORD)];
  const whole = new Set<string>();
  let begun: string | null = null;
  for (const [at, match] of runs.entries()) {
    const parts = [...partsOfRun(match[0])];
    for (const [position, part] of parts.entries()) {
      const isLast = at === runs.length - 1 && position === parts.length - 1;
      if (part.isUnspaced) {
        const pairs = pairsOf(part.text);
        if (part.text.length === firstCharacter(part.text).length) {
          // One character alone: anything that begins with it.
          if (isLast) begun = part.text;
          else whole.add(part.text);
        } else for (const pair of pairs) if ([...pair].length === 2) whole.add(pair);
      } else if (isLast) begun = part.text.slice(0, MAX_WORD);
      else whole.add(part.text.slice(0, MAX_WORD));
    }
  }
  return { whole: [...whole], begun };
}

function* wordsOfRun(run: string): Generator<string> {
  for (const part of partsOfRun(run)) {
    if (part.isUnspaced) yield* pairsOf(part.text);
    else yield part.text.slice(0, MAX_WORD);
  }
}

function* partsOfRun(run: string): Generator<{ text: string; isUnspaced: boolean }> {
  let from = 0;
  for (const match of run.matchAll(UNSPACED)) {
    if (match.index > from) yield { text: run.slice(from, match.index), isUnspaced: false };
    yield { text: match[0], isUnspaced: true };
    from = match.index + match[0].length;
  }
  if (from < run.length) yield { text: run.slice(from), isUnspaced: false };
}

/** 東京都 as 東京, 京都, 都; the last one alone, so that every character begins a word. */
function* pairsOf(text: string): Generator<string> {
  const characters = [...text];
  for (let at = 0; at < characters.length; at += 1) yield characters.slice(at, at + 2).join('');
}

function firstCharacter(text: string): string {
  return [...text][0] ?? '';
}
