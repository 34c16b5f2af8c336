// What the loader and the app tell each other, and the one global that a host page sees.

/** The queueing function `window.Fingerpost(method, ...args)`; `q` holds calls made before the script arrived. */
export interface FingerpostFunction {
  (...call: unknown[]): void;
  q?: Iterable<unknown>[];
  /** True once a script has taken over; a second copy of it then leaves the page alone. */
  live?: boolean;
}

declare global {
  interface Window {
    Fingerpost?: FingerpostFunction | undefined;
  }
}

/** What the loader hands to the app when somebody first wants help. */
export interface LoaderHandle {
  /** The script element's data attributes, by camel-case name without `data-`. */
  attributes: Record<string, string | undefined>;
  /** Address of the help server, ending in a slash. */
  base: string;
  /** Holds one frame (`.fp`) with the launcher (`.launch`), if there is one. */
  root: ShadowRoot;
  /** The answers of `sites/{site}` and `sites/{site}/index`, asked for with the click; undefined where one failed. */
  early?: Promise<Response | undefined>[];
  /** Removes everything that the loader added. */
  destroy(): void;
}

/** The app's side: acts on one call of the public API. */
export type CallHandler = (method: string, ...args: unknown[]) => void;

/** The entry of the app's module. */
export interface AppModule {
  start(handle: LoaderHandle): CallHandler;
}

/** This and the site's name is the name under which this tab keeps what is open. */
export const STORAGE_PREFIX = 'fingerpost:';
