import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageKeyOf } from '../../contract/page-key.ts';

describe('pageKeyOf', () => {
  it.each([
    ['/orders/17', '/orders/:id'],
    ['/orders/17/lines/4', '/orders/:id/lines/:id'],
    ['/billing?invoice=3#total', '/billing'],
    ['/billing#total?x', '/billing'],
    ['/users/jo@example.org/edit', '/users/:id/edit'],
    ['/users/jo%40example.org', '/users/:id'],
    ['/u/123e4567-e89b-12d3-a456-426614174000', '/u/:id'],
    ['/t/deadbeefdeadbeef', '/t/:id'],
    ['/reset/a8Fk2mQ9zL0pX7vB3nR5', '/reset/:id'],
    ['/o/inv-20260301', '/o/:id'],
    ['https://shop.example.org/account/9?x=1', '/account/:id'],
    ['/account/', '/account'],
    ['', '/'],
    ['/', '/'],
    ['/v2/reports', '/v2/reports'],
    ['/a-page-with-a-rather-long-name-and-2-digits', '/a-page-with-a-rather-long-name-and-2-digits'],
  ])('makes %s into %s', (address, expected) => {
    expect(pageKeyOf(address)).toBe(expected);
  });

  it('never gives more than 200 characters, keeps no query, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (address) => {
        const key = pageKeyOf(address);
        expect(key.length).toBeLessThanOrEqual(200);
        expect(key).not.toMatch(/[?#@]/);
        expect(pageKeyOf(key)).toBe(key);
      }),
    );
    expect(pageKeyOf(`/${'ab-'.repeat(5000)}`)).toHaveLength(200);
  });
});
