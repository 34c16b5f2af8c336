// The small shapes that the parts of the settings file share: names, labels, records by name.
import { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';

export const key = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be a short name of a-z, 0-9, _ and -');
export const label = z.string().min(1).max(120);

/** A repeat of something that repeats: on some texts such a pattern takes longer than anybody waits. */
const REPEATS_REPEATS = /\([^()]*[*+}][^()]*\)[*+{]/;

/** A regular expression, read without regard to case. */
export const scrubPattern = z
  .string()
  .min(1)
  .max(LIMITS.scrubPattern)
  .refine(isPattern, 'must be a regular expression, for instance "K-[0-9]{4}"')
  .refine(
    (source) => !REPEATS_REPEATS.test(source),
    'must not repeat what repeats, as (a+)+ does: it can take for ever',
  );

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'giu').source !== '';
  } catch {
    return false;
  }
}

/** One text, or one for each locale that has its own; at most so many characters each. */
export function localWords(max = 120) {
  const byLocale = z
    .record(z.string().max(35), z.string().min(1).max(max))
    .refine((texts) => Object.keys(texts).length > 0)
    .transform((found) => Object.assign(Object.create(null) as typeof found, found));
  return z.union([z.string().min(1).max(max), byLocale], {
    error: `must be a text of 1 to ${max} characters, or one for each locale like {en: Done, de: Erledigt}`,
  });
}

/** Values by key. Nothing is inherited, so that a name from a request, `constructor` for instance, finds only what is listed. */
export function byKey<S extends z.ZodType>(value: S) {
  return z.record(key, value).transform((found) => Object.assign(Object.create(null) as typeof found, found));
}

/** Values by any text, as `byKey`. */
export function byText<S extends z.ZodType>(value: S) {
  return z.record(z.string(), value).transform((found) => Object.assign(Object.create(null) as typeof found, found));
}
