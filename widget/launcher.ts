// Puts the launcher on the page, queues calls, acts on the page's own elements, and shows a waiting panel while the app is
// fetched on the first intent.
import { type AppModule, type CallHandler, STORAGE_PREFIX } from './embedding.ts';
import css from './launcher.css?inline';

const TOO_LONG_MS = 10_000;
/** What opens help besides the launcher, and whatever `data-open-on` selects: `undefined`, which nothing is, where it is absent. */
const OPENERS = '[data-fingerpost-search],[data-fingerpost-article],[data-fingerpost-open]';

/** The script element, or what stands in for one. */
export interface ScriptPlace {
  readonly src: string;
  readonly dataset: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts for one script element; a second copy of the script leaves the first one alone. Wrong attributes count as
 * absent here and are named when the app reads them.
 */
export function launch(script: ScriptPlace, importApp: (base: string) => Promise<AppModule>): void {
  const early = window.Fingerpost;
  if (early?.live) return;
  const attributes = script.dataset;
  const { position, locale = '', theme, mail, site = 'default' } = attributes;
  // Not by URL, of which some pages have their own; nor by map, JSON and Promise below.
  const base = script.src.replace(/[^/]*$/, '');
  const waiting: unknown[][] = [];
  const gone = new AbortController();
  const { signal } = gone;
  let app: CallHandler | undefined;
  let asked: Promise<Response | undefined>[] | undefined;
  let starting: Promise<CallHandler> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let errors = 0;

  const make = (tag: string, parent: Node, properties?: Partial<HTMLElement>) =>
    Object.assign(parent.appendChild(document.createElement(tag)), properties);
  // Beside the body, which some pages empty or swap.
  const host = make('fingerpost-help', document.documentElement);
  const root = host.attachShadow({ mode: 'open' });
  const frame = make('div', root, { className: 'fp ' + position });
  const panel = make('div', frame, { className: 'panel', ariaLabel: 'Help', role: 'dialog' });
  const style = panel.style;
  // Set and read back: what is no colour is empty then, and every other one has red, green and blue.
  style.fill = attributes.color as string;
  const sheet = new CSSStyleSheet();
  const parts = style.fill.match(/\d+/g) as unknown as [number, number, number] | null;
  sheet.replaceSync(
    // The build would make more of a color-scheme in the style sheet than it is.
    css +
      `.fp{color-scheme:${theme === 'dark' || theme === 'light' ? theme : 'light dark'}}` +
      // Near WCAG's luminance, and right for every one of the 16.7 million colours.
      (parts
        ? `:host{--fp-fill:${style.fill};--fp-on-fill:${3 * parts[0] ** 2.2 + 10 * parts[1] ** 2.2 + parts[2] ** 2.2 < 495_000 ? '#fff' : '#000'}}`
        : ''),
  );
  root.adoptedStyleSheets = [sheet];

  /** Undefined where it fails, be it that the page's own fetch throws. */
  const ask = async (path: string) => {
    try {
      return await fetch(`${base}api/v1/sites/${site}${path}?locales=${locale},${document.documentElement.lang}`, {
        signal,
      });
    } catch {
      // The app asks again.
    }
  };
  /** The browser fetches it once, and again only after a failure. */
  const fetchApp = async () => {
    try {
      return await importApp(base);
    } catch {
      // Said where somebody waits for it.
    }
  };
  /** Takes the waiting panel away. */
  const hide = () => {
    clearTimeout(timer);
    panel.remove();
  };
  /** Shows it with nothing in it. */
  const show = () => {
    clearTimeout(timer);
    panel.textContent = '';
    frame.append(panel);
  };
  const sayFailed = () => {
    const message = 'Help did not load.';
    show();
    make('p', panel, { textContent: message, role: 'alert' });
    for (const [method, event, listener] of waiting)
      if (method === 'on' && event === 'error') setTimeout(listener as () => void, 0, { message, code: 'unreachable' });
    if (mail) make('a', panel, { textContent: mail, href: 'mailto:' + mail } as Partial<HTMLElement>);
    make('button', panel, { textContent: 'Try again', onclick: open });
    make('button', panel, { textContent: 'Close', onclick: hide });
  };
  const open = async () => {
    // What the app will ask for first is on its way together with it; to another origin no cookie ever goes along.
    asked ??= [ask(''), ask('/index')];
    show();
    timer = setTimeout(sayFailed, TOO_LONG_MS);
    try {
      const module = (await fetchApp()) as AppModule;
      // One app only, however often somebody tries again while it is on its way.
      starting ??= module.start({
        // In the order that takes the fewest bytes, here and elsewhere.
        errorCount: () => errors,
        attributes,
        early: asked,
        destroy,
        root,
        base,
      });
      const started = await starting;
      // Closed meanwhile: what was called goes on waiting.
      if (!panel.isConnected) return;
      hide();
      app = started;
      for (const call of waiting) app(...(call as [string]));
    } catch {
      if (panel.isConnected) sayFailed();
    }
  };
  const call = (...given: unknown[]) => {
    const [method, event, listener] = given as [string, unknown, () => void];
    if (app) app(...(given as [string]));
    else if (method === 'destroy') destroy();
    else if (method === 'on' && event === 'ready') setTimeout(listener, 0, {});
    else {
      waiting.push(given);
      // open, toggle, search, article and request, in few bytes.
      if (/pen|gg|ar|q/.test(method)) open();
    }
  };
  const destroy = () => {
    gone.abort();
    hide();
    host.remove();
    // Where the page declared it, it cannot go, but then it holds nothing.
    window.Fingerpost = undefined;
    delete window.Fingerpost;
  };
  const onPress = (event: Event & { key?: string }) => {
    const { key, target } = event;
    try {
      const node = (target as Element).closest(OPENERS) ?? (target as Element).closest(attributes.openOn as string);
      // A key presses what the browser does not press by itself.
      if (!node || (key && ((key !== ' ' && key !== 'Enter') || node !== target || !node.matches('div,span')))) return;
      if (key || node.closest('a')) event.preventDefault();
      call('open', node);
    } catch {
      // A selector that is none; the app names it.
    }
  };

  hide();
  if (attributes.launcher !== 'none')
    make('button', frame, {
      className: 'launch',
      textContent: attributes.label || 'Help',
      onpointerenter: fetchApp,
      onfocus: fetchApp,
      onclick: () => call('open'),
    });
  for (const kind of ['click', 'keydown']) addEventListener(kind, onPress, { capture: true, signal });
  call.live = true;
  // Told to nobody unless data-report-errors is on.
  addEventListener('error', () => errors++, { signal });
  window.Fingerpost = call;
  for (const queued of early?.q ?? []) call(...queued);
  try {
    // Help that was open in this tab stays open over a page load.
    if (/"open":true/.test(sessionStorage[STORAGE_PREFIX + site])) call('open', 'last');
  } catch {
    // Nothing may be kept here.
  }
}
