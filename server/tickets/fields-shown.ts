// The fields of a request in words, as those read them who answer.
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import type { FieldValue } from '../../contract/form-fields.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { inLocale } from '../settings/words-by-locale.ts';

/** In the order of the settings, then what they no longer have. */
export function fieldsShown(settings: Settings, values: TicketDetail['fields']): TicketDetail['fields_shown'] {
  const known = Object.keys(settings.fields).filter((key) => Object.hasOwn(values, key));
  const others = Object.keys(values).filter((key) => !known.includes(key));
  return [...known, ...others].map((key) => {
    const field = settings.fields[key];
    return {
      key,
      label: field ? inLocale(field.label, settings.default_locale, settings) : key,
      value: valueInWords(settings, key, values[key] as FieldValue),
    };
  });
}

function valueInWords(settings: Settings, key: string, value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const field = settings.fields[key];
  const options = field && 'options' in field ? field.options : {};
  const word = (one: string) => {
    const words = options[one];
    return words === undefined ? one : inLocale(words, settings.default_locale, settings);
  };
  if (typeof value === 'object') return value.map(word).join(', ');
  return typeof value === 'number' ? String(value) : word(value);
}
