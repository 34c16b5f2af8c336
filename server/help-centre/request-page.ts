// The form for a request, with every word that was typed, and the page after it was taken.
import type { SubmittedTicket } from '../../contract/api/tickets.ts';
import { type Html, html } from '../pages/html.ts';
import { icon } from '../pages/icons.ts';
import { inLocale } from '../settings/words-by-locale.ts';
import { askedControls, type Typed, trapField } from './asked-fields.ts';
import { filesHintOf } from './files-hint.ts';
import { areaField, choiceField, errorSummary, type FieldErrors, filesField, textField } from './form-fields.ts';
import { type HelpPage, helpFrame } from './help-frame.ts';

/** What stands in the form. */
export interface RequestForm {
  /** Made when the form is made, so that sending it twice makes one request. */
  idempotencyKey: string;
  message: string;
  category: string;
  name: string;
  email: string;
  isReplyExpected: boolean;
  pageKey: string;
  /** What stands in the fields of the settings, by the names of their controls. */
  typed: Typed;
}

const MESSAGE_LINES = 8;

/** @param readers names of the people who read a restricted category, by its key. */
export function requestPage(
  page: HelpPage,
  form: RequestForm,
  readers: ReadonlyMap<string, string[]>,
  problems: { errors?: FieldErrors; notice?: string } = {},
): Html {
  const { services, locale, tongue, words } = page;
  const errors = problems.errors ?? {};
  const choices = Object.entries(services.settings.categories).map(([value, category]) => ({
    value,
    label: inLocale(category.label, tongue, services.settings),
    hint: category.restricted ? readersHint(page, readers.get(value) ?? []) : undefined,
  }));
  return helpFrame(
    page,
    { title: words.writeToUs, isUnlisted: true },
    html`<div class="in"><nav class="crumbs" aria-label="${words.whereYouAre}"><a class="quiet" href="/help/${locale}">${words.help}</a></nav>
<div class="column"><h1 class="page-title">${words.writeToUs}</h1><p class="intro">${words.requestIntro}</p>${
      problems.notice &&
      html`<div class="notice warn" role="alert">${icon('warning')}<div>${problems.notice}</div></div>`
    }${errorSummary(words.mendThese, errors)}
<form class="form" method="post" action="/help/${locale}/request" enctype="multipart/form-data" accept-charset="utf-8" novalidate>
<input type="hidden" name="idempotency_key" value="${form.idempotencyKey}">
${areaField({ name: 'message', label: words.message, hint: words.messageHint, value: form.message, rows: MESSAGE_LINES, isRequired: true, errors })}
${choiceField({ name: 'category', label: words.category, value: form.category, choices, errors })}
${askedControls(page, form.typed, errors)}
${filesField({ name: 'file', label: words.filesOptional, hint: filesHintOf(page), errors })}
${textField({ name: 'name', label: words.name, value: form.name, autocomplete: 'name', errors })}
${textField({ name: 'email', label: words.email, hint: words.emailHint, value: form.email, type: 'email', autocomplete: 'email', errors })}
<label class="choice"><input type="checkbox" name="reply_expected" value="yes"${form.isReplyExpected && html` checked`}><span>${words.replyWanted}</span></label>
${textField({ name: 'page_key', label: words.page, hint: words.pageHint, value: form.pageKey, errors })}
${trapField(words)}
<p><button class="btn primary big" type="submit">${words.send}</button></p></form></div></div>`,
  );
}

/** "We have it": the number, the key, the promise and the way to look. */
export function sentPage(page: HelpPage, ticket: SubmittedTicket): Html {
  const { words } = page;
  return helpFrame(
    page,
    { title: words.sentTitle, isUnlisted: true },
    html`<div class="in"><div class="hero column"><h1 class="page-title">${words.sentTitle}</h1><p class="intro">${ticket.promise.text}</p>
<div class="card"><dl class="facts"><dt>${words.number}</dt><dd>${String(ticket.number)}</dd><dt>${words.key}</dt><dd class="mono">${ticket.access_key}</dd></dl><p class="muted">${words.keyHint}</p><p><a class="btn primary big" href="/tickets/${ticket.number}">${words.seeRequest}</a></p></div></div></div>`,
  );
}

function readersHint({ words, tongue }: HelpPage, names: readonly string[]): string {
  if (names.length === 0) return words.nobodyReads;
  return words.readers(new Intl.ListFormat(tongue).format(names));
}
