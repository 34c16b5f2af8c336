// The types of the ES module `fingerpost/widget`: what an embedder's editor shows. Published as they stand, so they import nothing.

/** What can be set when the widget is mounted; each but `server` stands for the attribute of the same name. */
export interface MountOptions {
  /** Address of the help server, for instance `https://help.example.com`. */
  server: string;
  /** Key of the site in the server's settings. Default: `default`. */
  site?: string | undefined;
  /** A language such as `en` or `pt-BR`. Default: that of the page. */
  locale?: string | undefined;
  /** Default: `auto`, what the reader's system says. */
  theme?: 'auto' | 'light' | 'dark' | undefined;
  /** `#rgb` or `#rrggbb`. Default: the site's own colour. */
  color?: string | undefined;
  /** The lower corner of the page. Default: `right`. */
  position?: 'left' | 'right' | undefined;
  /** `none` leaves out the button. Default: `button`. */
  launcher?: 'button' | 'none' | undefined;
  /** A CSS selector: a click on what matches opens help, also on what comes later. */
  openOn?: string | undefined;
  /** `none` keeps nothing in the browser. Default: `tab`. */
  storage?: 'tab' | 'none' | undefined;
  /** `off` offers the request form at once. Default: `search-first`. */
  gate?: 'search-first' | 'off' | undefined;
  /** A name that articles may ask for. */
  audience?: string | undefined;
  /** Counts the page's own script errors and failed requests, without their texts. Default: false. */
  reportErrors?: boolean | undefined;
}

/** Words for the request form. */
export interface Prefill {
  subject?: string | undefined;
  message?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  category?: string | undefined;
}

/** Who the person is, as far as the page knows. Only a signed `token` is believed; the others fill in the form. */
export interface Person {
  name?: string | undefined;
  email?: string | undefined;
  userRef?: string | undefined;
  audience?: string | undefined;
  isStaff?: boolean | undefined;
  /** A JWT (HS256) signed by your server. */
  token?: string | undefined;
}

/** What each event tells. */
export interface EventDetails {
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  search: { query: string; results: number };
  article: { slug: string };
  vote: { slug: string; value: 'yes' | 'no' };
  form: Record<string, never>;
  submitted: { number: number };
  error: { message: string };
}

export type EventName = keyof EventDetails;

/** The mounted widget. After `destroy` its methods do nothing. */
export interface Widget {
  /** Opens the panel, at `home` or `form` if told so. */
  open(view?: 'home' | 'form'): void;
  close(): void;
  toggle(): void;
  /** Opens the panel and searches. */
  search(query: string): void;
  /** Opens the panel at an article. */
  article(slug: string): void;
  /** Opens the request form. */
  request(prefill?: Prefill): void;
  identify(person: Person): void;
  /** Forgets who the person is and everything that they did here. */
  logout(): void;
  /** Where the person is now, in a single-page application. */
  page(page: { path: string; title?: string }): void;
  /** Changes the language of words and articles. */
  locale(code: string): void;
  /** Calls `listener` whenever it happens; what is returned ends that. */
  on<E extends EventName>(event: E, listener: (detail: EventDetails[E]) => void): () => void;
  /** Ends one listening, or every one to that event. */
  off<E extends EventName>(event: E, listener?: (detail: EventDetails[E]) => void): void;
  /** Takes everything off the page. */
  destroy(): void;
}
