// Text and language tags as requests carry them, so that whatever is taken can be kept as it came and used later.
import { z } from 'zod';

/** NUL, which PostgreSQL cannot keep, and halves of characters, which UTF-8 cannot write. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Text of at most `max` characters that every database gives back exactly as it came. */
export function storableText(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => !UNSTORABLE.test(text), 'has a character that cannot be kept (NUL, or half of one)');
}

/** Words that somebody wrote: the same, and not blank. */
export function writtenText(max: number) {
  return storableText(max).refine((text) => text.trim() !== '', 'says nothing; write a few words');
}

/** A language tag that dates can be written in: `en`, `pt-BR`. */
export const languageTag = z.string().max(35).refine(isLanguageTag, 'must be a language tag like en or pt-BR');

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch (_notATag) {
    return false;
  }
}
