// The playground's page: every option of the widget as a field, the snippet that follows from them, every call as a button,
// every event as a line.
import { type Html, type HtmlValue, html } from '../pages/html.ts';
import { pageFrame } from '../pages/page-frame.ts';

export interface Option {
  /** As it stands after `data-`. */
  name: string;
  hint: string;
  /** What may be chosen; a field for any text where there is none. */
  choices?: readonly string[];
  example?: string;
}

export interface Call {
  method: string;
  hint: string;
  /** What stands in the field of the argument at first; no field where there is none. */
  argument?: string;
  choices?: readonly string[];
}

export const EVENTS = ['ready', 'open', 'close', 'search', 'article', 'vote', 'form', 'submitted', 'error'] as const;

/** @param found what the settings have. */
export function playgroundOptions(found: { sites: readonly string[]; locales: readonly string[] }): Option[] {
  return [
    { name: 'site', hint: 'which site of the settings', choices: found.sites },
    { name: 'locale', hint: 'language of words and articles', example: found.locales.join(', ') },
    { name: 'theme', hint: 'light or dark', choices: ['auto', 'light', 'dark'] },
    { name: 'color', hint: 'of the launcher and the main buttons', example: '#14624c' },
    { name: 'position', hint: 'the corner of the launcher', choices: ['left', 'right'] },
    { name: 'launcher', hint: 'with a button or without', choices: ['button', 'none'] },
    { name: 'label', hint: 'what the button says', example: 'Help' },
    { name: 'open-on', hint: 'a CSS selector: what it matches opens help', example: '.help-me' },
    { name: 'storage', hint: 'what survives a page load', choices: ['tab', 'none'] },
    { name: 'gate', hint: 'when the request form is offered', choices: ['search-first', 'off'] },
    { name: 'audience', hint: 'which readers, where articles are limited to some', example: 'staff' },
    { name: 'report-errors', hint: 'whether errors of this page are counted', choices: ['on', 'off'] },
    { name: 'mail', hint: 'what is offered where help cannot be reached', example: 'help@example.com' },
  ];
}

export const CALLS: readonly Call[] = [
  { method: 'open', hint: 'the panel', choices: ['', 'home', 'form', 'last'] },
  { method: 'close', hint: 'the panel' },
  { method: 'toggle', hint: 'the one or the other' },
  { method: 'search', hint: 'these words', argument: 'find my request' },
  { method: 'article', hint: 'the slug of one', argument: 'find-my-request' },
  { method: 'request', hint: 'words for the form, as JSON', argument: '{ "message": "Order 12: " }' },
  {
    method: 'identify',
    hint: 'who uses the page, as JSON',
    argument: '{ "name": "Rosa", "email": "rosa@example.com" }',
  },
  { method: 'logout', hint: 'forgets the person' },
  { method: 'page', hint: 'where the person is, as JSON', argument: '{ "path": "/orders" }' },
  { method: 'locale', hint: 'another language', argument: 'en' },
  { method: 'on', hint: 'logs this event', choices: EVENTS },
  { method: 'off', hint: 'ends that', choices: EVENTS },
  { method: 'destroy', hint: 'takes everything away; any option brings it back' },
];

function choice(id: string, choices: readonly string[], unset?: string): Html {
  const listed = choices.filter((one) => one !== '');
  return html`<select class="input" id="${id}">${(unset !== undefined || listed.length < choices.length) && html`<option value="">${unset ?? 'nothing'}</option>`}${listed.map((one) => html`<option>${one}</option>`)}</select>`;
}

function optionField({ name, hint, choices, example }: Option): Html {
  const id = `option-${name}`;
  return html`<div class="field"><label class="label mono" for="${id}">data-${name}</label><span class="hint">${hint}</span>${
    choices
      ? choice(id, choices, 'not set')
      : html`<input class="input" id="${id}" autocomplete="off" spellcheck="false" placeholder="${example}">`
  }</div>`;
}

function callRow({ method, hint, argument, choices }: Call): Html {
  const id = `argument-${method}`;
  const label = html`<label class="sr-only" for="${id}">What ${method} is given: ${hint}</label>`;
  let field: HtmlValue = html`<span class="muted small">${hint}</span>`;
  if (choices) field = html`${label}${choice(id, choices)}`;
  else if (argument !== undefined)
    field = html`${label}<input class="input" id="${id}" value="${argument}" autocomplete="off" spellcheck="false">`;
  return html`<li><button class="btn mono" type="button" data-method="${method}">${method}</button>${field}</li>`;
}

/** @param publicUrl address of this server, without a slash at the end. */
export function playgroundPage(options: readonly Option[], publicUrl: string): Html {
  return pageFrame({
    locale: 'en',
    title: 'Playground · Fingerpost',
    styles: ['/pages/pages.css', '/playground/playground.css'],
    isUnlisted: true,
    isDev: true,
    body: html`<header class="top"><div class="in"><a class="brand quiet" href="/help">Fingerpost</a><a href="/demo">Demo product</a></div></header>
<main class="in playground" data-script="${publicUrl}/widget.js">
<h1 class="page-title">Playground</h1>
<p class="intro">Change an option and the widget of this page is mounted anew with it. The snippet is what you put on your own pages.</p>
<div class="bench"><form class="card" id="options" aria-labelledby="options-head"><div class="row head"><h2 id="options-head">Options</h2><button class="btn" type="reset">Set none</button></div>
<div class="fields">${options.map(optionField)}</div></form>
<div class="follows">
<section class="card" aria-labelledby="snippet-head"><div class="row head"><h2 id="snippet-head">Snippet</h2><button class="btn primary" type="button" id="copy">Copy</button></div>
<fieldset class="row"><legend class="sr-only">Form of the snippet</legend><label class="choice"><input type="radio" name="form" value="script" checked>Script</label><label class="choice"><input type="radio" name="form" value="module">ES module</label></fieldset>
<pre class="code"><code id="snippet"></code></pre><p class="small muted" id="said" role="status"></p></section>
<section class="card" aria-labelledby="calls-head"><h2 id="calls-head">Calls</h2><p class="error-line" id="wrong" role="alert" hidden></p><ul class="calls">${CALLS.map(callRow)}</ul></section>
<section class="card" aria-labelledby="elements-head"><h2 id="elements-head">Elements of the page</h2><p class="row"><button class="btn" type="button" data-fingerpost-open>open</button><a class="btn" href="/help/en/find-my-request" data-fingerpost-article="find-my-request">article</a><button class="btn" type="button" data-fingerpost-search="write a request">search</button><button class="btn help-me" type="button">.help-me</button></p></section>
<section class="card" aria-labelledby="events-head"><div class="row head"><h2 id="events-head">Events</h2><button class="btn" type="button" id="clear">Clear</button></div><div class="events mono small" id="events" role="log" aria-label="Events" tabindex="0"></div></section>
</div></div></main>
<script src="/playground/playground.js" defer></script>`,
  });
}
