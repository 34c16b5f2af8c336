// The whole public surface of help on a page: attributes, methods, events and elements; and what loader and app tell each other.

/** The script element's attributes, as they are written after `data-`. */
export interface EmbedAttributes {
  /** Which site of the settings this is. */
  site?: string;
  /** Language of words and articles; else the page's `lang`, else the site's own. */
  locale?: string;
  theme?: 'auto' | 'light' | 'dark';
  /** `#rgb` or `#rrggbb`; else the site's. */
  color?: string;
  position?: 'left' | 'right';
  launcher?: 'button' | 'none';
  /** What the launcher says in place of Help. */
  label?: string;
  /** A CSS selector: whatever it matches, now or later, opens help on a click. */
  'open-on'?: string;
  /** Whether what was open, typed and searched survives a page load in this tab. */
  storage?: 'tab' | 'none';
  /** `off` offers the form at once. */
  gate?: 'search-first' | 'off';
  /** The readers that articles may be limited to. */
  audience?: string;
  /** `on` counts the page's script errors and failed requests, without a word of them. */
  'report-errors'?: 'on' | 'off';
  /** The address that is offered where help itself cannot be reached. */
  mail?: string;
}

/** Who uses the page, as the page says; without `token` it prefills the form and proves nothing. */
export interface Identity {
  name?: string;
  email?: string;
  /** The page's own name for this person, never an address: it connects visits in the figures. */
  userRef?: string;
  /** In place of `data-audience`. */
  audience?: string;
  /** Visits of the page's own people are left out of the figures. */
  isStaff?: boolean;
  /** A JWT (HS256) that the page's server signed with the site's secret; kept in memory only. */
  token?: string;
}

/** What the form begins with. */
export interface Prefill {
  subject?: string;
  message?: string;
  name?: string;
  email?: string;
  category?: string;
}

/** Where somebody is, for pages whose address does not say it. */
export interface PageFacts {
  /** In place of the address's path, until that changes. */
  path?: string;
  /** Only kept where it is given. */
  title?: string;
}

/** Each event, and what its listeners are told. */
export interface EventDetails {
  /** Calls are answered; a listener that comes later is told at once. */
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  search: { query: string; results: number };
  article: { slug: string };
  vote: { slug: string; value: 'yes' | 'no' };
  /** The form was opened; nothing is told of a confidential one. */
  form: Record<string, never>;
  /** Nothing is told of a confidential one. */
  submitted: { number: number };
  /** Something failed in front of a person; `code` is one of the API's error codes, or `unreachable`. */
  error: { code: string; message: string };
}
export type EventName = keyof EventDetails;
export type Listener<Event extends EventName = EventName> = (detail: EventDetails[Event]) => void;

/** What a page can call: `Fingerpost('open')`, or as a method of what `mount` gives. */
export interface WidgetMethods {
  /** `last` brings back what was open; nothing leaves the panel as it was. */
  open(view?: 'home' | 'form' | 'last'): void;
  close(): void;
  toggle(): void;
  search(query: string): void;
  article(slug: string): void;
  request(prefill?: Prefill): void;
  identify(identity: Identity): void;
  /** Forgets the person and all that they did here. */
  logout(): void;
  page(facts: PageFacts): void;
  /** Words and articles in this language from now on. */
  locale(code: string): void;
  on<Event extends EventName>(event: Event, listener: Listener<Event>): void;
  /** Without a listener: all of this event. */
  off<Event extends EventName>(event: Event, listener?: Listener<Event>): void;
  /** Takes everything away; nothing of help is left on the page. */
  destroy(): void;
}
export type MethodName = keyof WidgetMethods;

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

/**
 * What the loader hands to the app when somebody first wants help. A loader from npm or from a cache may be older or newer
 * than the app: what is added here may be missing, and nothing is taken away.
 */
export interface LoaderHandle {
  /** The script element's data attributes, by camel-case name without `data-`. */
  attributes: Record<string, string | undefined>;
  /** Address of the help server, ending in a slash. */
  base: string;
  /** Holds one frame (`.fp`) with the launcher (`.launch`), if there is one. */
  root: ShadowRoot;
  /** The answers of `sites/{site}` and `sites/{site}/index`, asked for with the click; undefined where one failed. */
  early?: Promise<Response | undefined>[];
  /** How many errors the page's scripts have had so far, where they are counted. */
  errorCount?(): number;
  /** Removes everything that the loader added. */
  destroy(): void;
}

/** The app's side: acts on one call of the public API. */
export type CallHandler = (method: string, ...args: unknown[]) => void;

/** The entry of the app's module. */
export interface AppModule {
  start(handle: LoaderHandle): Promise<CallHandler>;
}

/** This and the site's name is the name under which this tab keeps what is open. */
export const STORAGE_PREFIX = 'fingerpost:';
