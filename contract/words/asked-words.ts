// What is said of a value that a field of the settings cannot take, in the language of whoever fills it in.
import type { FieldProblem, FormField } from '../form-fields.ts';
import type { Pack } from './tongues/pack.ts';

/** `label` and `locale` as the person reads them; in a locale's digits and dates. */
export function sayFieldProblem(
  words: Pack['fields'],
  { kind }: Pick<FormField, 'kind'>,
  problem: FieldProblem,
  { label, locale }: { label: string; locale: string },
): string {
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const day = (value: string) =>
    value === 'today'
      ? words.today
      : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));
  switch (problem.is) {
    case 'missing':
      return kind === 'checkbox' ? words.tick(label) : words.missing(label);
    case 'file':
      return words.missing(label);
    case 'short':
    case 'long':
    case 'low':
    case 'high':
      return words[problem.is](number(problem.limit));
    case 'early':
    case 'late':
      return words[problem.is](day(problem.limit));
    case 'whole':
      return words.whole;
    default:
      return kind === 'number' ? words.number : kind === 'date' ? words.day : words.option;
  }
}
