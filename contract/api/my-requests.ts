// What a person whom the product has signed sees of their requests together, and asking for lost links.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { languageTag } from './text.ts';

export const MyRequestsQuerySchema = z.strictObject({
  /** `next_cursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,10}$/, 'must be a next_cursor')
    .optional(),
});

export const MyRequestSchema = z.strictObject({
  number: z.number().int(),
  subject: z.string(),
  /** Public label of the status, in plain words. */
  status: z.string(),
  submitted_at: z.string(),
  /** When the last public word was said. */
  said_at: z.string(),
  /** Replies that were not read yet. */
  unread: z.number().int(),
  /** The team waits to hear whether it is solved. */
  asks: z.boolean(),
});

/** Newest first. */
export const MyRequestsSchema = z.strictObject({
  requests: z.array(MyRequestSchema),
  next_cursor: z.string().nullable(),
});

/** Up to which word a request was read: the `at` of the newest one that was shown. */
export const SeenSchema = z.strictObject({ at: z.iso.datetime('must be a moment like 2026-03-02T10:00:00.000Z') });

export const LostLinksSchema = z.strictObject({
  email: z.email('must be a mail address').max(LIMITS.email),
  locale: languageTag.optional(),
});

/** The same for every address. With `mail` off nothing can be sent, whatever the address. */
export const LostLinksAnswerSchema = z.strictObject({ mail: z.enum(['on', 'off']) });

export type MyRequest = z.infer<typeof MyRequestSchema>;
export type MyRequests = z.infer<typeof MyRequestsSchema>;
export type LostLinksAnswer = z.infer<typeof LostLinksAnswerSchema>;
