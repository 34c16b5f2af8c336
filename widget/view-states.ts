// Every state that a person can meet, by view; the DOM carries them as data-view and data-state, and tests walk them all.

/** What the panel shows. Home and results share the search box. */
export const PANEL_VIEWS = ['home', 'results', 'article', 'form', 'sent', 'request', 'requests'] as const;
/** The home view: topics and the articles for this page. */
export const HOME_STATES = ['loading', 'ready', 'failed'] as const;
/** The results view. */
export const SEARCH_STATES = ['loading', 'found', 'nothing', 'failed'] as const;
/** The article view. */
export const ARTICLE_STATES = ['loading', 'ready', 'missing', 'failed'] as const;
/** The one question under an article. */
export const VOTE_STATES = ['asking', 'reasons', 'noted', 'intent', 'thanked'] as const;
/** The request form; `mending` shows what to correct, `queued` waits for a connection, `given_up` offers another way after three failures. */
export const FORM_STATES = [
  'loading',
  'failed',
  'writing',
  'mending',
  'sending',
  'queued',
  'unsent',
  'given_up',
  'withdrawn',
] as const;
/** The confirmation. */
export const SENT_STATES = ['loading', 'failed', 'sent'] as const;
/** A request that was sent, with its status. */
export const REQUEST_STATES = ['loading', 'ready', 'missing', 'failed'] as const;
/** All requests of one person; `signed_out` where the page's word on who they are holds no longer. */
export const REQUESTS_STATES = ['loading', 'ready', 'empty', 'signed_out', 'failed'] as const;

export type PanelView = (typeof PANEL_VIEWS)[number];
export type HomeState = (typeof HOME_STATES)[number];
export type SearchStateName = (typeof SEARCH_STATES)[number];
export type ArticleStateName = (typeof ARTICLE_STATES)[number];
export type VoteStateName = (typeof VOTE_STATES)[number];
export type FormStateName = (typeof FORM_STATES)[number];
export type RequestStateName = (typeof REQUEST_STATES)[number];
export type RequestsStateName = (typeof REQUESTS_STATES)[number];

/** The states of each view, for whoever walks them. */
export const STATES_OF_VIEW = {
  home: HOME_STATES,
  results: SEARCH_STATES,
  article: ARTICLE_STATES,
  form: FORM_STATES,
  sent: SENT_STATES,
  request: REQUEST_STATES,
  requests: REQUESTS_STATES,
} as const satisfies Record<PanelView, readonly string[]>;
