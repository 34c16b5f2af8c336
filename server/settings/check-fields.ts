// Whether the fields of the settings can be filled in: conditions that can come true, and limits that leave room.

import type { FieldSettings } from './fields-schema.ts';
import type { SettingsProblem } from './settings-problem.ts';
import type { Settings } from './settings-schema.ts';

type Fields = Readonly<Record<string, FieldSettings>>;

/** All problems of the form's fields at once. */
export function checkFields({ fields }: Partial<Settings>): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  for (const [name, field] of Object.entries(fields ?? {})) {
    const path = ['fields', name];
    problems.push(...wrongRange(path, field), ...wrongCondition(path, field, fields ?? {}, name));
  }
  return problems;
}

function wrongRange(path: string[], field: FieldSettings): SettingsProblem[] {
  const over = (low: string, high: string) => [
    { path: [...path, low], message: `must not be above \`${high}\`: nothing could be filled in` },
  ];
  if (field.kind === 'text' || field.kind === 'long_text')
    return (field.min_length ?? 0) > (field.max_length ?? Number.POSITIVE_INFINITY)
      ? over('min_length', 'max_length')
      : [];
  if (field.kind === 'number')
    return (field.min ?? Number.NEGATIVE_INFINITY) > (field.max ?? Number.POSITIVE_INFINITY) ? over('min', 'max') : [];
  if (field.kind !== 'date' || !field.earliest || !field.latest) return [];
  // `today` moves, so only two days can be told apart for good.
  const areDays = field.earliest !== 'today' && field.latest !== 'today';
  return areDays && field.earliest > field.latest ? over('earliest', 'latest') : [];
}

function wrongCondition(path: string[], field: FieldSettings, fields: Fields, name: string): SettingsProblem[] {
  const when = field.shown_when;
  if (!when) return [];
  const place = [...path, 'shown_when', 'field'];
  const other = Object.hasOwn(fields, when.field) ? fields[when.field] : undefined;
  if (!other) {
    const allowed = Object.keys(fields).filter((one) => one !== name);
    const hint = allowed.length > 0 ? `allowed: ${allowed.join(', ')}` : 'there is no other field';
    return [{ path: place, message: `is no field of \`fields\`; ${hint}` }];
  }
  const circle = circleFrom(name, fields);
  if (circle)
    return [{ path: place, message: `leads back to "${name}" (${circle.join(' → ')}), so that none would be shown` }];
  return (when.is ?? []).flatMap((value, at) => {
    const allowed = wrongValue(other, value);
    return allowed ? [{ path: [...path, 'shown_when', 'is', at], message: `can never be so: ${allowed}` }] : [];
  });
}

/** The way from a field over the conditions back to itself, or undefined. */
function circleFrom(name: string, fields: Fields): string[] | undefined {
  const way = [name];
  for (let at = fields[name]?.shown_when?.field; at !== undefined && way.length <= Object.keys(fields).length; ) {
    way.push(at);
    if (at === name) return way;
    at = Object.hasOwn(fields, at) ? fields[at]?.shown_when?.field : undefined;
  }
  return undefined;
}

/** What this field may hold, where the value is nothing that it can. */
function wrongValue(other: FieldSettings, value: string | number | boolean): string | undefined {
  switch (other.kind) {
    case 'select':
    case 'multi_select': {
      const options = Object.keys(other.options);
      return options.includes(String(value)) && typeof value === 'string'
        ? undefined
        : `allowed: ${options.join(', ')}`;
    }
    case 'checkbox':
      return typeof value === 'boolean' ? undefined : 'allowed: true, false';
    case 'number':
      return typeof value === 'number' ? undefined : 'use a number';
    case 'file':
      return 'a file has no value to compare with; leave `is` out';
    default:
      return typeof value === 'string' ? undefined : 'use a text in quotes';
  }
}
