// The fields of the settings as the site's answer and the check of a request use them: one shape for all kinds.
import type { FormField } from '../../contract/form-fields.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { FieldSettings } from './fields-schema.ts';
import type { Settings } from './settings-schema.ts';
import { inAllLocales } from './words-by-locale.ts';

const LONGEST: Readonly<Record<string, number>> = { text: LIMITS.fieldLine, long_text: LIMITS.fieldText };

/** In the order of the settings; a text without a length of its own gets the longest that is taken. */
export function formFieldsOf(settings: Settings): FormField[] {
  return Object.entries(settings.fields).map(([key, field]) => ({
    ...field,
    key,
    label: inAllLocales(field.label, settings),
    help: field.help && inAllLocales(field.help, settings),
    required: field.required === true,
    options: optionsOf(field, settings),
    max_length: ('max_length' in field ? field.max_length : undefined) ?? LONGEST[field.kind],
  }));
}

function optionsOf(field: FieldSettings, settings: Settings): FormField['options'] {
  if (!('options' in field)) return undefined;
  return Object.entries(field.options).map(([key, label]) => ({ key, label: inAllLocales(label, settings) }));
}
