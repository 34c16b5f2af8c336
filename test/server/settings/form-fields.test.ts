// The form's fields in the settings: what can be filled in is understood, anything else is named with its place.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../contract/limits.ts';
import { formFieldsOf } from '../../../server/settings/form-fields.ts';
import { parseSettings } from '../../../server/settings/load-settings.ts';

const shipped = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');
const FIELDS = /^fields:.*\n(?: .*\n)*/m;
const withFields = (fields: string) => `${shipped.replace(FIELDS, '')}\nfields:\n${fields.replace(/^/gm, '  ')}\n`;
const parse = (fields: string) => parseSettings(withFields(fields), 'settings.yaml');
/** The problems without their places. */
function problems(fields: string): string[] {
  try {
    parse(fields);
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.replace(/^settings\.yaml:\d+:\d+ {2}/, ''));
  }
  return [];
}

describe('the fields of the form', () => {
  it('are none in the shipped settings', () => {
    expect(formFieldsOf(parseSettings(shipped, 'settings.yaml'))).toEqual([]);
  });

  it('are understood in every kind, with words by locale, limits and conditions', () => {
    const settings = parse(`
order: { kind: text, label: {en: Order number}, help: It begins with a letter., required: true, min_length: 4, categories: [billing] }
story: { kind: long_text, label: What happened?, max_length: 500 }
what: { kind: select, label: What is wrong?, options: { twice: Paid twice, other: {en: Something else} } }
devices: { kind: multi_select, label: Devices, options: { phone: Phone, laptop: Laptop } }
when: { kind: date, label: When?, earliest: 2020-01-01, latest: today }
amount: { kind: number, label: Amount, min: 0, max: 10000, whole: true, shown_when: { field: what, is: twice } }
agree: { kind: checkbox, label: You may look at my account, enquiry_types: [problem] }
receipt: { kind: file, label: The receipt, shown_when: { field: agree } }`);
    const fields = formFieldsOf(settings);
    expect(fields.map(({ key, kind }) => [key, kind])).toEqual([
      ['order', 'text'],
      ['story', 'long_text'],
      ['what', 'select'],
      ['devices', 'multi_select'],
      ['when', 'date'],
      ['amount', 'number'],
      ['agree', 'checkbox'],
      ['receipt', 'file'],
    ]);
    expect(fields[0]).toMatchObject({ required: true, min_length: 4, max_length: LIMITS.fieldLine });
    expect(fields[2]?.options?.map(({ key }) => key)).toEqual(['twice', 'other']);
    expect(fields[5]?.shown_when).toEqual({ field: 'what', is: ['twice'] });
    expect(fields[5]?.required).toBe(false);
  });

  it.each([
    ['a: { kind: colour, label: A }', 'fields.a.kind is "colour": must be one of: text, long_text, select'],
    ['a: { label: A }', 'fields.a.kind is missing: must be one of'],
    ['a: { kind: text }', 'fields.a.label is missing: must be a text of 1 to 120 characters'],
    ['a: { kind: text, label: {} }', 'fields.a.label is {}'],
    ['a: { kind: text, label: {xx: A} }', 'fields.a.label.xx is "A": is no word in a locale of `locales`; allowed: en'],
    ['a: { kind: text, label: A, options: {b: B} }', 'options'],
    ['a: { kind: select, label: A }', 'fields.a.options is missing'],
    ['a: { kind: select, label: A, options: {} }', 'must have 1 to 100 options'],
    [
      'a: { kind: text, label: A, categories: [nowhere] }',
      'fields.a.categories.0 is "nowhere": is no category of `categories`',
    ],
    ['a: { kind: text, label: A, categories: [] }', 'must name a category; leave it out for all'],
    ['a: { kind: text, label: A, enquiry_types: [gossip] }', 'fields.a.enquiry_types.0 is "gossip"'],
    [
      'a: { kind: text, label: A, min_length: 9, max_length: 3 }',
      'fields.a.min_length is 9: must not be above `max_length`',
    ],
    ['a: { kind: text, label: A, max_length: 100000 }', 'fields.a.max_length is 100000: must be at most 200'],
    ['a: { kind: number, label: A, min: 9, max: 3 }', 'fields.a.min is 9: must not be above `max`'],
    ['a: { kind: date, label: A, earliest: 2026-02-30 }', 'must be a day like 2026-12-25, or today'],
    ['a: { kind: date, label: A, earliest: 2026-02-03, latest: 2026-02-01 }', 'must not be above `latest`'],
    [
      'a: { kind: text, label: A, shown_when: {field: b} }',
      'fields.a.shown_when.field is "b": is no field of `fields`; there is no other field',
    ],
    [
      'a: { kind: text, label: A, shown_when: {field: b} }\nb: { kind: text, label: B, shown_when: {field: a} }',
      'fields.a.shown_when.field is "b": leads back to "a" (a → b → a), so that none would be shown',
    ],
    ['a: { kind: text, label: A, shown_when: {field: a} }', 'leads back to "a" (a → a)'],
    [
      'a: { kind: select, label: A, options: {x: X, y: Y} }\nb: { kind: text, label: B, shown_when: {field: a, is: z} }',
      'fields.b.shown_when.is is "z": can never be so: allowed: x, y',
    ],
    [
      'a: { kind: checkbox, label: A }\nb: { kind: text, label: B, shown_when: {field: a, is: [true, maybe]} }',
      'fields.b.shown_when.is.1 is "maybe": can never be so: allowed: true, false',
    ],
  ])('%s is refused', (fields, said) => {
    expect(problems(fields).join('\n')).toContain(said);
  });

  it('are all named at once, each at its line', () => {
    const said = problems(
      'a: { kind: number, label: A, min: 9, max: 3 }\nb: { kind: text, label: B, categories: [nowhere] }',
    );
    expect(said).toHaveLength(2);
  });

  it('are at most so many as anybody fills in', () => {
    const many = Array.from({ length: LIMITS.formFields + 1 }, (_, at) => `f${at}: { kind: text, label: F }`).join(
      '\n',
    );
    expect(problems(many).join()).toContain(`must be at most ${LIMITS.formFields} fields`);
  });
});
