// Puts the launcher on the page, queues calls, and shows a waiting panel while the app is fetched on the first intent.
import { wordsOn } from '../contract/colour.ts';
import { type AppModule, type CallHandler, type LoaderHandle, storageKeyOf } from './embedding.ts';
import css from './launcher.css?inline';

const TOO_LONG_MS = 10_000;
/** The mark on its 24 px grid: post and arm in one colour. */
const MARK =
  'M6 4V3l1.5-2L9 3v1zM6 14h3v9H6zM3 5h13.6a1 1 0 0 1 .7.3l3.9 3.3a.5.5 0 0 1 0 .8l-3.9 3.3a1 1 0 0 1-.7.3H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z';
/** What launcher and waiting panel need of the colours; the app brings the rest. */
const LIGHT = ':host{--fp-surface:#fff;--fp-sunken:#ecefe9;--fp-ink:#17201b;--fp-accent:#14624c;--fp-on-accent:#fff}';
const DARK =
  ':host{--fp-surface:#181d1a;--fp-sunken:#0b0f0d;--fp-ink:#e8ede9;--fp-accent:#7ccfaf;--fp-on-accent:#0a1f17}';

/**
 * Starts for one script element; a second copy of the script leaves the first one alone. Wrong attributes count as
 * absent here and are named when the app reads them.
 */
export function launch(script: HTMLScriptElement, importApp: (base: string) => Promise<AppModule>): void {
  const early = window.Fingerpost;
  if (early?.live) return;
  const attributes = script.dataset;
  const { theme, color = '', position, site = 'default' } = attributes;
  const base = new URL('.', script.src).href;
  const host = document.createElement('fingerpost-help');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    theme === 'dark'
      ? DARK + css
      : LIGHT + (theme === 'light' ? '' : `@media(prefers-color-scheme:dark){${DARK}}`) + css,
  );
  root.adoptedStyleSheets = [sheet];
  if (/^#([\da-f]{3}){1,2}$/i.test(color)) {
    host.style.setProperty('--fp-fill', color);
    host.style.setProperty('--fp-on-fill', wordsOn(color));
  }

  const waiting: unknown[][] = [];
  let app: CallHandler | undefined;
  let fetching: Promise<AppModule> | undefined;
  let slow = 0;

  const make = (tag: string, parent: Node, className: string, text = '') => {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    parent.appendChild(node);
    return node;
  };
  const frame = make('div', root, position === 'left' ? 'fp left' : 'fp');
  const panel = make('div', frame, 'panel');
  panel.remove();
  panel.tabIndex = -1;
  panel.role = 'dialog';
  panel.ariaLabel = 'Help';

  const fetchApp = () => {
    fetching ??= importApp(base);
    fetching.catch(() => {
      fetching = undefined;
    });
    return fetching;
  };
  const sayFailed = () => {
    panel.replaceChildren();
    make('p', panel, '', 'Help did not load.').role = 'alert';
    make('button', panel, '', 'Try again').onclick = open;
    make('button', panel, '', 'Close').onclick = () => {
      waiting.length = 0;
      panel.remove();
    };
  };
  const open = () => {
    panel.replaceChildren();
    for (const width of [44, 70, 62]) make('div', panel, 'skel').style.width = `${width}%`;
    frame.append(panel);
    panel.focus();
    slow = window.setTimeout(sayFailed, TOO_LONG_MS);
    fetchApp()
      .then((module) => {
        if (!panel.isConnected) return;
        app ??= module.start(handle);
        for (const call of waiting.splice(0)) app(...(call as [string]));
        panel.remove();
      })
      .catch(sayFailed)
      .then(() => clearTimeout(slow));
  };
  const call = (...given: unknown[]) => {
    const [method, event, listener] = given as [string, unknown, () => void];
    if (app) app(...(given as [string]));
    else if (method === 'destroy') destroy();
    else if (event === 'ready') queueMicrotask(listener);
    else {
      waiting.push(given);
      if (/^(open|toggle|search|article|request)$/.test(method) && !panel.isConnected) open();
    }
  };
  const destroy = () => {
    clearTimeout(slow);
    panel.remove();
    host.remove();
    window.Fingerpost = undefined;
  };
  const handle: LoaderHandle = { attributes, base, host, root, frame, launcher: null, destroy };

  if (attributes.launcher !== 'none') {
    const launcher = make('button', frame, 'launch', 'Help');
    const draw = (name: string, parent: Node, values: Record<string, string>) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const key in values) node.setAttribute(key, values[key] as string);
      return parent.insertBefore(node, parent.firstChild);
    };
    const svg = draw('svg', launcher, { viewBox: '0 0 24 24', width: '24', height: '24', fill: 'currentColor' });
    draw('path', svg, { d: MARK });
    for (const kind of ['pointerenter', 'focus', 'touchstart'])
      launcher.addEventListener(kind, fetchApp, { passive: true });
    launcher.onclick = () => call('open');
    handle.launcher = launcher;
  }
  (document.body ?? document.documentElement).append(host);
  call.live = true;
  window.Fingerpost = call;
  for (const queued of early?.q ?? []) call(...Array.from(queued));
  try {
    // Help that was open in this tab stays open over a page load.
    if (JSON.parse(sessionStorage[storageKeyOf(site)]).open) call('open', 'last');
  } catch {
    // Nothing was kept, or nothing may be.
  }
}
