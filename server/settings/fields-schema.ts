// The shape of the form's fields in the settings file; what one owes another is in check-fields.ts.
import { z } from 'zod';
import { ENQUIRY_TYPES } from '../../contract/api/tickets.ts';
import { FIELD_KINDS, isDay } from '../../contract/form-fields.ts';
import { LIMITS } from '../../contract/limits.ts';
import { byKey, key, localWords } from './settings-parts.ts';

const words = localWords();
const oneValue = z.union([z.string().max(LIMITS.fieldLine), z.number(), z.boolean()], {
  error: 'must be a value of that field, or a list of values',
});

/** `is: twice`, or `is: [twice, never]`: the short form becomes the long one. */
const values = z.preprocess(
  (written) => (written === undefined || Array.isArray(written) ? written : [written]),
  z.array(oneValue).min(1, 'must name a value; leave `is` out for any').max(LIMITS.fieldOptions).optional(),
);

const every = {
  label: words,
  help: localWords(LIMITS.fieldHelp).optional(),
  required: z.boolean('must be true or false').optional(),
  categories: z.array(key).min(1, 'must name a category; leave it out for all').max(100).optional(),
  enquiry_types: z
    .array(z.enum(ENQUIRY_TYPES))
    .min(1, 'must name a type; leave it out for all')
    .max(ENQUIRY_TYPES.length)
    .optional(),
  shown_when: z.strictObject({ field: key, is: values }).optional(),
};

const length = z.number('must be a number of characters').int('must be a whole number').min(1, 'must be 1 or more');
const lengths = (max: number) => ({
  min_length: length.max(max, `must be at most ${max}`).optional(),
  max_length: length.max(max, `must be at most ${max}`).optional(),
});
const options = byKey(words).refine(
  (found) => Object.keys(found).length > 0 && Object.keys(found).length <= LIMITS.fieldOptions,
  `must have 1 to ${LIMITS.fieldOptions} options, like {small: Small, large: Large}`,
);
const number = z.number('must be a number').min(-1e15).max(1e15).optional();
const day = z
  .string('must be a day like 2026-12-25, or today')
  .refine((text) => text === 'today' || isDay(text), 'must be a day like 2026-12-25, or today')
  .optional();

const FieldSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('text'), ...every, ...lengths(LIMITS.fieldLine) }),
    z.strictObject({ kind: z.literal('long_text'), ...every, ...lengths(LIMITS.fieldText) }),
    z.strictObject({ kind: z.literal('select'), ...every, options }),
    z.strictObject({ kind: z.literal('multi_select'), ...every, options }),
    z.strictObject({ kind: z.literal('date'), ...every, earliest: day, latest: day }),
    z.strictObject({ kind: z.literal('number'), ...every, min: number, max: number, whole: z.boolean().optional() }),
    z.strictObject({ kind: z.literal('checkbox'), ...every }),
    z.strictObject({ kind: z.literal('file'), ...every }),
  ],
  {
    error: (issue) => (issue.code === 'invalid_union' ? `must be one of: ${FIELD_KINDS.join(', ')}` : undefined),
  },
);

export const FieldsSchema = byKey(FieldSchema).refine(
  (found) => Object.keys(found).length <= LIMITS.formFields,
  `must be at most ${LIMITS.formFields} fields: nobody fills in more`,
);

export type FieldSettings = z.infer<typeof FieldSchema>;
