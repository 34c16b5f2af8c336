// The ES module `fingerpost/widget`: puts the launcher on the page by a call instead of a script element, by the same code.

import { launch } from './launcher.ts';
import type { EventDetails, EventName, MountOptions, Widget } from './module-types.ts';

/** The one file of the help server whose name stays: it hands on the app, whatever its hashed name is today. */
const APP_ENTRY = 'widget-app.js';

/**
 * Puts the launcher on the page. Nothing is fetched from the help server before somebody wants help.
 * A page has one widget: while there is one already, its owner keeps it, and `destroy` of this one does nothing.
 * @throws TypeError when `server` is no address; every other wrong option is named in the console and its default used.
 */
export function mount({ server, reportErrors, ...options }: MountOptions): Widget {
  const src = addressOf(server);
  const first = window.Fingerpost;
  const isSecond = first?.live === true;
  if (isSecond) console.warn('Fingerpost: the page has a widget already; destroy it before you mount another one');
  else
    launch(
      { src, dataset: { ...options, reportErrors: reportErrors ? 'on' : undefined } },
      (base) => import(/* webpackIgnore: true */ /* @vite-ignore */ base + APP_ENTRY),
    );
  const own = window.Fingerpost;
  /** After the widget is gone, calls of this one mean nothing, even when there is a new one. */
  const call = (...given: unknown[]) => {
    if (own && window.Fingerpost === own) own(...given);
  };
  return {
    open: (view) => call('open', view),
    close: () => call('close'),
    toggle: () => call('toggle'),
    search: (query) => call('search', query),
    article: (slug) => call('article', slug),
    request: (prefill) => call('request', prefill),
    identify: (person) => call('identify', person),
    logout: () => call('logout'),
    page: (page) => call('page', page),
    locale: (code) => call('locale', code),
    on<E extends EventName>(event: E, listener: (detail: EventDetails[E]) => void) {
      call('on', event, listener);
      return () => call('off', event, listener);
    },
    off: (event, listener) => call('off', event, listener),
    destroy() {
      if (!isSecond) call('destroy');
    },
  };
}

/** The folder of the help server's files, as the address of one in it. */
function addressOf(server: string): string {
  try {
    return new URL('widget.js', `${new URL(server, document.baseURI).href.replace(/\/+$/, '')}/`).href;
  } catch (_noAddress) {
    throw new TypeError(
      `Fingerpost: server must be the address of the help server, such as https://help.example.com, not ${JSON.stringify(server)}`,
    );
  }
}
