// The two faces of a digest: plain text in columns, and HTML without pictures, scripts or anything that tells who opened it.
import { type HtmlValue, html } from '../pages/html.ts';
import type { Digest } from './compose-digest.ts';

const LABEL_WIDTH = 18;
const FOOT = 'You get this as one of the people of this team, every Monday.';

export function digestText(digest: Digest): string {
  const line = ({ label, words }: { label: string; words: string }) => (label ? label.padEnd(LABEL_WIDTH) : '') + words;
  return [
    digest.title,
    digest.volume,
    ...digest.alerts.map((alert) => `! ${alert}`),
    ...digest.lines.map(line),
    ...(digest.honesty === null ? [] : [digest.honesty]),
  ].join('\n');
}

/** The text as it is mailed: with where to read on. */
export function mailedText(digest: Digest): string {
  return `${digestText(digest)}\n\n${digest.url}\n\n-- \n${FOOT}\n`;
}

/** A whole document; all words are text, colours are plain ones that a mail program may turn dark. */
export function digestHtml(digest: Digest): string {
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${digest.title}</title></head>
<body style="font:15px/22px system-ui,sans-serif;margin:24px;max-width:640px">
<h1 style="font-size:20px;line-height:26px;margin:0 0 4px">${digest.title}</h1>
<p style="margin:0 0 16px">${digest.volume}</p>
${digest.alerts.map((alert) => html`<p style="${ALERT}"><strong>!</strong> ${alert}</p>`)}
<table style="border-collapse:collapse;width:100%">
${digest.lines.map(({ label, words, url }) => html`<tr><th scope="row" style="${LABEL}">${label}</th><td style="${CELL}">${linked(words, url)}</td></tr>\n`)}
</table>
${digest.honesty === null ? null : html`<p style="margin:16px 0 0">${digest.honesty}</p>`}
<p style="margin:16px 0"><a href="${digest.url}">All gaps of this team</a></p>
<p style="margin:24px 0 0;font-size:12px;line-height:16px">${FOOT}</p>
</body>
</html>
`;
  return page.markup;
}

const ALERT = 'margin:0 0 12px;padding:8px 12px;border-left:3px solid #C4850F';
const LABEL = 'text-align:left;vertical-align:top;font-weight:600;padding:6px 16px 6px 0;white-space:nowrap';
const CELL = 'vertical-align:top;padding:6px 0;overflow-wrap:anywhere';

function linked(words: string, url: string | null): HtmlValue {
  return url === null ? words : html`<a href="${url}">${words}</a>`;
}
