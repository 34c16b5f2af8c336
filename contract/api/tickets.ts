// The public ticket routes: what a requester sends and sees.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { languageTag, storableText, writtenText } from './text.ts';

export const ENQUIRY_TYPES = ['question', 'problem', 'request', 'complaint', 'foi', 'thanks', 'rant'] as const;

const FieldValueSchema = z.union([
  storableText(LIMITS.fieldText),
  z.number(),
  z.boolean(),
  z.array(storableText(60)).max(LIMITS.fieldOptions),
]);

export const SubmitTicketSchema = z.strictObject({
  site: z.string().min(1).max(60),
  locale: languageTag,
  subject: storableText(LIMITS.subject).optional(),
  message: writtenText(LIMITS.message),
  name: storableText(LIMITS.name).optional(),
  email: z.email().max(LIMITS.email).optional(),
  category: z.string().max(60).optional(),
  enquiry_type: z.enum(ENQUIRY_TYPES).optional(),
  reply_expected: z.boolean().optional(),
  browser: storableText(LIMITS.browser).optional(),
  /** By the keys of the site's fields; for a file the name of one that comes along. */
  fields: z.record(storableText(60), FieldValueSchema).optional(),
  page_key: storableText(LIMITS.pageKey).optional(),
  user_token: z.string().max(4_000).optional(),
  /** Left out by people, who do not see it: what fills it in is a program, and its request is marked as suspected spam. */
  website: z.string().max(LIMITS.message).optional(),
  session: z
    .strictObject({
      sid: z.string().regex(/^[0-9a-f]{32}$/),
      /** Events as in METHOD 2.2; a bad one is ignored, never a reason to refuse the ticket. */
      trail: z.union([z.literal('removed'), z.array(z.unknown()).max(LIMITS.trailEvents)]),
    })
    .optional(),
});

export const SubmittedTicketSchema = z.strictObject({
  number: z.number().int(),
  access_key: z.string(),
  status_url: z.string(),
  promise: z.strictObject({ text: z.string(), respond_by: z.string() }),
});

export const RequesterTicketSchema = z.strictObject({
  number: z.number().int(),
  subject: z.string(),
  /** Public label of the status, in plain words. */
  status: z.string(),
  submitted_at: z.string(),
  promise: z.strictObject({ text: z.string(), respond_by: z.string() }).nullable(),
  messages: z.array(
    z.strictObject({
      from: z.enum(['requester', 'team']),
      name: z.string().nullable(),
      body: z.string(),
      at: z.string(),
      /** Written by the team since the requester last read. */
      unread: z.boolean(),
      articles: z.array(z.strictObject({ slug: z.string(), title: z.string(), url: z.string() })),
      /** Fetched with the access key; always a download. */
      attachments: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          type: z.string(),
          bytes: z.number().int(),
          url: z.string(),
        }),
      ),
    }),
  ),
  /** Only named people read it. */
  restricted: z.boolean(),
  may: z.strictObject({ reply: z.boolean(), confirm: z.boolean(), rate: z.boolean() }),
});

export const RequesterMessageSchema = z.strictObject({ body: writtenText(LIMITS.message) });
export const ConfirmationSchema = z.strictObject({
  solved: z.boolean(),
  comment: storableText(LIMITS.comment).optional(),
});
export const SatisfactionSchema = z.strictObject({
  score: z.number().int().min(1).max(5),
  comment: storableText(LIMITS.comment).optional(),
});

export type SubmitTicket = z.infer<typeof SubmitTicketSchema>;
export type SubmittedTicket = z.infer<typeof SubmittedTicketSchema>;
export type RequesterTicket = z.infer<typeof RequesterTicketSchema>;
export type EnquiryType = (typeof ENQUIRY_TYPES)[number];
