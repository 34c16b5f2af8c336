// Decides where each link, picture and video of an article leads.
import type { Element, ElementContent, Root } from 'hast';
import { eachElement, makeElement } from './markdown-callouts.ts';
import type { PictureSize } from './picture-size.ts';

/** Where a link leads: another article, a file beside the article, an address, or nowhere. */
export type Target =
  | { kind: 'article'; slug: string; href: string; section: string }
  | { kind: 'file'; href: string; type: string; picture?: PictureSize }
  | { kind: 'address'; href: string; external: boolean }
  | { kind: 'nowhere' };

/** Answers where a link or picture of one article leads; `line` is the line of the markdown, from 1. */
export type LinkResolver = (target: string, use: 'link' | 'picture', line: number) => Target;

/** Rewrites links and pictures of a tree in place: what leads nowhere keeps its text and loses its link. */
export function resolveTargets(tree: Root, resolver: LinkResolver): void {
  eachElement(tree, (element, parent) => {
    const line = element.position?.start.line ?? 1;
    if (element.tagName === 'img') {
      const target = resolver(String(element.properties.src ?? ''), 'picture', line);
      const alt = String(element.properties.alt ?? '');
      if (target.kind === 'file' && target.type.startsWith('video/'))
        become(element, videoElement(target.href, target.type, alt));
      else if (target.kind === 'file' || (target.kind === 'address' && target.external))
        element.properties = pictureProperties(target, alt);
      else become(element, makeElement('span', {}, alt ? [{ type: 'text', value: alt }] : []));
    }
    if (
      element.tagName !== 'a' ||
      element.properties.dataFootnoteRef !== undefined ||
      element.properties.dataFootnoteBackref !== undefined
    )
      return;
    const target = resolver(String(element.properties.href ?? ''), 'link', line);
    if (target.kind === 'nowhere' || !hasContent(element)) become(element, makeElement('span', {}, element.children));
    else if (target.kind === 'file' && target.type.startsWith('video/') && standsAlone(element, parent))
      become(element, videoElement(target.href, target.type, textOf(element)));
    else element.properties = linkProperties(target);
  });
}

function linkProperties(target: Exclude<Target, { kind: 'nowhere' }>): Element['properties'] {
  const { href } = target;
  if (target.kind === 'article')
    return { href, dataSlug: target.slug, ...(target.section ? { dataSection: target.section } : {}) };
  const opensElsewhere = target.kind === 'file' || target.external;
  return opensElsewhere ? { href, target: '_blank', rel: ['noopener'] } : { href };
}

/** Its size keeps its place free until it has come. */
function pictureProperties(
  { href, picture }: { href: string; picture?: PictureSize },
  alt: string,
): Element['properties'] {
  return { src: href, alt, ...picture, loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer' };
}

/** A player that loads nothing before it is started; `captions` is the address of a WebVTT file. */
export function videoElement(
  src: string,
  type: string,
  label: string,
  captions?: { src: string; locale: string },
): Element {
  const track = captions
    ? [makeElement('track', { kind: 'captions', src: captions.src, srcLang: captions.locale, default: true })]
    : [];
  return makeElement(
    'video',
    {
      controls: true,
      preload: 'none',
      playsInline: true,
      crossOrigin: 'anonymous',
      ...(label ? { ariaLabel: label } : {}),
    },
    [makeElement('source', { src, type }), ...track],
  );
}

function become(element: Element, other: Element): void {
  element.tagName = other.tagName;
  element.properties = other.properties;
  element.children = other.children;
}

function standsAlone(element: Element, parent: Root | Element): boolean {
  return (
    parent.type === 'element' &&
    parent.tagName === 'p' &&
    parent.children.every((child) => child === element || isSpace(child as ElementContent))
  );
}

function isSpace(node: ElementContent): boolean {
  return node.type === 'text' && !node.value.trim();
}

function hasContent(element: Element): boolean {
  return element.children.some((child) =>
    child.type === 'text' ? child.value.trim() !== '' : child.type === 'element',
  );
}

function textOf(element: Element): string {
  return element.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
}
