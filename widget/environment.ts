// Everything that the app takes from the browser around it, in one place so that tests can bring their own.

export interface Environment {
  fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  now(): number;
  /** A number from 0 up to 1, for samples. */
  random(): number;
  uuid(): string;
  storage: Storage | null;
  /** Path of the host page. */
  path(): string;
  /** Languages in the reader's order of preference, the page's own first. */
  languages: string[];
  /** Do Not Track or Global Privacy Control is on. */
  doNotTrack: boolean;
}

/** The real browser. `storage` null where the embedder or the browser forbids it. */
export function browserEnvironment(mayStore: boolean): Environment {
  let storage: Storage | null = null;
  try {
    if (mayStore) storage = sessionStorage;
  } catch {
    // Forbidden by the browser.
  }
  const wishes = navigator as Navigator & { globalPrivacyControl?: boolean };
  return {
    fetch: (...request) => fetch(...request),
    now: () => Date.now(),
    random: () => Math.random(),
    uuid: newUuid,
    storage,
    path: () => location.pathname,
    languages: [document.documentElement.lang].filter(Boolean),
    doNotTrack: wishes.doNotTrack === '1' || wishes.globalPrivacyControl === true,
  };
}

/** `crypto.randomUUID` exists on https and localhost only. */
function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  return Array.from(
    bytes,
    (byte, at) => (/^(4|6|8|10)$/.test(`${at}`) ? '-' : '') + byte.toString(16).padStart(2, '0'),
  ).join('');
}
