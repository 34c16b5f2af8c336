// What every view can reach: the models, the words, and the acts that lead from one view to another.
import { type ComponentChild, render } from 'preact';
import type { Words as PanelWords } from '../../contract/words/tongues/en.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import type { ApiClient } from '../api-client.ts';
import type { EmbedConfig } from '../embed-config.ts';
import type { Identity } from '../embedding.ts';
import type { Environment } from '../environment.ts';
import type { Recorder } from '../events/recorder.ts';
import type { Emitter } from '../public-api.ts';
import type { DraftName } from '../requests/draft.ts';
import type { Reply } from '../requests/request-model.ts';
import type { Sending } from '../requests/sending.ts';
import type { Search } from '../search/search-model.ts';
import type { TabStore } from '../tab-store.ts';
import { installHooks } from '../ui/hooks.ts';
import type { Help } from './help-model.ts';
import type { PanelState, Place } from './panel-model.ts';

export interface App {
  api: ApiClient;
  config: EmbedConfig;
  env: Environment;
  store: TabStore;
  recorder: Recorder;
  help: Help;
  search: Search;
  panel: PanelState;
  /** What somebody writes to us, once the code for it is here. */
  letters: Partial<Record<DraftName, Sending>>;
  /** What is typed and chosen in answers to requests, by their numbers. */
  replies: Record<number, Reply>;
  /** The path of the page that somebody is on. */
  page: { readonly value: string };
  /** What the panel says, in the language of the moment. */
  readonly words: PanelWords;
  /** The language in which the panel speaks, with the person's region: for dates, digits and lists. */
  readonly locale: string;
  /** The language that the person would like best, whether or not the panel speaks it: for the server. */
  readonly wish: string;
  /** Where to write when help cannot be reached. */
  readonly mail: string | undefined;
  /** Who the page says that somebody is. */
  readonly person: Identity;
  /** A part of the words in the language of the moment; `english` where there are no others, nothing until they have come. */
  say<Part extends keyof Pack, Words extends Partial<Pack[Part]>>(part: Part, english: Words): Words;
  root: ShadowRoot;
  /** The form may be offered. */
  mayWrite(): boolean;
  openArticle(place: Omit<Extract<Place, { view: 'article' }>, 'view' | 'from'>): void;
  openForm(place: Omit<Extract<Place, { view: 'form' }>, 'view'>): void;
  close(): void;
  /** Tells the host page. */
  emit: Emitter['emit'];
  /** Adopts a style sheet that a later view brings, once. */
  style(css: string): void;
}

/** The app whose panel is being drawn; set only while it is. */
let drawing: App | undefined;

/** Draws a node into an element; every view in it finds the app by `useApp`. */
export function draw(app: App, node: ComponentChild, into: Element): void {
  installHooks();
  drawing = app;
  render(node, into);
  drawing = undefined;
}

/** The app around a view; for the time of its drawing. */
export function useApp(): App {
  return drawing as App;
}

/** A part of the words, for the time of a view's drawing. */
export function useWords<Part extends keyof Pack, Words extends Partial<Pack[Part]>>(
  part: Part,
  english: Words,
): Words {
  return useApp().say(part, english);
}
