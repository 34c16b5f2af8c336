// The shape of the settings file, and the rules that one part of it owes another.
import { z } from 'zod';
import { ENQUIRY_TYPES } from '../../contract/api/tickets.ts';

const key = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be a short name of a-z, 0-9, _ and -');
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'must be a time like 09:00');
const spans = z.array(z.tuple([clock, clock])).max(6);
const label = z.string().min(1).max(120);

/** Values by key. Nothing is inherited, so that a name from a request, `constructor` for instance, finds only what is listed. */
function byKey<S extends z.ZodType>(value: S) {
  return z.record(key, value).transform((found) => Object.assign(Object.create(null) as typeof found, found));
}

export const SettingsSchema = z
  .strictObject({
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
    holidays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-12-25')).max(400),
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
    target_groups: byKey(z.strictObject({ label, pages: z.array(z.string().startsWith('/').max(200)).max(200) })),
    root_causes: z.array(key).max(200),
    statuses: byKey(
      z.strictObject({ label, public: label, ends: z.boolean().optional(), asks_requester: z.boolean().optional() }),
    ),
    workflows: byKey(byKey(z.array(key).max(40))),
  })
  .superRefine((settings, context) => {
    const known = (path: (string | number)[], found: string, allowed: string[], what: string) => {
      if (!allowed.includes(found)) {
        context.addIssue({
          code: 'custom',
          path,
          input: found,
          message: `is no ${what}; allowed: ${allowed.join(', ')}`,
        });
      }
    };
    known(['default_locale'], settings.default_locale, settings.locales, 'locale of `locales`');
    const groups = Object.keys(settings.target_groups);
    const workflows = Object.keys(settings.workflows);
    const statuses = Object.keys(settings.statuses);
    for (const name of ['problem', 'question']) {
      if (!workflows.includes(name)) {
        context.addIssue({
          code: 'custom',
          path: ['workflows'],
          input: workflows,
          message: `must have the workflow "${name}"`,
        });
      }
    }
    for (const [name, category] of Object.entries(settings.categories)) {
      const at = ['categories', name];
      if (category.target_group)
        known([...at, 'target_group'], category.target_group, groups, 'group of `target_groups`');
      if (category.workflow) known([...at, 'workflow'], category.workflow, workflows, 'workflow of `workflows`');
    }
    for (const [name, steps] of Object.entries(settings.workflows)) {
      for (const [from, following] of Object.entries(steps)) {
        known(['workflows', name, from], from, statuses, 'status of `statuses`');
        following.forEach((to, at) => {
          known(['workflows', name, from, at], to, Object.keys(steps), 'status of this workflow');
        });
      }
      if (!('submitted' in steps)) {
        context.addIssue({
          code: 'custom',
          path: ['workflows', name],
          input: Object.keys(steps),
          message: 'must have the status "submitted", where every request begins',
        });
      }
    }
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
