// The fields of the settings in the form without scripts: nothing can hide there, so each says for what it is meant.
import type { FieldValue, FieldValues, FormField } from '../../contract/form-fields.ts';
import { LIMITS } from '../../contract/limits.ts';
import { sayFieldProblem } from '../../contract/words/asked-words.ts';
import { type Html, html } from '../pages/html.ts';
import type { FormFields } from '../pages/read-form.ts';
import { formFieldsOf } from '../settings/form-fields.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { inLocale } from '../settings/words-by-locale.ts';
import { fieldsAsked, wrongFields } from '../tickets/check-fields.ts';
import {
  areaField,
  type FieldErrors,
  fileField,
  selectField,
  severalField,
  textField,
  tickField,
} from './form-fields.ts';
import type { HelpPage } from './help-frame.ts';

const LINES = 4;

/** What stands in these fields, by the name of each control. */
export type Typed = Readonly<Record<string, string>>;

/** The name of the control of a field, or of one option among several. */
export function controlOf(key: string, option?: string): string {
  return option === undefined ? `f.${key}` : `f.${key}.${option}`;
}

/** Of the fields that can be asked in this form at all, what was typed. */
export function typedIn(settings: Settings, form: FormFields): Typed {
  const names = formFieldsOf(settings).flatMap(({ key, kind, options = [] }) =>
    kind === 'multi_select' ? options.map((option) => controlOf(key, option.key)) : [controlOf(key)],
  );
  return Object.fromEntries(names.map((name) => [name, form.text(name).slice(0, LIMITS.fieldText + 1)]));
}

/** The same as values of a request; `files` are those of fields that ask for one. What is empty is left out. */
export function valuesTyped(
  settings: Settings,
  typed: Typed,
  files: readonly { name: string; field?: string }[],
): FieldValues {
  const values: Record<string, FieldValue> = {};
  for (const { key, kind, options = [] } of formFieldsOf(settings)) {
    const text = typed[controlOf(key)]?.trim() ?? '';
    const chosen = options.map((option) => option.key).filter((option) => typed[controlOf(key, option)]);
    const file = files.find(({ field }) => field === key);
    if (kind === 'multi_select') {
      if (chosen.length > 0) values[key] = chosen;
    } else if (kind === 'file') {
      if (file) values[key] = file.name;
    } else if (text !== '') {
      const number = Number(text.replaceAll(/\s/g, '').replace(',', '.'));
      values[key] = kind === 'checkbox' ? true : kind === 'number' && Number.isFinite(number) ? number : text;
    }
  }
  return values;
}

/** What is wrong with what was typed in these fields, by their keys, in the language of the page. */
export function wrongTyped(
  { services, tongue, words }: HelpPage,
  { category, typed }: { category: string; typed: Typed },
  files: readonly { name: string; field?: string }[],
): Map<string, string> {
  const { settings, clock } = services;
  const values = valuesTyped(settings, typed, files);
  const filled = { category, values, files: files.map(({ name }) => name) };
  return new Map(
    wrongFields(settings, filled, clock.now()).flatMap(({ key, field, problem }) => {
      if (!field) return [];
      const label = inLocale(field.label, tongue, settings);
      const sentence =
        problem.is === 'not_asked'
          ? words.notAsked
          : sayFieldProblem(words.fields, field, problem, { label, locale: tongue });
      // It stands first on the page too, where no field is beside it.
      return [[key, sentence.includes(label) ? sentence : `${label}: ${sentence}`]];
    }),
  );
}

/** All that is asked in one of the categories, in the order of the settings. */
export function askedControls(page: HelpPage, typed: Typed, errors: FieldErrors): Html[] {
  const { settings } = page.services;
  const categories = Object.keys(settings.categories);
  const askedIn = new Map(categories.map((name) => [name, fieldsAsked(settings, name).map(({ key }) => key)]));
  return formFieldsOf(settings).flatMap((field) => {
    const where = categories.filter((name) => askedIn.get(name)?.includes(field.key));
    if (where.length === 0) return [];
    const isEverywhere = where.length === categories.filter((name) => !settings.categories[name]?.restricted).length;
    const names = where.map((name) => inLocale(settings.categories[name]?.label ?? name, page.tongue, settings));
    const only = isEverywhere && !field.categories ? undefined : page.words.onlyFor(listed(page, names));
    return [control(page, field, typed, errors, [only, conditionOf(page, field)])];
  });
}

function control(
  page: HelpPage,
  field: FormField,
  typed: Typed,
  errors: FieldErrors,
  conditions: (string | undefined)[],
): Html {
  const { settings } = page.services;
  const say = (words: FormField['label']) => inLocale(words, page.tongue, settings);
  const name = controlOf(field.key);
  const hint = [field.help && say(field.help), ...conditions].filter(Boolean).join(' ') || undefined;
  const label = field.required || field.kind === 'checkbox' ? say(field.label) : page.words.optional(say(field.label));
  const parts = { name, label, hint, errors };
  const value = typed[name] ?? '';
  const options = (field.options ?? []).map((option) => ({ value: option.key, label: say(option.label) }));
  switch (field.kind) {
    case 'long_text':
      return areaField({ ...parts, value, rows: LINES });
    case 'select':
      return selectField({ ...parts, value, none: page.words.chooseOne, options });
    case 'multi_select':
      return severalField({
        ...parts,
        options: options.map((one) => {
          const own = controlOf(field.key, one.value);
          return { name: own, label: one.label, isTicked: Boolean(typed[own]) };
        }),
      });
    case 'checkbox':
      return tickField({ ...parts, isTicked: value !== '' });
    case 'file':
      return fileField({ ...parts, name: `file.${field.key}` });
    default:
      return textField({
        ...parts,
        value,
        ...(field.kind === 'date' ? { type: 'date' as const } : {}),
        ...(field.kind === 'number' ? { inputMode: 'decimal' } : {}),
      });
  }
}

/** When a field that depends on another one is meant. */
function conditionOf(page: HelpPage, { shown_when: when }: FormField): string | undefined {
  const { settings } = page.services;
  const other = when && formFieldsOf(settings).find(({ key }) => key === when.field);
  if (!when || !other) return undefined;
  const label = inLocale(other.label, page.tongue, settings);
  if (!when.is || other.kind === 'checkbox')
    return when.is?.includes(false) ? page.words.onlyIfEmpty(label) : page.words.onlyIfFilled(label);
  const said = when.is.map((value) => {
    const option = other.options?.find(({ key }) => key === value);
    return option ? inLocale(option.label, page.tongue, settings) : String(value);
  });
  return page.words.onlyIf(label, listed(page, said));
}

function listed({ tongue }: HelpPage, words: readonly string[]): string {
  return new Intl.ListFormat(tongue, { type: 'disjunction' }).format(words);
}

/** A line that only programs fill in: people neither see it nor come to it by keys. */
export function trapField(words: { trap: string }): Html {
  return html`<div class="trap" aria-hidden="true"><label>${words.trap} <input name="website" tabindex="-1" autocomplete="off"></label></div>`;
}
