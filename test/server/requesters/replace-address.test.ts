// Taking an address out of a text: whatever its case, however it is wrapped, and never a part of somebody else's.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERASED_ADDRESS, withoutAddress } from '../../../server/requesters/replace-address.ts';

const ANN = 'ann+x@mail.example.com';
const gone = (text: string) => withoutAddress(text, ANN);

describe('an address in a text', () => {
  it.each([
    ['Write to ann+x@mail.example.com.', 'Write to [erased].'],
    ['<ANN+X@Mail.Example.COM>', '<[erased]>'],
    ['mailto:ann+x%40mail.example.com?subject=x', 'mailto:[erased]?subject=x'],
    ['(ann+x@mail.example.com),ann+x@mail.example.com;', '([erased]),[erased];'],
    ['https://example.com/?email=ann%2Bx%40mail.example.com&n=1', 'https://example.com/?email=[erased]&n=1'],
    ['mailto:Ann%20%3Cann%2bx@mail.example.com%3E', 'mailto:Ann%20%3C[erased]%3E'],
    ['{"cc":"ann+x@mail.example.com"}', '{"cc":"[erased]"}'],
    ['ann+x@mail.example.com', '[erased]'],
    ['“ann+x@mail.example.com”…', '“[erased]”…'],
  ])('is replaced: %s', (text, expected) => {
    expect(gone(text)).toBe(expected);
  });

  it.each([
    'joann+x@mail.example.com',
    'jo.ann+x@mail.example.com',
    'jo%2Bann+x@mail.example.com',
    'ann+x@mail.example.com.au',
    'ann+x@mail.example.community',
    'ann+x@mail.example.com-pany.org',
    'annxx@mail.example.com',
    'ann+x@mailxexample.com',
    'ann@mail.example.com',
  ])('is not a part of another one: %s', (text) => {
    expect(gone(text)).toBe(text);
  });

  it('is gone from between any words', () => {
    const around = fc.string({ unit: 'grapheme' }).map((text) => ` ${text.replaceAll('@', '')} `);
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(gone(`${before}${ANN}${after}`)).toBe(`${before}${ERASED_ADDRESS}${after}`);
      }),
      { numRuns: 200 },
    );
  });
});
