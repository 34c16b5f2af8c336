// A problem of the product that is announced from the page of its gap: the widget's line on the pages that it touches.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { storableText } from './text.ts';

/** PUT /gaps/{key}/known-problem */
export const AnnounceProblemSchema = z.strictObject({
  /** What people read, in the words of the site's own language. */
  words: storableText(LIMITS.problemWords).min(1),
  /** The slug of the published article that says what is known and what helps until then. */
  article: storableText(LIMITS.slug).min(1),
  /** Pages of the host product, as articles name them: `/checkout`, `/orders/*`; `/*` is every page. */
  pages: z
    .array(storableText(LIMITS.pageKey).startsWith('/', 'must begin with /, like /checkout or /orders/*'))
    .min(1, 'must name a page; "/*" is every page')
    .max(LIMITS.problemPages),
});

export const AnnouncedProblemSchema = z.strictObject({
  announced: z
    .strictObject({
      words: z.string(),
      article: z.string(),
      /** Of the article; null where it is no longer published. */
      title: z.string().nullable(),
      pages: z.array(z.string()),
      /** Who announced it, and when. */
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
});

export type AnnounceProblem = z.infer<typeof AnnounceProblemSchema>;
export type AnnouncedProblem = z.infer<typeof AnnouncedProblemSchema>;
