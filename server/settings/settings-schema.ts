// The shape of the settings file; what one part of it owes another is in check-references.ts and check-workflows.ts.
import { z } from 'zod';
import { ENQUIRY_TYPES } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { FieldsSchema } from './fields-schema.ts';
import { KindWordsSchema } from './kind-words-schema.ts';
import { KnownProblemsSchema } from './known-problems-schema.ts';
import { byKey, byText, key, label, scrubPattern } from './settings-parts.ts';
import { StatusesSchema, WorkflowsSchema } from './workflow-schema.ts';

const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'must be a time like 09:00');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-12-25');
const addresses = z.array(z.email('must be a mail address').max(LIMITS.email)).max(50);
const spans = z.array(z.tuple([clock, clock])).max(6);

export const SettingsSchema = z.strictObject({
  locales: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag like en or pt-BR'))
    .min(1)
    .max(40),
  default_locale: z.string(),
  time_zone: z.string().refine(isTimeZone, 'must be a time zone like Europe/Berlin'),
  cost_per_minute: z.number().min(0).max(1_000),
  mail: z.email('must be a mail address or null').nullable(),
  first_response_target_hours: z.number().min(0).max(1_000),
  sites: byKey(
    z.strictObject({
      name: label,
      origins: z.array(z.string().max(200)).max(100),
      theme: z.strictObject({
        color: z
          .string()
          .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #14624C')
          .nullable(),
      }),
      /** Requests only from people whom the product's own server has signed in. */
      require_identity: z.boolean().optional(),
      /** Patterns of what is taken out of typed words before they are written, beside what always is (METHOD 2.5.3). */
      scrub: z.array(scrubPattern).max(LIMITS.scrubPatterns).optional(),
    }),
  ),
  support_hours: z.strictObject({
    mon: spans.optional(),
    tue: spans.optional(),
    wed: spans.optional(),
    thu: spans.optional(),
    fri: spans.optional(),
    sat: spans.optional(),
    sun: spans.optional(),
  }),
  holidays: z.array(day).max(400),
  categories: byKey(
    z.strictObject({
      label,
      promise_hours: z.number().positive().max(1_000),
      target_group: key.optional(),
      enquiry_type: z.enum(ENQUIRY_TYPES).optional(),
      workflow: key.optional(),
      asks_browser: z.boolean().optional(),
      restricted: z.boolean().optional(),
      readers: z.array(z.string().max(254)).max(50).optional(),
    }),
  ),
  /** What the form asks beyond the message. */
  fields: FieldsSchema.default({}),
  /** What is said on the pages that a problem touches, and the article that explains it. */
  known_problems: KnownProblemsSchema.default([]),
  target_groups: byKey(
    z.strictObject({
      label,
      pages: z.array(z.string().startsWith('/').max(200)).max(200),
      /** Who gets the weekly digest: what articles can mend goes to editors, what only the product can to its people. */
      digest: z.strictObject({ editors: addresses.optional(), product: addresses.optional() }).optional(),
    }),
  ),
  root_causes: z.array(key).max(200),
  /** Releases of the product, as marks beside the requests of their weeks. */
  releases: z
    .array(z.strictObject({ at: day, name: label }))
    .max(400)
    .default([]),
  /** By language: what speaks for a fault or for a question in what people write; replaces what ships for that language. */
  kind_words: KindWordsSchema.default({}),
  /** So many help sessions must have used a phrase before it is shown or learnt (METHOD 2.5.4); fewer would tell who. */
  k_sessions: z.number().int('must be a whole number').min(3, 'must be 3 or more').max(1_000).default(3),
  /** Time from which an opened article counts as read (METHOD 2.3), in milliseconds; the export says what 5 and 30 s would say. */
  read_min_ms: z
    .number()
    .int('must be a whole number')
    .min(1_000, 'must be 1000 or more: it is in milliseconds')
    .max(600_000, 'must be 600000 or less')
    .default(10_000),
  /** Every request counts as a defect but thanks, spam and rants (METHOD 5). */
  strict_defect_view: z.boolean().default(false),
  /** Drafts of articles may be committed, each to a branch of its own, where the articles are a git checkout. */
  commit_drafts: z.boolean().default(false),
  statuses: StatusesSchema,
  workflows: WorkflowsSchema,
  /** How texts of the other parts are said in other languages than they are written in, by text and locale. */
  translations: byText(byText(z.string().min(1).max(LIMITS.fieldHelp))).default({}),
});

export type Settings = z.infer<typeof SettingsSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (_unknownZone) {
    return false;
  }
}
