// Puts the launcher on the page, queues calls, acts on the page's own elements, and shows a waiting panel while the app is
// fetched on the first intent.
import { LAUNCHER_WORDS } from '../contract/words/launcher-words.ts';
import { type AppModule, type CallHandler, STORAGE_PREFIX } from './embedding.ts';
import css from './launcher.css?raw';

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
  // Where nothing is said it stands where the page's lines end.
  const { mail, theme, position = document.dir, site = 'default' } = attributes;
  let language = 'en';
  // As the panel has it: the attribute counts for more than the page. Region and script change nothing in these words.
  for (const wish of [document.documentElement.lang, attributes.locale]) {
    const code = `${wish}`.slice(0, 2).toLowerCase();
    if (code in LAUNCHER_WORDS) language = code;
  }
  const [help, failed, again, close] = (LAUNCHER_WORDS[language] as string).split('|') as [
    string,
    string,
    string,
    string,
  ];
  // Not by URL, of which some pages have their own; nor by map, JSON and Promise below.
  const base = script.src.replace(/[^/]*$/, '');
  const waiting: unknown[][] = [];
  /** Ends what is on its way and what listens; it is the options of both, which take its `signal`. */
  const gone: AbortController & { capture?: boolean } = new AbortController();
  gone.capture = true;
  let app: CallHandler | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let errors = 0;
  let asked: Promise<Response | undefined>[] | undefined;
  let starting: Promise<CallHandler> | undefined;

  const make = (tag: string, parent: Node, properties?: Partial<HTMLElement>) =>
    Object.assign(parent.appendChild(document.createElement(tag)), properties);
  // Beside the body, which some pages empty or swap.
  const host = make('fingerpost-help', document.documentElement);
  const root = host.attachShadow({ mode: 'open' });
  const frame = make('div', root, { className: 'fp ' + position });
  const panel = make('div', frame, {
    className: 'panel',
    ariaLabel: help,
    role: 'dialog',
    lang: language,
    dir: 'auto',
  });
  const style = panel.style;
  // Set and read back: what is no colour is empty then, and every other one has red, green and blue.
  style.fill = attributes.color as string;
  const parts = style.fill.match(/\d+/g) as unknown as [number, number, number] | null;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    // The build would make more of a color-scheme in the style sheet than it is. Words on the brand's colour are white or black
    // near WCAG's luminance, which is right for every one of the 16.7 million colours.
    css +
      `:host{all:initial!important;--fp-fill:${parts ? style.fill : '#14624c'};--fp-on-fill:${parts && 3 * parts[0] ** 2.2 + 10 * parts[1] ** 2.2 + parts[2] ** 2.2 >= 495_000 ? '#000' : '#fff'}}` +
      `.fp{font:600 16px/24px var(--fp-font,system-ui);color:canvastext;color-scheme:${theme === 'light' || theme === 'dark' ? theme : 'light dark'}}`,
  );
  root.adoptedStyleSheets = [sheet];

  /** Undefined where it fails, be it that the page's own fetch throws. */
  const attempt = async <T>(act: (base: string) => T): Promise<Awaited<T> | undefined> => {
    try {
      return await act(base);
    } catch {
      // Whoever asked has nothing then.
    }
  };
  /** Where it fails, the app asks again. */
  const ask = (path: string) =>
    attempt(() =>
      fetch(`${base}api/v1/sites/${site}${path}?locales=${[attributes.locale, document.documentElement.lang]}`, gone),
    );
  /** The browser fetches it once, and again only after a failure, which is said where somebody waits for it. */
  const fetchApp = () => attempt(importApp);
  /** Takes the waiting panel away. */
  const hide = () => {
    clearTimeout(timer);
    panel.remove();
  };
  /** Shows it with nothing in it. */
  const show = () => {
    hide();
    frame.append(panel);
    panel.textContent = '';
  };
  const sayFailed = () => {
    // Closed meanwhile; or it came by itself, and nobody waits.
    if (!frame.contains(panel)) return;
    show();
    make('p', panel, { role: 'alert', textContent: failed });
    for (const [method, event, listener] of waiting)
      if (method === 'on' && event === 'error')
        setTimeout(listener as () => void, 0, { code: 'unreachable', message: failed });
    if (mail) make('a', panel, { textContent: mail, href: 'mailto:' + mail } as Partial<HTMLElement>);
    make('button', panel, { textContent: again, onclick: open });
    make('button', panel, { textContent: close, onclick: hide });
  };
  const open = async () => {
    // What the app will ask for first is on its way together with it; to another origin no cookie ever goes along.
    asked ??= [ask(''), ask('/index')];
    show();
    timer = setTimeout(sayFailed, TOO_LONG_MS);
    try {
      const module = (await fetchApp()) as AppModule;
      if (!panel.parentNode) return;
      // One app only, however often somebody tries again while it is on its way.
      starting ??= module.start({
        // In the order that takes the fewest bytes, here and elsewhere.
        base,
        root,
        early: asked,
        destroy,
        attributes,
        errorCount: () => errors,
      });
      const started = await starting;
      // Closed meanwhile: what was called goes on waiting.
      if (!panel.parentNode) return;
      hide();
      app = started;
      for (const call of waiting) app(...(call as [string]));
    } catch {
      sayFailed();
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
      if (/pe|gg|ar|q/.test(method)) open();
    }
  };
  const destroy = () => {
    hide();
    // With a reason of its own: an error's stack would hold the panel for as long as a browser keeps the shadow root.
    gone.abort(0);
    // Where the page declared it, it cannot go, but then it holds nothing, as this gives nothing.
    window.Fingerpost = host.remove() as undefined;
    attempt(() => delete window.Fingerpost);
  };
  /** A selector that is none throws; the app names it. */
  const onPress = (event: Event & { key?: string }) =>
    attempt(() => {
      const { key, target } = event;
      const node = (target as Element).closest(OPENERS) ?? (target as Element).closest(attributes.openOn as string);
      // A key presses what the browser does not press by itself.
      if (!node || (key && (!/ |Enter/.test(key) || node !== target || !node.matches('div,span')))) return;
      if (key || node.closest('a')) event.preventDefault();
      call('open', node);
    });

  hide();
  attributes.launcher === 'none' ||
    make('button', frame, {
      textContent: attributes.label || help,
      onpointerenter: fetchApp,
      onclick: () => call('open'),
      className: 'launch',
      onfocus: fetchApp,
    });
  addEventListener('click', onPress, gone);
  addEventListener('keydown', onPress, gone);
  // Told to nobody unless data-report-errors is on; what else fails, such as a picture, has no message.
  addEventListener('error', (event) => event.message && errors++, gone);
  call.live = true;
  window.Fingerpost = call;
  for (const queued of early?.q ?? []) call(...queued);
  // Help that was open in this tab stays open over a page load, and what waits to be sent is `still_open`: the app comes unseen.
  // To open the tab's storage makes the page wait for another process, so nobody looks where somebody comes from elsewhere; where a browser does not say from where, it is undefined.
  attempt(() => {
    if (window.navigation?.activation?.from !== null && /open":t/.test(sessionStorage[STORAGE_PREFIX + site])) {
      call('open', 'open');
      // Beside the shadow root nobody sees it.
      host.append(panel);
    }
  });
}
