// What the site asks beyond the message: which fields are shown, what they hold as it is sent, and what is wrong with it.
import {
  type FieldValue,
  type FormField,
  fieldsOf,
  isFilled,
  problemOfField,
  shownFields,
  todayAround,
  wordsIn,
} from '../../contract/form-fields.ts';
import { sayFieldProblem } from '../../contract/words/asked-words.ts';
import { enFields } from '../../contract/words/tongues/en-fields.ts';
import type { App } from '../shell/app-context.ts';
import type { Attached } from './attached.ts';
import { categoryOf, type Fields } from './draft.ts';
import type { FieldErrors } from './refusals.ts';

type Values = Record<string, FieldValue>;

/** The value of each field by its key, as it is sent: of a number its digits have become one. */
function valuesOf(fields: readonly FormField[], custom: Values, files: readonly Attached[]): Values {
  const values: Values = {};
  for (const { key, kind } of fields) {
    const typed = kind === 'file' ? files.find(({ field }) => field === key)?.file.name : custom[key];
    if (isFilled(typed) && typed !== false) values[key] = kind === 'number' ? numberOf(typed) : typed;
  }
  return values;
}

/** `1 200,5` and `1200.5` are numbers; anything else stays as it was typed. */
function numberOf(typed: FieldValue): FieldValue {
  const plain = `${typed}`.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : typed;
}

/** The fields of one form; `app` is where it stands. */
export function askedFields(app: App) {
  const all = () => (app.help.state.value.site?.fields ?? []) as readonly FormField[];
  const say = (words: FormField['label']) => wordsIn(words, app.locale, app.help.state.value.site?.locale ?? '');
  /** Those of the category and type of enquiry, and of what else is filled in. */
  const shown = ({ category, enquiry, custom = {} }: Fields, files: readonly Attached[]): FormField[] => {
    const { restricted = false, enquiry_type } = categoryOf(app, category) ?? {};
    const asked = fieldsOf(all(), { category, isRestricted: restricted, enquiryType: enquiry || enquiry_type });
    return shownFields(asked, valuesOf(asked, custom, files));
  };
  const values = (fields: Fields, files: readonly Attached[]): Values =>
    valuesOf(shown(fields, files), fields.custom ?? {}, files);
  const problem = (field: FormField, found: Values): string | undefined => {
    const wrong = problemOfField(field, found[field.key], todayAround(app.env.now()));
    const words = app.say('fields', enFields);
    return wrong && sayFieldProblem(words, field, wrong, { label: say(field.label), locale: app.locale });
  };
  return {
    say,
    shown,
    values,
    /** What is filled in, a line each, for a mail instead. */
    lines(fields: Fields, files: readonly Attached[]): string[] {
      const found = values(fields, files);
      const words = ({ options = [] }: FormField, value: FieldValue) =>
        [value].flat().map((one) => {
          const option = options.find(({ key }) => key === one);
          return option ? say(option.label) : one === true ? '\u2713' : `${one}`;
        });
      return shown(fields, files).flatMap((field) => {
        const value = found[field.key];
        return value === undefined ? [] : [`${say(field.label)}: ${words(field, value).join(', ')}`];
      });
    },
    /** By the pointer that the server uses. */
    problems(fields: Fields, files: readonly Attached[]): FieldErrors {
      const found = values(fields, files);
      const wrong: FieldErrors = {};
      for (const field of shown(fields, files)) {
        const sentence = problem(field, found);
        if (sentence) wrong[`/fields/${field.key}`] = sentence;
      }
      return wrong;
    },
  };
}
export type AskedFields = ReturnType<typeof askedFields>;
