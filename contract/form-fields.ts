// What an organisation asks for in its form beyond the message: which fields belong to a request, when one is shown, and
// whether a value can be taken. Browser and server run the same code, so that a form never promises what is refused.
import { bestLocale } from './best-locale.ts';

export const FIELD_KINDS = [
  'text',
  'long_text',
  'select',
  'multi_select',
  'date',
  'number',
  'checkbox',
  'file',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One text for everybody, or one for each locale that has its own. */
export type LocalWords = string | Readonly<Record<string, string>>;

/** Text, option or date as a string, several options as a list; a file as the name of one that is sent along. */
export type FieldValue = string | number | boolean | string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A field as the site's answer tells it. */
export interface FormField {
  key: string;
  kind: FieldKind;
  label: LocalWords;
  help?: LocalWords | undefined;
  required: boolean;
  /** Asked in these categories; without them in all that are not restricted. */
  categories?: readonly string[] | undefined;
  /** Asked for these types of enquiry; without them for every one, and for none. */
  enquiry_types?: readonly string[] | undefined;
  /** Asked once another field has one of these values; without `is`, any value. */
  shown_when?: { field: string; is?: readonly (string | number | boolean)[] | undefined } | undefined;
  options?: readonly { key: string; label: LocalWords }[] | undefined;
  /** Characters of a text. */
  min_length?: number | undefined;
  max_length?: number | undefined;
  /** Of a number. */
  min?: number | undefined;
  max?: number | undefined;
  whole?: boolean | undefined;
  /** Days of a date, `today` among them. */
  earliest?: string | undefined;
  latest?: string | undefined;
}

/** What a request is about, as far as its fields depend on it. */
export interface FormSubject {
  category: string;
  isRestricted: boolean;
  enquiryType?: string | null | undefined;
}

/** Why a value cannot be taken; `limit` is what is allowed. */
export type FieldProblem =
  | { is: 'missing' | 'kind' | 'option' | 'whole' | 'file' }
  | { is: 'short' | 'long' | 'low' | 'high'; limit: number }
  | { is: 'early' | 'late'; limit: string };

/** The days that are `today` somewhere on earth: nobody is refused for the time zone that they are in. */
export interface Today {
  first: string;
  last: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HOUR_MS = 3_600_000;

/** The words in the locale that suits best; else in the default locale, or in the first that there is. */
export function wordsIn(words: LocalWords, locale: string, defaultLocale: string): string {
  if (typeof words === 'string') return words;
  const locales = Object.keys(words);
  return words[bestLocale(locales, [locale, defaultLocale], locales[0] ?? '')] ?? '';
}

/** `now` in milliseconds since 1970. Time zones reach from 12 hours behind UTC to 14 ahead. */
export function todayAround(now: number): Today {
  const dayAfter = (hours: number) => new Date(now + hours * HOUR_MS).toISOString().slice(0, 10);
  return { first: dayAfter(-12), last: dayAfter(14) };
}

/** The fields of this category and type of enquiry, whatever they are filled with. */
export function fieldsOf<F extends FormField>(fields: readonly F[], subject: FormSubject): F[] {
  const isAsked = ({ categories, enquiry_types }: F) =>
    (categories ? categories.includes(subject.category) : !subject.isRestricted) &&
    (!enquiry_types || enquiry_types.includes(subject.enquiryType ?? ''));
  return fields.filter(isAsked);
}

/** Those of them that are shown while the others have these values; one whose condition is not shown is not shown either. */
export function shownFields<F extends FormField>(fields: readonly F[], values: FieldValues): F[] {
  const isShown = ({ shown_when: when }: FormField, from: number): boolean => {
    if (!when) return true;
    const other = fields.find(({ key }) => key === when.field);
    // Settings have no circles; a counter costs less than to rely on it.
    if (!other || from > fields.length || !isShown(other, from + 1)) return false;
    const value = values[when.field];
    if (!when.is) return isFilled(value) && value !== false;
    const found = typeof value === 'object' ? value : [value ?? (other.kind === 'checkbox' ? false : '')];
    return when.is.some((wanted) => found.includes(wanted as string));
  };
  return fields.filter((field) => isShown(field, 0));
}

/** Something was filled in. An unticked box says no more than an empty line. */
export function isFilled(value: FieldValue | undefined): value is FieldValue {
  if (value === undefined) return false;
  return typeof value === 'string' ? value.trim() !== '' : typeof value !== 'object' || value.length > 0;
}

/** What is wrong with a value of this field, or undefined. */
export function problemOfField(
  field: FormField,
  value: FieldValue | undefined,
  today: Today,
): FieldProblem | undefined {
  if (!isFilled(value) || (field.kind === 'checkbox' && value === false))
    return field.required ? { is: 'missing' } : undefined;
  const options = field.options?.map(({ key }) => key) ?? [];
  switch (field.kind) {
    case 'checkbox':
      return value === true ? undefined : { is: 'kind' };
    case 'number':
      return problemOfNumber(field, value);
    case 'multi_select':
      if (typeof value !== 'object') return { is: 'kind' };
      return value.every((one, at) => options.includes(one) && value.indexOf(one) === at)
        ? undefined
        : { is: 'option' };
    case 'select':
      if (typeof value !== 'string') return { is: 'kind' };
      return options.includes(value) ? undefined : { is: 'option' };
    case 'date':
      return problemOfDate(field, value, today);
    default:
      return typeof value === 'string' ? problemOfText(field, value) : { is: 'kind' };
  }
}

function problemOfText({ min_length, max_length }: FormField, value: string): FieldProblem | undefined {
  const length = value.trim().length;
  if (min_length !== undefined && length < min_length) return { is: 'short', limit: min_length };
  return max_length !== undefined && length > max_length ? { is: 'long', limit: max_length } : undefined;
}

function problemOfNumber({ min, max, whole }: FormField, value: FieldValue): FieldProblem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { is: 'kind' };
  if (whole && !Number.isInteger(value)) return { is: 'whole' };
  if (min !== undefined && value < min) return { is: 'low', limit: min };
  return max !== undefined && value > max ? { is: 'high', limit: max } : undefined;
}

function problemOfDate({ earliest, latest }: FormField, value: FieldValue, today: Today): FieldProblem | undefined {
  if (typeof value !== 'string' || !isDay(value)) return { is: 'kind' };
  if (earliest !== undefined && value < (earliest === 'today' ? today.first : earliest))
    return { is: 'early', limit: earliest };
  if (latest !== undefined && value > (latest === 'today' ? today.last : latest)) return { is: 'late', limit: latest };
  return undefined;
}

/** A day of the calendar, such as 2026-02-28. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
