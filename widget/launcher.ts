// Puts the launcher on the page, queues calls, and shows a waiting panel while the app is fetched on the first intent.
import { wordsOn } from '../contract/colour.ts';
import { type AppModule, type CallHandler, STORAGE_PREFIX } from './embedding.ts';
import css from './launcher.css?inline';

const TOO_LONG_MS = 10_000;

/** What is read of the script element; the ES module brings its own. */
export interface ScriptLike {
  src: string;
  dataset: Record<string, string | undefined>;
}

/**
 * Starts for one script element; a second copy of the script leaves the first one alone. Wrong attributes count as
 * absent here and are named when the app reads them.
 */
export function launch(script: ScriptLike, importApp: (base: string) => Promise<AppModule>): void {
  const early = window.Fingerpost;
  if (early?.live) return;
  const attributes = script.dataset;
  const { theme, color = '', position = '', site = 'default' } = attributes;
  const base = new URL('.', script.src).href;
  const waiting: unknown[][] = [];
  let app: CallHandler | undefined;
  let asked: Promise<Response | undefined>[] | undefined;
  let fetching: Promise<AppModule | undefined> | undefined;

  const make = (tag: string, parent: Node, properties?: Partial<HTMLElement>) =>
    Object.assign(parent.appendChild(document.createElement(tag)), properties);
  const host = make('fingerpost-help', document.body ?? document.documentElement);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    // The build would make more of a color-scheme in the style sheet than it is.
    css +
      '.fp{color-scheme:light}' +
      `@media ${{ dark: 'all', light: 'not all' }[theme as string] ?? '(prefers-color-scheme:dark)'}` +
      '{:host{--fp-fill:#7ccfaf;--fp-on-fill:#0a1f17}.fp{color-scheme:dark}}' +
      (/^#([\da-f]{3}){1,2}$/i.test(color) ? `:host{--fp-fill:${color};--fp-on-fill:${wordsOn(color)}}` : ''),
  );
  root.adoptedStyleSheets = [sheet];
  const frame = make('div', root, { className: `fp ${position}` });
  const panel = make('div', frame, { className: 'panel', role: 'dialog', ariaLabel: 'Help' });
  panel.remove();

  const fetchApp = () => {
    fetching ??= importApp(base).catch(() => (fetching = undefined));
    return fetching;
  };
  const sayFailed = () => {
    panel.textContent = '';
    make('p', panel, { textContent: 'Help did not load.', role: 'alert' });
    make('button', panel, { textContent: 'Try again', onclick: open });
    make('button', panel, {
      textContent: 'Close',
      onclick: () => {
        waiting.splice(0);
        panel.remove();
      },
    });
  };
  const open = async () => {
    // What the app will ask for first is on its way together with it; to another origin no cookie ever goes along.
    asked ??= ['', `/index?locales=${[attributes.locale, document.documentElement.lang]}`].map((path) =>
      fetch(`${base}api/v1/sites/${site}${path}`).catch(() => undefined),
    );
    panel.textContent = '';
    frame.append(panel);
    setTimeout(sayFailed, TOO_LONG_MS);
    const module = await fetchApp();
    if (!module) return sayFailed();
    if (!panel.isConnected) return;
    app ??= module.start({ attributes, base, root, destroy, early: asked });
    for (const call of waiting.splice(0)) app(...(call as [string]));
    panel.remove();
  };
  const call = (...given: unknown[]) => {
    const [method, event, listener] = given as [string, unknown, () => void];
    if (app) app(...(given as [string]));
    else if (method === 'destroy') destroy();
    else if (method === 'on' && event === 'ready') Promise.resolve().then(listener);
    else {
      waiting.push(given);
      if (/^(open|toggle|search|article|request)$/.test(method) && !panel.isConnected) open();
    }
  };
  const destroy = () => {
    panel.remove();
    host.remove();
    window.Fingerpost = undefined;
  };

  if (attributes.launcher !== 'none')
    make('button', frame, {
      className: 'launch',
      textContent: 'Help',
      onpointerenter: fetchApp,
      onfocus: fetchApp,
      onclick: () => call('open'),
    });
  call.live = true;
  window.Fingerpost = call;
  for (const queued of early?.q ?? []) call(...queued);
  try {
    // Help that was open in this tab stays open over a page load.
    if (/"open":true/.test(sessionStorage[STORAGE_PREFIX + site])) call('open', 'last');
  } catch {
    // Nothing may be kept here.
  }
}
