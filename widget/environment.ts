// Everything that the app takes from the browser around it, in one place so that tests can bring their own.
import { hostWindow } from './host-window.ts';

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
    // Applications whose routes stand behind the hash.
    path: () => /^#!?(\/[^?#]*)/.exec(hostWindow.location.hash)?.[1] ?? hostWindow.location.pathname,
    languages: [hostWindow.document.documentElement.lang.replace('_', '-')],
    doNotTrack: wishes.doNotTrack === '1' || wishes.globalPrivacyControl === true,
  };
}

/** A random UUID (version 4); `crypto.randomUUID` exists on https and localhost only. */
function newUuid(): string {
  const digit = () => ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16);
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, digit);
}
