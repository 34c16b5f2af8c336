// What one part of the settings owes another: names that have to be listed elsewhere.

import type { LocalWords } from '../../contract/form-fields.ts';
import type { SettingsProblem } from './settings-problem.ts';
import type { Settings } from './settings-schema.ts';

/** Looks at those parts that could be read by themselves; the problems of the others are said already. */
export function checkReferences(settings: Partial<Settings>): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const known = (path: (string | number)[], found: string, allowed: string[], what: string) => {
    if (!allowed.includes(found)) problems.push({ path, message: `is no ${what}; allowed: ${allowed.join(', ')}` });
  };
  const inKnownLocales = (path: (string | number)[], words: LocalWords | undefined) => {
    if (words === undefined || typeof words === 'string' || !locales) return;
    for (const locale of Object.keys(words)) known([...path, locale], locale, locales, 'word in a locale of `locales`');
  };
  const { locales, default_locale, target_groups, workflows, categories, statuses, fields, known_problems } = settings;
  if (locales && default_locale !== undefined)
    known(['default_locale'], default_locale, locales, 'locale of `locales`');
  for (const [name, category] of Object.entries(categories ?? {})) {
    const { target_group, workflow } = category;
    if (target_group && target_groups)
      known(['categories', name, 'target_group'], target_group, Object.keys(target_groups), 'group of `target_groups`');
    if (workflow && workflows)
      known(['categories', name, 'workflow'], workflow, Object.keys(workflows), 'workflow of `workflows`');
  }
  for (const [name, status] of Object.entries(statuses ?? {})) {
    for (const field of ['label', 'public'] as const) {
      inKnownLocales(['statuses', name, field], status[field]);
    }
  }
  for (const [at, { words }] of (known_problems ?? []).entries())
    inKnownLocales(['known_problems', at, 'words'], words);
  for (const [name, field] of Object.entries(fields ?? {})) {
    inKnownLocales(['fields', name, 'label'], field.label);
    inKnownLocales(['fields', name, 'help'], field.help);
    for (const [option, words] of Object.entries('options' in field ? field.options : {}))
      inKnownLocales(['fields', name, 'options', option], words);
    for (const [at, category] of (field.categories ?? []).entries())
      if (categories)
        known(['fields', name, 'categories', at], category, Object.keys(categories), 'category of `categories`');
  }
  return problems;
}
