// Checks what a request fills in of the form's fields: all that is asked and nothing else, each as its kind and limits say.
import type { EnquiryType } from '../../contract/api/tickets.ts';
import {
  type FieldProblem,
  type FieldValue,
  type FieldValues,
  type FormField,
  fieldsOf,
  isFilled,
  problemOfField,
  shownFields,
  todayAround,
} from '../../contract/form-fields.ts';
import { fieldSentence } from '../../contract/words/field-words.ts';
import { cleanFileName } from '../attachments/clean-file-name.ts';
import { AppError } from '../errors.ts';
import { formFieldsOf } from '../settings/form-fields.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** A field that cannot be taken as it is; `unknown` is none of the settings, `not_asked` none of this request. */
export type WrongField =
  | { key: string; field: FormField; problem: FieldProblem }
  | { key: string; field: FormField; problem: { is: 'not_asked' } }
  | { key: string; field: null; problem: { is: 'unknown' } };

/** What a request brings, as far as its fields are concerned. */
export interface FilledIn {
  category: string;
  enquiryType?: EnquiryType | undefined;
  values: FieldValues;
  /** Cleaned names of the files that come along. */
  files: readonly string[];
}

/** The fields of this category and type of enquiry. A category may bring a type with it that nobody has to choose. */
export function fieldsAsked(settings: Settings, category: string, chosen?: string | undefined): FormField[] {
  const rules = settings.categories[category];
  const subject = { category, isRestricted: rules?.restricted === true, enquiryType: chosen ?? rules?.enquiry_type };
  return fieldsOf(formFieldsOf(settings), subject);
}

/** All that is wrong, in the order of the settings, then what nobody asked for. */
export function wrongFields(settings: Settings, filled: FilledIn, now: Date): WrongField[] {
  const { files } = filled;
  // Nothing inherited: a field may have any name.
  const values: FieldValues = Object.assign(Object.create(null), filled.values);
  const all = formFieldsOf(settings);
  const shown = shownFields(fieldsAsked(settings, filled.category, filled.enquiryType), values);
  const today = todayAround(now.getTime());
  const wrong: WrongField[] = shown.flatMap((field) => {
    const value = values[field.key];
    const isOfFile = field.kind === 'file' && isFilled(value);
    const isThere = typeof value === 'string' && files.includes(cleanFileName(value));
    const problem = isOfFile && !isThere ? { is: 'file' as const } : problemOfField(field, value, today);
    return problem ? [{ key: field.key, field, problem }] : [];
  });
  for (const key of Object.keys(values)) {
    const field = all.find((one) => one.key === key);
    if (!field) wrong.push({ key, field: null, problem: { is: 'unknown' } });
    else if (!shown.some((one) => one.key === key)) wrong.push({ key, field, problem: { is: 'not_asked' } });
  }
  return wrong;
}

/**
 * The values as they are stored: what is empty left out, a file by the name under which it is kept. An installation whose
 * settings have no fields checks nothing and keeps what scripts send.
 * @throws AppError validation_failed, each with the pointer `/fields/<key>` and what to do.
 */
export function checkFields(
  settings: Settings,
  filled: FilledIn,
  { now, locale }: { now: Date; locale: string },
): Record<string, FieldValue> {
  const { values } = filled;
  if (Object.keys(settings.fields).length === 0) return { ...values };
  const wrong = wrongFields(settings, filled, now);
  if (wrong.length > 0) {
    throw new AppError('validation_failed', {
      errors: wrong.map((one) => ({
        pointer: `/fields/${one.key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        detail: sentenceOf(settings, one, locale),
      })),
    });
  }
  const stored: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(values)) {
    const kind = settings.fields[key]?.kind;
    if (!isFilled(value) || (kind === 'checkbox' && value === false)) continue;
    stored[key] = typeof value !== 'string' ? value : kind === 'file' ? cleanFileName(value) : value.trim();
  }
  return stored;
}

function sentenceOf(settings: Settings, wrong: WrongField, locale: string): string {
  if (wrong.field !== null)
    return fieldSentence(wrong.problem, wrong.field, { locale, defaultLocale: settings.default_locale });
  return `This field is not known. Known are: ${Object.keys(settings.fields).join(', ')}.`;
}
