// What somebody wrote, as text: paragraphs and line breaks are kept, and nothing becomes a link but web and mail addresses.
import type { ComponentChildren } from 'preact';

const ADDRESS = /https?:\/\/[^\s<>"']+|mailto:[^\s<>"']+/gi;
/** Signs that end a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]}’”]+$/;

/** Paragraphs of `text`; `a` for http(s) and mailto addresses only, everything else stays letters. */
export function LinkedText({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <>
      {paragraphs.map((paragraph, at) => (
        <p key={`${at}${paragraph.slice(0, 8)}`} class="written" dir="auto">
          {withLinks(paragraph)}
        </p>
      ))}
    </>
  );
}

function withLinks(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    if (!isSafe(address)) continue;
    parts.push(text.slice(done, match.index));
    parts.push(
      <a href={address} rel="noopener noreferrer nofollow" target="_blank">
        {address}
      </a>,
    );
    done = match.index + address.length;
  }
  parts.push(text.slice(done));
  return parts;
}

function isSafe(address: string): boolean {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol);
  } catch (_notAnAddress) {
    return false;
  }
}
