// The part of the settings that names words: what speaks for a fault or for a question, by language (METHOD 5, KIND-1).
import { z } from 'zod';
import { byText } from './settings-parts.ts';

const words = z
  .array(
    z
      .string()
      .min(2, 'must be a word of at least 2 characters')
      .max(60)
      .regex(/^[^\s*]/u, 'must begin with a letter or a digit; a * stands for any ending'),
  )
  .max(200);

export const KindWordsSchema = byText(z.strictObject({ fail: words, question: words })).refine(
  (languages) => Object.keys(languages).every((language) => /^[a-z]{2,3}$/.test(language)),
  'must be by language, like en or de',
);
