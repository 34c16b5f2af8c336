// POST /api/v1/events: the envelope; each event is read by itself, so that a bad one never costs its batch.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';

export const EventBatchSchema = z.strictObject({
  v: z.literal(1),
  site: z.string().min(1).max(60),
  sid: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hex digits'),
  events: z.array(z.unknown()).max(LIMITS.eventBatch),
});

export const EventAnswerSchema = z.strictObject({ accepted: z.number().int(), ignored: z.number().int() });
