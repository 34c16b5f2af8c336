// The frame of the demo product: its navigation, its small line that it is a demo, and the widget as outsiders embed it.
import { type Html, type HtmlValue, html } from '../pages/html.ts';
import { pageFrame } from '../pages/page-frame.ts';

export interface DemoPage {
  path: string;
  /** In the navigation. */
  name: string;
  title: string;
  /** One sentence below the title. */
  lead: string;
  /** On the button beside the title. */
  helpLabel: string;
  /** What that button searches for. */
  helpWords: string;
  content: HtmlValue;
}

/** @param publicUrl address of this server, without a slash at the end. */
export function demoFrame(
  page: DemoPage,
  pages: readonly Pick<DemoPage, 'path' | 'name'>[],
  { publicUrl, isDev }: { publicUrl: string; isDev: boolean },
): Html {
  return pageFrame({
    locale: 'en',
    title: `${page.title} · Kilnroom`,
    styles: ['/demo/demo.css'],
    isUnlisted: true,
    isDev,
    body: html`<header class="bar"><a class="logo" href="/demo"><span class="pot" aria-hidden="true"></span>Kilnroom</a><nav aria-label="Kilnroom">${pages.map(
      ({ path, name }) => html`<a href="${path}"${path === page.path && html` aria-current="page"`}>${name}</a>`,
    )}</nav></header>
<main><div class="head"><div><h1>${page.title}</h1><p>${page.lead}</p></div><button type="button" id="help-here" data-words="${page.helpWords}">${page.helpLabel}</button></div>
${page.content}</main>
<footer><p>Kilnroom is a demo. The studio, its people and its figures are invented; the Help button is real.</p></footer>
<script src="/demo/demo.js" defer></script>
<script src="${publicUrl}/widget.js" data-site="default" async></script>`,
  });
}

/** A strict policy of a host page that the widget works under: nothing inline, the help server in three directives. */
export function demoPolicy(publicUrl: string): string {
  const help = new URL(publicUrl).origin;
  return [
    "default-src 'none'",
    `script-src 'self' ${help}`,
    `connect-src 'self' ${help}`,
    `img-src 'self' ${help}`,
    `media-src ${help}`,
    "style-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types fingerpost',
  ].join('; ');
}
