// Which pages count as having replaced built-ins; here all is the browser's own to begin with, as on any other page.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasReplacedBuiltIns } from '../../../widget/host/replaced.ts';

/** What the test's pretended browser has made itself looks like the page's; a bound function looks like the browser's own. */
const asNative = <T extends (...given: never[]) => unknown>(given: T): T => given.bind(null) as T;

beforeEach(() => {
  vi.stubGlobal('fetch', asNative(fetch));
  vi.stubGlobal('URL', asNative(URL as unknown as () => URL));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Puts a member on an object for the time of one look. */
function lookWith(owner: object, name: string, described: PropertyDescriptor): boolean {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...described });
  const seen = hasReplacedBuiltIns();
  if (before) Object.defineProperty(owner, name, before);
  else Reflect.deleteProperty(owner, name);
  return seen;
}

describe('built-ins', () => {
  it('are the browser’s own on a page that left them alone', () => {
    expect(hasReplacedBuiltIns()).toBe(false);
  });

  it.each<[what: string, owner: object, name: string]>([
    ['JSON.parse', JSON, 'parse'],
    ['JSON.stringify', JSON, 'stringify'],
    ['Array.prototype.map', Array.prototype, 'map'],
    ['Array.from', Array, 'from'],
    ['Object.assign', Object, 'assign'],
    ['String.prototype.replace', String.prototype, 'replace'],
    ['Promise.prototype.then', Promise.prototype, 'then'],
    ['Object.prototype.hasOwnProperty', Object.prototype, 'hasOwnProperty'],
  ])('are not where %s is the page’s', (_, owner, name) => {
    const original = (owner as Record<string, (...given: unknown[]) => unknown>)[name];
    const value = function (this: unknown, ...given: unknown[]) {
      return original?.apply(this, given);
    };
    expect(lookWith(owner, name, { value, writable: true })).toBe(true);
    expect(hasReplacedBuiltIns()).toBe(false);
  });

  it.each(['fetch', 'URL', 'Map', 'Set', 'Promise', 'Uint8Array'])('are not where %s is the page’s', (name) => {
    expect(lookWith(globalThis, name, { value: class Mine {}, writable: true })).toBe(true);
    expect(hasReplacedBuiltIns()).toBe(false);
  });

  it('are not where a library has added a method, as old ones did', () => {
    expect(lookWith(Array.prototype, 'remove', { value: () => undefined })).toBe(true);
    expect(lookWith(Object.prototype, 'each', { value: () => undefined, enumerable: true })).toBe(true);
  });

  it('are where only a value was added, which nothing of help calls', () => {
    expect(lookWith(Array.prototype, 'version', { value: '1.6.1' })).toBe(false);
  });

  it('are not where even looking at them throws', () => {
    const get = () => {
      throw new Error('look elsewhere');
    };
    expect(lookWith(Array.prototype, 'trap', { get })).toBe(true);
  });
});
