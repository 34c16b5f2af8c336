// Sees whether the page has put something of its own in the place of what every program stands on.

/** Objects whose members are looked at, the functions among them, and functions that must be there. */
const looked = () => [
  JSON,
  Object,
  Array,
  Promise,
  Object.prototype,
  Array.prototype,
  Promise.prototype,
  String.prototype,
];
const needed = () => [JSON.parse, JSON.stringify, fetch, Promise, URL, Map, Set, Uint8Array];

/** True where a built-in is not the browser's own, or the page has added to one: libraries did, and whatever watches a page does. */
export function hasReplacedBuiltIns(): boolean {
  const isNative = (given: unknown) => /{ \[native code] }$/.test(`${given}`);
  try {
    for (const given of needed()) if (!isNative(given)) return true;
    for (const owner of looked() as unknown as Record<string, unknown>[])
      for (const name of Object.getOwnPropertyNames(owner))
        if (typeof owner[name] === 'function' && !isNative(owner[name])) return true;
    return false;
  } catch {
    return true;
  }
}
