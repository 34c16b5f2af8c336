// What one part of the settings owes another: names that have to be listed elsewhere.

import type { SettingsProblem } from './settings-problem.ts';
import type { Settings } from './settings-schema.ts';

/** Looks at those parts that could be read by themselves; the problems of the others are said already. */
export function checkReferences(settings: Partial<Settings>): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const known = (path: (string | number)[], found: string, allowed: string[], what: string) => {
    if (!allowed.includes(found)) problems.push({ path, message: `is no ${what}; allowed: ${allowed.join(', ')}` });
  };
  const { locales, default_locale, target_groups, workflows, categories, statuses } = settings;
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
      const words = status[field];
      if (typeof words === 'string' || !locales) continue;
      for (const locale of Object.keys(words))
        known(['statuses', name, field, locale], locale, locales, 'word in a locale of `locales`');
    }
  }
  return problems;
}
