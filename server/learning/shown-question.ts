// Words a question that many people asked: in the form that most of them typed, without any word that few of them used.
import { phraseToken, phraseTokens, phraseWords, withoutPlaceholders } from '../method/phrase-clusters.ts';

/** One way in which one session asked. */
export interface AskedForm {
  sid: string;
  words: string;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['\u2019][\p{L}\p{N}\p{M}]+)*/gu;
const LONE_MARKS = /(^|\s)[^\p{L}\p{N}\s]+(?=\s|$)/gu;

/**
 * The form that most sessions typed (ties: more words, then the first), rid of every word that fewer than `minimum` of
 * them used, a name for instance: nothing that fewer people typed is ever shown or indexed. Null where that leaves
 * nothing that says anything, and below `minimum` sessions. Stricter than METHOD 7.2, which shows a whole raw form.
 */
export function shownQuestion(forms: readonly AskedForm[], minimum: number): string | null {
  const sessionsWith = new Map<string, Set<string>>();
  for (const { sid, words } of forms)
    for (const token of phraseTokens(words)) sessionsWith.set(token, (sessionsWith.get(token) ?? new Set()).add(sid));
  const isCommon = (token: string) => (sessionsWith.get(token)?.size ?? 0) >= minimum;
  const typedBy = new Map<string, { text: string; sids: Set<string> }>();
  for (const { sid, words } of forms) {
    const text = withoutRareWords(words, isCommon);
    if (phraseTokens(text).length === 0) continue;
    const known = typedBy.get(text.toLowerCase()) ?? { text, sids: new Set<string>() };
    known.sids.add(sid);
    typedBy.set(text.toLowerCase(), known);
  }
  let best: { text: string; sids: Set<string> } | null = null;
  for (const form of typedBy.values()) {
    const isMore =
      !best ||
      form.sids.size > best.sids.size ||
      (form.sids.size === best.sids.size && phraseTokens(form.text).length > phraseTokens(best.text).length);
    if (isMore) best = form;
  }
  return best?.text ?? null;
}

function withoutRareWords(words: string, isCommon: (token: string) => boolean): string {
  const kept = withoutPlaceholders(words).replace(WORD, (word) => {
    if (phraseTokens(word).every(isCommon)) return word;
    // A script without spaces comes as one run of words, of which the common ones stay.
    return phraseWords(word).length < 2 || /['\u2019]/.test(word)
      ? ''
      : phraseWords(word)
          .filter((part) => isCommon(phraseToken(part) ?? ''))
          .join('');
  });
  return kept.replace(/\s+/g, ' ').replace(LONE_MARKS, '$1').replace(/\s+/g, ' ').trim();
}
