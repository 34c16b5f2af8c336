// What is wrong with a field of the form, as a sentence with the remedy, in English.
import { type FieldProblem, type FormField, wordsIn } from '../form-fields.ts';

/** `not_asked` is for a value that this category, type of enquiry or another answer does not ask for. */
export function fieldSentence(
  problem: FieldProblem | { is: 'not_asked' },
  field: FormField,
  { locale, defaultLocale }: { locale: string; defaultLocale: string },
): string {
  const label = wordsIn(field.label, locale, defaultLocale);
  switch (problem.is) {
    case 'missing':
      return field.kind === 'checkbox' ? `Tick “${label}” to go on.` : `Fill in “${label}”.`;
    case 'option':
      return `Choose from: ${(field.options ?? []).map(({ key }) => key).join(', ')}.`;
    case 'whole':
      return 'Use a whole number.';
    case 'file':
      return `Send the file for “${label}” along, under this name.`;
    case 'short':
      return `Use at least ${problem.limit} characters for “${label}”.`;
    case 'long':
      return `Use at most ${problem.limit} characters for “${label}”.`;
    case 'low':
      return `Use ${problem.limit} or more for “${label}”.`;
    case 'high':
      return `Use ${problem.limit} or less for “${label}”.`;
    case 'early':
      return `Use ${problem.limit} or a later day for “${label}”.`;
    case 'late':
      return `Use ${problem.limit} or an earlier day for “${label}”.`;
    case 'not_asked':
      return `“${label}” is not asked here: leave it out, or change what it depends on.`;
    default:
      return KIND_HINTS[field.kind];
  }
}

const KIND_HINTS: Record<FormField['kind'], string> = {
  text: 'Use text.',
  long_text: 'Use text.',
  select: 'Use the key of one option.',
  multi_select: 'Use a list of the keys of options.',
  date: 'Use a day like 2026-12-25.',
  number: 'Use a number.',
  checkbox: 'Use true or false.',
  file: 'Use the name of a file that comes along.',
};
