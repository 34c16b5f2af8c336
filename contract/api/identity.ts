// POST /api/v1/sites/{site}/identity: whether a signed identity is right.
import { z } from 'zod';

export const IdentityTokenSchema = z.strictObject({
  /** The token as it would come with a request (`user_token`). */
  token: z.string().max(4_000),
});

/** What a right token says. */
export const IdentitySchema = z.strictObject({ name: z.string().nullable(), email: z.string().nullable() });

export type ConfirmedIdentity = z.infer<typeof IdentitySchema>;
