// Erasing a requester: what is sent, and what is answered.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';

export const EraseRequesterSchema = z.strictObject({
  email: z.email('must be a mail address').max(LIMITS.email),
  /** The same address again; needed unless `dry_run`. */
  confirm: z.string().max(LIMITS.email).optional(),
  /** Only counts. */
  dry_run: z.boolean().optional(),
});

export const ErasedSchema = z.strictObject({
  dry_run: z.boolean(),
  /** Of requests that whoever asks may see; what they may not see is erased too, and not counted here. */
  requests: z.number().int(),
  messages: z.number().int(),
  files: z.number().int(),
  /** Help sessions, with their searches and reads. */
  sessions: z.number().int(),
  /** Texts of other requests in which the address stood. */
  mentions: z.number().int(),
});

export type EraseRequester = z.infer<typeof EraseRequesterSchema>;
export type Erased = z.infer<typeof ErasedSchema>;
