// SEC-40: after signing in one goes to a page of the console, whatever `next` says.
import { describe, expect, it } from 'vitest';
import { ownPath } from '../../../admin/sign-in/own-path.ts';

describe('the page after signing in', () => {
  it.each([
    '/admin',
    '/admin/people',
    '/admin/requests/1001?view=mine',
    '/admin?status=open#row-3',
    '/admin/gaps/attempts?from=2026-03-02',
  ])('is %s', (next) => expect(ownPath(next)).toBe(next));

  it.each([
    null,
    undefined,
    '',
    'admin',
    '//evil',
    '///evil',
    '/\\evil',
    '\\\\evil',
    '/\t/evil',
    '/admin\r\nSet-Cookie: a=b',
    '\n//evil',
    'https:evil',
    'https://evil/admin',
    'https:/admin',
    'javascript:alert(1)',
    'data:text/html,x',
    '/admin@evil',
    '/administrator',
    '/help',
    '/admin/../help',
    '/admin/..//evil',
    '/admin//evil',
    '/admin/sign-in?next=/admin/sign-in',
    '/admin/welcome#token',
    ' /admin/people',
  ])('is the first one for %j', (next) => expect(ownPath(next)).toBe('/admin'));

  it('keeps %0d%0a as what it is: part of an address, never a line', () => {
    expect(ownPath('/admin/people?x=%0d%0ay')).toBe('/admin/people?x=%0d%0ay');
  });
});
