// The shape of statuses and workflows in the settings file; what they owe each other is in check-workflows.ts.
import { z } from 'zod';
import { MOVERS, REQUIRABLE_FIELDS } from '../../contract/workflow.ts';
import { byKey, key, localWords } from './settings-parts.ts';

const by = z
  .array(z.enum(MOVERS))
  .min(1, 'must name somebody; leave it out for everybody who may answer')
  .max(MOVERS.length);
const requires = z.array(z.enum(REQUIRABLE_FIELDS)).max(REQUIRABLE_FIELDS.length);

const words = localWords();

export const StatusSchema = z.strictObject({
  label: words,
  public: words,
  ends: z.boolean().optional(),
  asks_requester: z.boolean().optional(),
  age_limit_hours: z
    .number('must be a number of support hours')
    .positive('must be a number of support hours above 0')
    .max(5_000, 'must be at most 5000 support hours')
    .optional(),
  by: by.optional(),
  requires: requires.optional(),
});

/** `approved`, or `{to: approved, by: [admin], requires: [note]}`: the short form becomes the long one. */
const TransitionSchema = z.preprocess(
  (written) => (typeof written === 'string' ? { to: written } : written),
  z.strictObject(
    { to: z.string('must name the status that follows').pipe(key), by: by.optional(), requires: requires.optional() },
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'must be a status, or {to: status, by: […], requires: […]}' : undefined,
    },
  ),
);

export const StatusesSchema = byKey(StatusSchema);
export const WorkflowsSchema = byKey(byKey(z.array(TransitionSchema).max(40)));

export type StatusSettings = z.infer<typeof StatusSchema>;
export type TransitionSettings = z.infer<typeof TransitionSchema>;
