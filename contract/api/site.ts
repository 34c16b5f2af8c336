// GET /api/v1/sites/{site}: what the widget needs to start.
import { z } from 'zod';
import { FIELD_KINDS } from '../form-fields.ts';

export const PromiseSchema = z.strictObject({
  /** Working hours until a person has read it. */
  hours: z.number(),
  /** The promise as a moment, if the request were sent now (UTC). */
  respond_by: z.string(),
});

export const SiteCategorySchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  restricted: z.boolean(),
  /** Names of the people who read it; only where the category is restricted. */
  readers: z.array(z.string()),
  asks_browser: z.boolean(),
  /** The type of enquiry that a request of this category has where nobody chooses one. */
  enquiry_type: z.string().optional(),
  promise: PromiseSchema,
});

/** One text, or one for each locale that has its own. */
const LocalWordsSchema = z.union([z.string(), z.record(z.string(), z.string())]);

/** What the form asks beyond the message; `FormField` of contract/form-fields.ts. */
export const SiteFieldSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(FIELD_KINDS),
  label: LocalWordsSchema,
  help: LocalWordsSchema.optional(),
  required: z.boolean(),
  /** Asked in these categories; without them in all that are not restricted. */
  categories: z.array(z.string()).optional(),
  enquiry_types: z.array(z.string()).optional(),
  /** Asked once another field has one of these values; without `is`, any. */
  shown_when: z
    .strictObject({ field: z.string(), is: z.array(z.union([z.string(), z.number(), z.boolean()])).optional() })
    .optional(),
  options: z.array(z.strictObject({ key: z.string(), label: LocalWordsSchema })).optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  whole: z.boolean().optional(),
  /** A day, or `today`. */
  earliest: z.string().optional(),
  latest: z.string().optional(),
});

/** Where the parts of one locale's articles lie, relative to the server's root. */
export const KbAddressesSchema = z.strictObject({
  /**
   * Whether the index is sent to browsers, or stays on the server, since there are too many articles: then `index`
   * and `passages` are not there (404) and `/api/v1/search` answers with the very same ranking.
   */
  search: z.enum(['shipped', 'served']),
  index: z.string(),
  /** The rest of the index. */
  rest: z.string(),
  passages: z.string(),
  /** Followed by `{slug}.json`. */
  articles: z.string(),
  /** Followed by the slug: the article as a page. */
  pages: z.string(),
});

export const SiteSchema = z.strictObject({
  site: z.string(),
  name: z.string(),
  locale: z.string(),
  locales: z.array(z.string()),
  release: z.string(),
  /** By locale; addresses are relative to the server's root. */
  kb: z.record(z.string(), KbAddressesSchema),
  categories: z.array(SiteCategorySchema),
  enquiry_types: z.array(z.string()),
  /** Absent where the settings have none. */
  fields: z.array(SiteFieldSchema).optional(),
  limits: z.strictObject({
    message: z.number(),
    subject: z.number(),
    name: z.number(),
    email: z.number(),
    /** Files that one message may bring, the bytes of each, and of all together. */
    files: z.number(),
    file_bytes: z.number(),
    files_bytes: z.number(),
  }),
  theme: z.strictObject({ color: z.string().nullable() }),
  /** The address to offer when sending fails again and again. */
  mail: z.string().nullable(),
  time_zone: z.string(),
  /** Requests are taken only from people whom the product's own server has signed in. */
  require_identity: z.boolean().optional(),
  /** One in so many of the people who voted yes is asked the intent question. */
  intent_sample: z.number(),
  /** Results visible without scrolling. */
  shown_count: z.number(),
  /** What is known to be broken now; none where this is missing. */
  known_problems: z
    .array(
      z.strictObject({
        text: z.string(),
        /** The slug of the article that explains it. */
        article: z.string(),
        /** Patterns of paths, as in articles. */
        pages: z.array(z.string()),
      }),
    )
    .optional(),
  /** Slugs of what others read most, best first; none where too little is known. */
  popular: z.array(z.string()),
});

export type Site = z.infer<typeof SiteSchema>;
export type SiteCategory = z.infer<typeof SiteCategorySchema>;
