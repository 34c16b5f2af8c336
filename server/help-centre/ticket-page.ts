// The page of one request: what the requester may see of it, and forms for what they may do now; or the question for its key.
import type { RequesterTicket } from '../../contract/api/tickets.ts';
import { type Html, html } from '../pages/html.ts';
import { icon } from '../pages/icons.ts';
import { areaField, errorSummary, type FieldErrors, filesField, textField } from './form-fields.ts';
import { type HelpPage, helpFrame } from './help-frame.ts';

const SCORES = [1, 2, 3, 4, 5];
const ANSWER_LINES = 6;
const COMMENT_LINES = 2;

/** What was just done, as the address says it. */
export const DONE = ['reply', 'solved', 'open', 'rated'] as const;
export type Done = (typeof DONE)[number];

export interface TicketPageState {
  formProof: string;
  timeZone: string;
  /** Up to when the request was shown before, UTC; '' for never. */
  readUntil: string;
  /** What files may be, in words. */
  filesHint: string;
  done?: Done | undefined;
  errors?: FieldErrors;
  /** A sentence about what could not be done. */
  notice?: string;
  /** Words that were typed and could not be taken. */
  typed?: Readonly<Record<string, string>>;
}

export function ticketPage(page: HelpPage, ticket: RequesterTicket, state: TicketPageState): Html {
  const { words } = page;
  const errors = state.errors ?? {};
  const typed = state.typed ?? {};
  // What was said where it is asked for no more stands where it can be sent.
  const answer = [typed.body, !ticket.may.confirm && typed.comment, !ticket.may.rate && typed.rating_comment];
  const act = (name: string) => `/tickets/${ticket.number}/${name}`;
  const proof = html`<input type="hidden" name="form" value="${state.formProof}">`;
  return helpFrame(
    page,
    { title: words.ticketTitle(String(ticket.number)), isUnlisted: true },
    html`<div class="in"><nav class="crumbs" aria-label="${words.whereYouAre}"><a class="quiet" href="/help/${page.locale}">${words.help}</a><span aria-hidden="true">/</span><span>${words.ticketTitle(String(ticket.number))}</span></nav>
<div class="column"><h1 class="page-title">${ticket.subject}</h1>${
      state.done && html`<div class="notice" role="status">${icon('done')}<div>${words.done[state.done]}</div></div>`
    }${state.notice && html`<div class="notice warn" role="alert">${icon('warning')}<div>${state.notice}</div></div>`}${errorSummary(words.mendThese, errors)}
<dl class="card facts"><dt>${words.status}</dt><dd>${ticket.status}</dd><dt>${words.sent}</dt><dd>${moment(page, state, ticket.submitted_at)}</dd></dl>
${ticket.promise && html`<p>${ticket.promise.text}</p>`}${
  ticket.may.confirm &&
  html`<form class="card" method="post" action="${act('confirmation')}">${proof}<h2>${words.confirmTitle}</h2>${areaField({ name: 'comment', label: words.comment, value: typed.comment ?? '', rows: COMMENT_LINES, errors })}<p class="row"><button class="btn big" type="submit" name="solved" value="yes">${words.yesSolved}</button><button class="btn big" type="submit" name="solved" value="no">${words.notSolved}</button></p></form>`
}
<h2 class="sr-only">${words.conversation}</h2><ol class="messages">${ticket.messages.map((message) => messageOf(page, state, ticket.number, message))}</ol>${
      ticket.may.reply &&
      html`<form class="card" method="post" action="${act('messages')}" enctype="multipart/form-data">${proof}<h2>${words.answerTitle}</h2>${areaField({ name: 'body', label: words.answerLabel, hint: words.answerHint, value: answer.filter(Boolean).join('\n\n'), rows: ANSWER_LINES, isRequired: true, errors })}${filesField({ name: 'file', label: words.filesOptional, hint: state.filesHint, errors })}<p><button class="btn primary big" type="submit">${words.sendAnswer}</button></p></form>`
    }${
      ticket.may.rate &&
      html`<form class="card" method="post" action="${act('satisfaction')}">${proof}<fieldset id="score"><legend class="label">${words.rateTitle}</legend>${
        errors.score && html`<span class="error-line">${icon('warning')}<span>${errors.score}</span></span>`
      }<div class="scores">${SCORES.map(
        (score, at) =>
          html`<label class="choice"><input type="radio" name="score" value="${score}"${typed.score === String(score) && html` checked`}><span>${words.scores[at]}</span></label>`,
      )}</div></fieldset>${areaField({ name: 'rating_comment', label: words.comment, value: typed.rating_comment ?? '', rows: COMMENT_LINES, errors })}<p><button class="btn big" type="submit">${words.rate}</button></p></form>`
    }
<form class="quiet-form" method="post" action="${act('forget')}">${proof}<button class="btn" type="submit">${words.forget}</button></form></div></div>`,
  );
}

export interface AskKeyState {
  number: string;
  isWrong: boolean;
  lost?: LostKeyState;
}

/** How it stands with links by mail: whether mail is on, once somebody has asked, or that what they typed is no address. */
export type LostKeyState = { mail: 'on' | 'off' } | { wrong: string } | undefined;

/** Asks for number and key; the same whether such a request exists or not. */
export function askKeyPage(page: HelpPage, { number, isWrong, lost }: AskKeyState): Html {
  const { words } = page;
  const errors: FieldErrors = isWrong ? { key: words.notFound } : {};
  return helpFrame(
    page,
    { title: words.askTitle, isUnlisted: true },
    html`<div class="in"><div class="hero column"><h1 class="page-title">${words.askTitle}</h1><p class="intro">${words.askIntro}</p>
<form class="form" method="post" action="/tickets">${textField({ name: 'number', label: words.numberLabel, value: number, inputMode: 'numeric', errors })}${textField({ name: 'key', label: words.keyLabel, value: '', errors })}<p><button class="btn primary big" type="submit">${words.show}</button></p></form>${lostKeyForm(page, lost)}</div></div>`,
  );
}

/** The links of one's requests by mail; what is said does not depend on whether there are any. */
function lostKeyForm(page: HelpPage, lost: LostKeyState): Html {
  const { words, services, locale } = page;
  const { mail } = services.settings;
  const isWrong = lost !== undefined && 'wrong' in lost;
  const told = lost !== undefined && 'mail' in lost ? lost.mail : undefined;
  const errors: FieldErrors = isWrong ? { email: words.emailWrong } : {};
  return html`<section class="card" id="lost"><h2>${words.lostTitle}</h2>${
    told &&
    html`<div class="notice" role="status">${icon(told === 'on' ? 'done' : 'warning')}<div>${told === 'on' ? words.lostOn : words.lostOff}</div></div>`
  }${
    told === 'off' &&
    html`<p class="row"><a class="btn" href="/help/${locale}/request">${words.writeToUs}</a>${mail && html` <a class="btn" href="mailto:${mail}">${mail}</a>`}</p>`
  }<form class="form" method="post" action="/tickets/lost-links">${textField({ name: 'email', label: words.lostEmail, value: isWrong ? lost.wrong : '', type: 'email', autocomplete: 'email', errors })}<p><button class="btn big" type="submit">${words.lostSend}</button></p></form></section>`;
}

function messageOf(
  page: HelpPage,
  state: TicketPageState,
  number: number,
  message: RequesterTicket['messages'][number],
): Html {
  const { words } = page;
  const who = message.name || (message.from === 'team' ? words.team : words.you);
  const isNew = message.unread && message.at > state.readUntil;
  return html`<li class="${message.from}"><p class="who"><b>${who}</b><span class="muted small">${moment(page, state, message.at)}</span>${isNew && html` <mark class="small">${words.isNew}</mark>`}</p><div class="words">${message.body}</div>${
    message.articles.length > 0 &&
    html`<p class="shown">${words.toRead} ${message.articles.map(({ title, url }) => html`<a href="${url}"${languageOf(url) !== page.tongue && html` lang="${languageOf(url)}"`}>${title}</a> `)}</p>`
  }${
    message.attachments.length > 0 &&
    html`<p class="shown">${words.files}: ${message.attachments.map(({ id, name }) => html`<a href="/tickets/${number}/attachments/${id}" download>${name}</a> `)}</p>`
  }</li>`;
}

/** The language of an article, as its address says it. */
function languageOf(url: string): string {
  return url.split('/')[2] ?? '';
}

function moment({ tongue }: HelpPage, { timeZone }: TicketPageState, at: string): Html {
  // As the promise beside it says times. The page knows the reader's clock no more than a letter does, so it says whose it means.
  const format = new Intl.DateTimeFormat(tongue, {
    ...{ dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' },
    timeZone,
  });
  return html`<time datetime="${at}">${format.format(new Date(at))} (${timeZone})</time>`;
}
