import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIELD_KINDS,
  type FieldValue,
  type FormField,
  fieldsOf,
  problemOfField,
  shownFields,
  todayAround,
  wordsIn,
} from '../../contract/form-fields.ts';

const field = (key: string, more: Partial<FormField> = {}): FormField => ({
  key,
  kind: 'text',
  label: key,
  required: false,
  ...more,
});
const TODAY = todayAround(Date.UTC(2026, 2, 2, 12));
const keys = (fields: readonly FormField[]) => fields.map(({ key }) => key);
const anyValue = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.array(fc.string()),
  fc.constantFrom('a', '2026-03-02'),
);

describe('which fields are shown', () => {
  const chain = [
    field('first', { kind: 'checkbox' }),
    field('second', { shown_when: { field: 'first', is: [true] } }),
    field('third', { shown_when: { field: 'second' } }),
  ];

  it('follows conditions through, so that what hangs on a hidden one is hidden', () => {
    expect(keys(shownFields(chain, {}))).toEqual(['first']);
    expect(keys(shownFields(chain, { first: true, second: 'x' }))).toEqual(['first', 'second', 'third']);
    expect(keys(shownFields(chain, { first: false, second: 'x' }))).toEqual(['first']);
  });

  it('takes an unticked box for the value false, and one of several as one of them', () => {
    const fields = [
      field('box', { kind: 'checkbox' }),
      field('why', { shown_when: { field: 'box', is: [false] } }),
      field('many', { kind: 'multi_select', options: [{ key: 'a', label: 'A' }] }),
      field('more', { shown_when: { field: 'many', is: ['a'] } }),
    ];
    expect(keys(shownFields(fields, {}))).toEqual(['box', 'why', 'many']);
    expect(keys(shownFields(fields, { box: true, many: ['a', 'b'] }))).toEqual(['box', 'many', 'more']);
  });

  it('ends for any fields that hang on each other', () => {
    const some = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), on: fc.constantFrom('a', 'b', 'c', 'd') }));
    fc.assert(
      fc.property(some, fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyValue), (list, values) => {
        const fields = list.map(({ key, on }) => field(key, { shown_when: { field: on } }));
        expect(shownFields(fields, values).every((one) => fields.includes(one))).toBe(true);
      }),
    );
  });

  it('asks a restricted category only for what names it', () => {
    const fields = [
      field('all'),
      field('own', { categories: ['security'] }),
      field('wish', { enquiry_types: ['request'] }),
    ];
    expect(keys(fieldsOf(fields, { category: 'security', isRestricted: true }))).toEqual(['own']);
    expect(keys(fieldsOf(fields, { category: 'general', isRestricted: false }))).toEqual(['all']);
    const wish = { category: 'general', isRestricted: false, enquiryType: 'request' };
    expect(keys(fieldsOf(fields, wish))).toEqual(['all', 'wish']);
  });
});

describe('a value', () => {
  it('of any sort is taken or refused, and never breaks the check', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_KINDS), anyValue, fc.boolean(), (kind, value, required) => {
        const one = field('x', {
          kind,
          required,
          options: [{ key: 'a', label: 'A' }],
          min: 0,
          max: 9,
          latest: 'today',
        });
        const problem = problemOfField(one, value as FieldValue, TODAY);
        expect(problem === undefined || typeof problem.is === 'string').toBe(true);
      }),
    );
  });

  it.each([
    [field('t', { min_length: 2, max_length: 3 }), 'a', { is: 'short', limit: 2 }],
    [field('t', { min_length: 2, max_length: 3 }), 'abcd', { is: 'long', limit: 3 }],
    [field('t', { required: true }), '   ', { is: 'missing' }],
    [field('t'), '', undefined],
    [field('n', { kind: 'number', whole: true }), 1.5, { is: 'whole' }],
    [field('n', { kind: 'number', min: 3 }), 2, { is: 'low', limit: 3 }],
    [field('n', { kind: 'number', max: 3 }), 4, { is: 'high', limit: 3 }],
    [field('n', { kind: 'number', required: true }), 0, undefined],
    [field('d', { kind: 'date' }), '2026-02-29', { is: 'kind' }],
    [field('d', { kind: 'date', earliest: '2026-03-01' }), '2026-02-28', { is: 'early', limit: '2026-03-01' }],
    [field('d', { kind: 'date', latest: 'today' }), '2026-03-03', undefined],
    [field('d', { kind: 'date', latest: 'today' }), '2026-03-04', { is: 'late', limit: 'today' }],
    [field('c', { kind: 'checkbox', required: true }), false, { is: 'missing' }],
  ])('of %o: %o', (one, value, problem) => {
    expect(problemOfField(one, value, TODAY)).toEqual(problem);
  });
});

it('words are found in the locale, its language, the default, or whatever there is', () => {
  const words = { en: 'Order', pt: 'Pedido' };
  expect(['pt-BR', 'pt', 'de', 'en-GB'].map((locale) => wordsIn(words, locale, 'en'))).toEqual([
    'Pedido',
    'Pedido',
    'Order',
    'Order',
  ]);
  expect(wordsIn({ fr: 'Commande' }, 'de', 'en')).toBe('Commande');
  expect(wordsIn({ en: 'Order' }, 'constructor', 'en')).toBe('Order');
});
