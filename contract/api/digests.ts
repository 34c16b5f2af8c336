// The weekly digest of a team, as it is shown, downloaded and mailed.
import { z } from 'zod';

export const DIGEST_PARTS = ['all', 'knowledge', 'product'] as const;
export const DIGEST_FORMATS = ['json', 'text', 'html'] as const;

export const DigestQuery = z.strictObject({
  /** The last day of the four weeks, in the time zone of the site; without it the last Sunday. */
  to: z.iso.date().optional(),
  /** What editors get, what the product's people get, or all of it. */
  part: z.enum(DIGEST_PARTS).default('all'),
  format: z.enum(DIGEST_FORMATS).default('json'),
});

export const DigestSchema = z.strictObject({
  group: z.string(),
  label: z.string(),
  from: z.string(),
  to: z.string(),
  /** What it says, in its parts. */
  digest: z.strictObject({
    title: z.string(),
    volume: z.string(),
    /** Sudden rises. */
    alerts: z.array(z.string()),
    lines: z.array(z.strictObject({ label: z.string(), words: z.string(), url: z.string().nullable() })),
    /** How much is not known; null where nothing recurs. */
    honesty: z.string().nullable(),
    url: z.string(),
  }),
  text: z.string(),
  html: z.string(),
  /** Requests of these weeks that belong to no team, and so to nobody's digest. */
  without_team: z.number().int(),
  /** When the next one is mailed, and to how many; null where mail is off or nobody is named in the settings. */
  next: z.strictObject({ at: z.string(), people: z.number().int() }).nullable(),
  mail: z.enum(['on', 'off']),
  /** The last mails of this digest, newest first, with what became of them; for admins. */
  sent: z.array(
    z.strictObject({
      at: z.string(),
      recipient: z.string(),
      state: z.enum(['queued', 'sent', 'dead']),
      last_error: z.string().nullable(),
    }),
  ),
});

export type DigestView = z.infer<typeof DigestSchema>;
