// The ES module `fingerpost/widget`: puts help on the page by a call instead of a script element, by the same code.
import type { EmbedAttributes, EventName, Listener, WidgetMethods } from './embedding.ts';
import { launch } from './launcher.ts';

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The attributes of the script element by camel-case name: `open-on` is `openOn`. */
type Attributes = {
  [Name in keyof EmbedAttributes as CamelCase<Name>]?: EmbedAttributes[Name] | undefined;
};

/** What can be set when help is mounted: the attributes of the script element, and where the server is. */
export interface MountOptions extends Attributes {
  /** Address of the help server, for instance `https://help.example.com`. */
  server: string;
}

/** Help on this page. After `destroy` its methods do nothing. */
export interface Widget extends Omit<WidgetMethods, 'on'> {
  /** Calls `listener` whenever it happens; what is returned ends that. */
  on<Event extends EventName>(event: Event, listener: Listener<Event>): () => void;
}

export type {
  EmbedAttributes,
  EventDetails,
  EventName,
  FingerpostFunction,
  Identity,
  Listener,
  PageFacts,
  Prefill,
  WidgetMethods,
} from './embedding.ts';

/** The one file of the help server whose name stays: it hands on the app, whatever its hashed name is today. */
const APP_ENTRY = 'widget-app.js';

/**
 * Puts the launcher on the page. Nothing is fetched from the help server before somebody wants help.
 * A page has one widget: while there is one, whoever mounted it keeps it, and `destroy` of a second one does nothing.
 * @throws TypeError when `server` is no address; every other wrong option is named in the console and its default used.
 */
export function mount(options: MountOptions): Widget {
  const { server, ...dataset } = options;
  const src = scriptOf(server);
  const isSecond = Boolean(window.Fingerpost?.live);
  if (isSecond) console.warn('Fingerpost: the page has a widget already; destroy it before you mount another one');
  else launch({ src, dataset }, (base) => import(/* webpackIgnore: true */ /* @vite-ignore */ base + APP_ENTRY));
  const own = window.Fingerpost;
  /** Once this widget is gone, its calls mean nothing, even when there is a new one. */
  const method =
    <Name extends keyof WidgetMethods>(name: Name) =>
    (...args: Parameters<WidgetMethods[Name]>) => {
      if (own && window.Fingerpost === own) own(name, ...args);
    };
  const [on, off, destroy] = [method('on'), method('off'), method('destroy')];
  return {
    open: method('open'),
    close: method('close'),
    toggle: method('toggle'),
    search: method('search'),
    article: method('article'),
    request: method('request'),
    identify: method('identify'),
    logout: method('logout'),
    page: method('page'),
    locale: method('locale'),
    on(event, listener) {
      on(event, listener as Listener);
      return () => off(event, listener as Listener);
    },
    off: off as Widget['off'],
    destroy() {
      if (!isSecond) destroy();
    },
  };
}

/** What would be the address of the script element. */
function scriptOf(server: string): string {
  const { baseURI } = document;
  try {
    const { origin, pathname } = new URL(server, baseURI);
    return `${origin}${pathname.replace(/\/(widget\.js)?$/, '')}/widget.js`;
  } catch (_noAddress) {
    throw new TypeError(
      `Fingerpost: server must be the address of the help server, such as https://help.example.com; it is ${JSON.stringify(server)}`,
    );
  }
}
