// Puts the panel into the shadow root: makes the models, joins them, and takes everything away again.
import { effect } from '@preact/signals-core';
import { createApiClient } from './api-client.ts';
import type { EmbedConfig } from './embed-config.ts';
import { type LoaderHandle, STORAGE_PREFIX } from './embedding.ts';
import type { Environment } from './environment.ts';
import { createRecorder } from './events/recorder.ts';
import { en } from './i18n/en.ts';
import { createCallHandler, createEmitter, type EventName, type PanelActs } from './public-api.ts';
import { SearchModel } from './search/search-model.ts';
import { type App, draw } from './shell/app-context.ts';
import { HelpModel } from './shell/help-model.ts';
import { PanelModel, type Place } from './shell/panel-model.ts';
import { PanelView, warmNextViews } from './shell/panel-view.tsx';
import { openTabStore } from './tab-store.ts';
import { themeCss } from './ui/theme.ts';
import css from './widget.css?inline';

const RTL = /^(ar|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/** What comes back after a page load. */
interface Last {
  query: string;
  place?: Place | undefined;
}

/** A brand colour that could not be fetched leaves the default one. */
const ignore = () => undefined;

/** Mounts the panel, closed and without any request; the returned function acts on calls of the public API. */
export function mountPanel(handle: LoaderHandle, config: EmbedConfig, env: Environment) {
  const { base, root } = handle;
  const host = root.host as HTMLElement;
  const frame = root.querySelector('.fp') as HTMLElement;
  const launcher = root.querySelector<HTMLElement>('.launch');
  const store = openTabStore(STORAGE_PREFIX + config.site, env.storage);
  const api = createApiClient(base, config.site, env.fetch);
  const wished = [config.locale, ...env.languages].filter(Boolean);
  const locale = wished[0] ?? 'en';
  const emitter = createEmitter();
  const emit = emitter.emit as App['emit'];
  const [site, index] = handle.early ?? [];
  const help = new HelpModel(
    { api, wished, path: env.path, audience: config.audience },
    site && index && { site, index },
  );
  const recorder = createRecorder({ api, env, store, locale, audience: config.audience });
  const onSearch = (query: string, results: number) => emit('search', { query, results });
  const search = new SearchModel({ help, recorder, env, onSearch });
  const panel = new PanelModel();
  const styles = new Set<string>();
  const style = (text: string) => {
    if (styles.has(text)) return;
    styles.add(text);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  let before: Element | null = null;
  let loaded = false;

  const close = () => {
    if (!panel.isOpen.value) return;
    panel.setOpen(false);
    store.set('open', false);
    recorder.record({ type: 'widget_closed' });
    if (launcher) launcher.hidden = false;
    ((launcher ?? before) as HTMLElement | null)?.focus?.();
    emit('close');
  };
  const reveal = (byItself = false) => {
    if (panel.isOpen.value) return;
    before = document.activeElement;
    if (launcher) launcher.hidden = true;
    panel.setOpen(true, byItself);
    store.set('open', true);
    recorder.record({ type: 'session_started', page_key: '' });
    if (!loaded) void help.load();
    loaded = true;
    emit('open');
  };
  const app: App = {
    ...{ api, config, env, store, recorder, help, search, panel, words: en, locale, root, close, emit, style },
    mayWrite: () =>
      config.gate === 'off' ||
      search.searches.value > 0 ||
      help.state.value.is === 'failed' ||
      panel.steps.value.length > 1 ||
      store.get('read') === true ||
      (search.query.value.trim().length > 2 && /found|nothing/.test(search.state.value.is)),
    openArticle(place) {
      const query = search.query.value.trim();
      store.set('read', true);
      panel.go({ ...place, view: 'article', from: query && place.source === 'search' ? en.resultsFor(query) : '' });
    },
    openForm(place) {
      if (search.query.value.trim().length > 2) {
        search.settle();
        search.commit('pause');
      }
      panel.go({ ...place, view: 'form' });
    },
  };
  const titleOf = () => {
    const { place } = panel.top.value;
    if (place.view === 'article') return place.from || en.help;
    return place.view === 'form' && place.secret ? en.security : en.titles[place.view];
  };
  const acts: PanelActs = {
    open(view) {
      const last = store.get<Last>('last');
      reveal(view === 'last');
      if (view === 'last' && last) {
        search.type(last.query, false);
        if (last.place) panel.go(last.place, false);
      } else if (view === 'form') acts.request({});
      else if (view === 'home') panel.home();
    },
    close,
    toggle: () => (panel.isOpen.value ? close() : reveal()),
    search(query) {
      reveal();
      panel.home();
      search.type(query);
      search.enter();
    },
    article(slug) {
      reveal();
      if (slug) app.openArticle({ slug, source: 'agent_link' });
    },
    request(prefill) {
      reveal();
      panel.go({ view: 'form', entry: 'direct', prefill, category: prefill.category });
    },
    destroy() {
      stopDrawing();
      stopKeeping();
      stopWatching();
      stopSearching();
      draw(app, null, mount);
      search.stop();
      recorder.stop();
      store.close();
      emitter.clear();
      handle.destroy();
    },
  };

  style(themeCss(config.theme) + css);
  frame.lang = locale;
  frame.dir = RTL.test(locale) ? 'rtl' : 'ltr';
  const mount = document.createElement('div');
  frame.append(mount);
  const stopWatching = effect(() => {
    const now = help.state.value;
    const color = config.color || now.site?.theme.color;
    if (color) import('./ui/brand.ts').then((module) => module.applyBrand(host.style, color), ignore);
    if (now.is === 'ready') warmNextViews();
    if (now.is === 'failed') emit('error' satisfies EventName, { message: en.failed });
  });
  const stopSearching = effect(() => {
    help.version.value;
    if (help.state.value.is === 'ready') search.refresh();
  });
  const stopKeeping = effect(() => {
    const { place } = panel.top.value;
    const kept = place.view === 'article' || place.view === 'form' ? place : undefined;
    if (panel.isOpen.value) store.set('last', { query: search.query.value, place: kept } satisfies Last);
  });
  // The whole panel is one effect: it is small, and any signal that any view reads draws it again.
  const stopDrawing = effect(() => {
    draw(app, <PanelView title={titleOf} />, mount);
  });
  return { app, call: createCallHandler(acts, emitter) };
}
