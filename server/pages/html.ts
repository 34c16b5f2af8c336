// Builds HTML from templates in which every value is text unless it was made by this very file.
import { escapeHtml } from '../http/openapi.ts';

/** Markup that is safe to send. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template takes: text and numbers are escaped, lists are joined, nothing becomes nothing. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/** A template whose values are escaped; attributes must stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let markup = parts[0] ?? '';
  values.forEach((value, at) => {
    markup += markupOf(value) + (parts[at + 1] ?? '');
  });
  return new Html(markup);
}

/** Markup that was made safe elsewhere: the sanitised HTML of an article, a drawing of ours. */
export function trustedHtml(markup: string): Html {
  return new Html(markup);
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeHtml(String(value));
}
