// GET /api/v1/search and GET /api/v1/sites/{site}/start: what the server answers where a browser has no index of its own.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';

export const SearchQuerySchema = z.strictObject({
  site: z.string().min(1).max(60).default('default'),
  locale: z.string().min(1).max(35).default('en'),
  q: z.string().max(LIMITS.searchQuery),
  k: z.coerce.number().int().min(1).max(LIMITS.searchResults).default(10),
  /** The last word may be unfinished, as in a box that answers with each letter. */
  as_you_type: z.enum(['true', 'false']).default('false'),
  /** Finds what is for these readers too, besides what is for everyone. */
  audience: z.string().max(LIMITS.audience).optional(),
});

/** [start, end) in UTF-16 units. */
const MarksSchema = z.array(z.tuple([z.number().int(), z.number().int()]));

export const SearchAnswerSchema = z.strictObject({
  /** The best articles, best first. */
  results: z.array(
    z.strictObject({
      slug: z.string(),
      title: z.string(),
      /** Places of the words that match. */
      titleMarks: MarksSchema,
      breadcrumb: z.array(z.string()),
      section: z.strictObject({ id: z.string(), heading: z.string() }).nullable(),
      snippet: z.string(),
      snippetMarks: MarksSchema,
    }),
  ),
  /** The query with its misspelt words replaced by what articles say; null where there was nothing to correct. */
  corrected: z.string().nullable(),
  release: z.string(),
});

export type SearchAnswer = z.infer<typeof SearchAnswerSchema>;

export const StartQuerySchema = z.strictObject({
  locale: z.string().min(1).max(35).default('en'),
  /** Path of the host page. */
  path: z.string().max(2_000).default('/'),
  audience: z.string().max(LIMITS.audience).optional(),
});

const LinksSchema = z.array(z.strictObject({ slug: z.string(), title: z.string() }));

/** What the first view offers before anything is typed. */
export const StartScreenSchema = z.strictObject({
  /** For the page that the reader is on. */
  here: LinksSchema,
  /** What others read most. */
  popular: LinksSchema,
  /** `count` is of all articles of the topic; not all need be listed. */
  topics: z.array(z.strictObject({ title: z.string(), count: z.number().int(), articles: LinksSchema })),
});

export type StartScreen = z.infer<typeof StartScreenSchema>;
