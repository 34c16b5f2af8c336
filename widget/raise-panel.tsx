// Makes the models of one panel, joins them, draws them, and takes all of it away again.
import { effect, signal } from '@preact/signals-core';
import { en } from '../contract/words/tongues/en.ts';
import { createApiClient } from './api-client.ts';
import type { EmbedConfig } from './embed-config.ts';
import { type Identity, type LoaderHandle, type PageFacts, STORAGE_PREFIX } from './embedding.ts';
import type { Environment } from './environment.ts';
import { createRecorder } from './events/recorder.ts';
import type { RecorderDeps } from './events/recorder-model.ts';
import { hostWindow } from './host-window.ts';
import { isLanguageTag } from './i18n/language-tag.ts';
import { createTongue } from './i18n/tongue.ts';
import type { Emitter, PanelActs } from './public-api.ts';
import { SearchModel } from './search/search-model.ts';
import { type App, draw } from './shell/app-context.ts';
import { HelpModel } from './shell/help-model.ts';
import { PanelModel, type Place } from './shell/panel-model.ts';
import { PanelView, warmNextViews } from './shell/panel-view.tsx';
import { openTabStore } from './tab-store.ts';
import { themeCss } from './ui/theme.ts';
import css from './widget.css?inline';

/** What comes back after a page load. */
interface Last {
  query: string;
  place?: Place | undefined;
  scroll?: number;
}

/** What a panel stands on; it stays when the panel is made anew. */
export interface Ground {
  handle: LoaderHandle;
  config: EmbedConfig;
  env: Environment;
  emit: Emitter['emit'];
  /** Errors of the page, where they are counted. */
  hostErrors(): ReturnType<RecorderDeps['facts']>['hostErrors'];
  /** Somebody has help in front of them. */
  onReady(): void;
}

/** A longer one is refused by the server. */
const LONGEST_AUDIENCE = 60;

/** A brand colour that could not be fetched leaves the default one. */
const ignore = () => undefined;

/** A panel, closed and without any request. */
export function raisePanel({ handle, config, env: browser, emit, hostErrors, onReady }: Ground) {
  const { base, root } = handle;
  const host = root.host as HTMLElement;
  const frame = root.querySelector('.fp') as HTMLElement;
  const launcher = root.querySelector<HTMLElement>('.launch');
  const sheetsBefore = root.adoptedStyleSheets;
  const store = openTabStore(STORAGE_PREFIX + config.site, browser.storage);
  const api = createApiClient(base, config.site, browser.fetch, () => wished());
  const person = signal<Identity>({});
  /** The last locale that the page asked for, and what it says of where somebody is; that holds for one address. */
  const asked = signal(config.locale ?? '');
  let said: (PageFacts & { on: string }) | undefined;
  const saidHere = () => (said?.on === browser.path() ? said : undefined);
  const env: Environment = { ...browser, path: () => saidHere()?.path ?? browser.path() };
  const wished = () => [asked.value, ...env.languages].filter(isLanguageTag);
  const audience = () => (person.value.audience ?? config.audience ?? '').slice(0, LONGEST_AUDIENCE);
  const locale = () => wished()[0] ?? 'en';
  const [site, index] = handle.early ?? [];
  handle.early = [];
  const help = new HelpModel({ api, wished, audience }, site && index && { site, index });
  const recorder = createRecorder({
    ...{ api, env, store },
    facts: () => ({
      locale: locale(),
      audience: audience(),
      person: person.value,
      title: saidHere()?.title,
      hostErrors: hostErrors(),
    }),
  });
  const onSearch = (query: string, results: number) => emit('search', { query, results });
  const search = new SearchModel({ help, recorder, env, onSearch });
  const panel = new PanelModel();
  const tongue = createTongue();
  const page = signal(env.path());
  /** The page may be another one. */
  const follow = () => {
    page.value = env.path();
  };
  const styles = new Set<string>();
  const style = (text: string) => {
    if (styles.has(text)) return;
    styles.add(text);
    const sheet = new hostWindow.CSSStyleSheet();
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
    before = hostWindow.document.activeElement;
    if (launcher) launcher.hidden = true;
    panel.setOpen(true, byItself);
    store.set('open', true);
    recorder.restate();
    if (!loaded) {
      tongue.hurry();
      void help.load();
    }
    loaded = true;
    emit('open');
  };
  const app: App = {
    ...{ api, config, env, store, recorder, help, search, panel, page, root, close, emit, style },
    ...{ letters: {}, replies: {} },
    get words() {
      return tongue.say('panel', en);
    },
    get locale() {
      return tongue.locale();
    },
    get wish() {
      return locale();
    },
    get person() {
      return person.value;
    },
    say: tongue.say,
    mail: handle.attributes.mail,
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
      panel.go({
        ...place,
        view: 'article',
        from: query && place.source === 'search' ? app.words.resultsFor(query) : '',
      });
    },
    openForm(place) {
      // What leads to a confidential report is no search for an answer, and is told to nobody.
      if (!place.secret && search.query.value.trim().length > 2) {
        search.settle();
        search.commit('pause');
      }
      panel.go({ ...place, view: 'form' });
    },
  };
  const titleOf = () => {
    const { place } = panel.top.value;
    const { words } = app;
    if (place.view === 'article') return place.from || words.help;
    return place.view === 'form' && place.secret ? (place.title ?? words.security) : words.titles[place.view];
  };
  /** What the page says of people or places has changed. */
  const changed = (isAnotherHelp: boolean) => {
    follow();
    if (!loaded) return;
    recorder.restate();
    if (isAnotherHelp) void help.load();
  };
  const acts: Omit<PanelActs, 'logout' | 'destroy'> = {
    open(view = '') {
      // The page was loaded anew: what was open comes back, what was not stays closed.
      const isBack = view === 'open';
      if (isBack && !store.get('open')) return;
      if (isBack) view = 'last';
      const last = store.get<Last>('last');
      // What was typed before a page load is there again; what was open, where it was still open.
      if (last && (view === 'last' || (!view && !loaded))) search.type(last.query, false);
      reveal(view === 'last');
      if (view === 'last') {
        // Where somebody was in it counts for more than the part that was found.
        if (last?.place)
          panel.go(last.scroll ? ({ ...last.place, section: undefined } as Place) : last.place, false, last.scroll);
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
      const { place } = panel.top.value;
      if (slug && !(place.view === 'article' && place.slug === slug)) app.openArticle({ slug, source: 'agent_link' });
    },
    request(prefill = {}) {
      reveal();
      panel.go({ view: 'form', entry: 'direct', prefill, category: prefill.category });
    },
    identify(identity) {
      const other = identity.audience !== person.value.audience;
      person.value = identity;
      for (const { held } of panel.steps.value) held?.meet?.(identity);
      changed(other);
      if (loaded) onReady();
    },
    page(facts) {
      said = { ...facts, on: browser.path() };
      changed(false);
    },
    locale(code) {
      if (isLanguageTag(code)) asked.value = code;
      panel.renew();
      changed(true);
    },
  };

  style(themeCss(config.theme) + css);
  const mount = document.createElement('div');
  frame.append(mount);
  const stops: (() => void)[] = [
    effect(() => {
      const { is, site } = help.state.value;
      tongue.speak(wished(), site?.locale ?? (is === 'failed' ? '' : undefined));
      tongue.dress(frame);
      if (launcher && !tongue.isMute()) launcher.textContent = handle.attributes.label || app.words.help;
    }),
    effect(() => {
      const now = help.state.value;
      const color = config.color || now.site?.theme.color;
      if (color) import('./ui/brand.ts').then((module) => module.applyBrand(host.style, color), ignore);
      if (now.is === 'ready') {
        warmNextViews();
        onReady();
      }
      if (now.is === 'failed') emit('error', { code: 'unreachable', message: en.failed });
    }),
    effect(() => {
      help.version.value;
      if (help.state.value.is === 'ready') search.refresh();
    }),
    // The whole panel is one effect: it is small, and any signal that any view reads draws it again.
    effect(() => draw(app, <PanelView title={titleOf} />, mount)),
  ];
  const keep = (scroll: number) => {
    const { place } = panel.top.value;
    if (!panel.isOpen.value) return;
    // That somebody was about to report something in confidence is nobody else's business.
    const isKept = place.view === 'article' || (place.view === 'form' && !place.secret);
    store.set('last', { query: search.query.value, place: isKept ? place : undefined, scroll } satisfies Last);
  };
  stops.push(
    effect(() => keep(panel.top.value.scroll)),
    recorder.onLeave(() => keep(mount.querySelector('.body')?.scrollTop ?? 0)),
  );
  // What somebody wrote to us may be on its way still.
  if (store.get('letters')) import('./requests/sending.ts').then((module) => module.resumeLetters(app), ignore);
  return {
    app,
    acts,
    follow,
    /** Takes all of it away; nothing of it is on the device any more, and nothing that is on its way comes to anything. */
    stop() {
      for (const stop of stops) stop();
      draw(app, null, mount);
      mount.remove();
      root.adoptedStyleSheets = sheetsBefore;
      tongue.stop();
      search.stop();
      recorder.stop();
      for (const letter of Object.values(app.letters)) letter.stop();
      store.close();
      api.stop();
      if (launcher) launcher.hidden = false;
    },
  };
}
export type Panel = ReturnType<typeof raisePanel>;
