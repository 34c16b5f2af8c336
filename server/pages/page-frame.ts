// The frame of every page that we serve: document, head, language and direction; no script and no style in the page itself.
import { type Html, type HtmlValue, html, trustedHtml } from './html.ts';
import { textDirection } from './text-direction.ts';

export interface PageFrame {
  locale: string;
  title: string;
  description?: string;
  /** Addresses of style sheets, in order. */
  styles?: readonly string[];
  /** Class of the body. */
  kind?: string;
  canonical?: string;
  /** The same page in other locales. */
  alternates?: readonly { locale: string; address: string }[];
  /** Keeps search engines away: private pages, forms, search results. */
  isUnlisted?: boolean;
  /** Reloads the page when the code changes; only while developing. */
  isDev?: boolean;
  body: HtmlValue;
}

const DOCTYPE = trustedHtml('<!doctype html>');

/** A whole document. */
export function pageFrame(page: PageFrame): Html {
  return html`${DOCTYPE}<html lang="${page.locale}" dir="${textDirection(page.locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<meta name="color-scheme" content="light dark">
${page.description && html`<meta name="description" content="${page.description}">`}
${page.isUnlisted && html`<meta name="robots" content="noindex">`}
${page.canonical && html`<link rel="canonical" href="${page.canonical}">`}
${(page.alternates ?? []).map(({ locale, address }) => html`<link rel="alternate" hreflang="${locale}" href="${address}">`)}
<link rel="icon" href="/pages/mark.svg" type="image/svg+xml">
${(page.styles ?? ['/pages/pages.css']).map((address) => html`<link rel="stylesheet" href="${address}">`)}
${page.isDev && html`<script src="/dev/reload.js" defer></script>`}
</head><body class="${page.kind}">${page.body}</body></html>
`;
}
