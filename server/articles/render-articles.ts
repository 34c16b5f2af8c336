// Renders the articles of a release, and again only those whose file or links changed.
import { posix } from 'node:path';
import type { ArticleSection } from '../../contract/article.ts';
import { addressOfFile, linkNameOf, resolverFor, type Surroundings } from './article-targets.ts';
import { type LinkResolver, videoElement } from './markdown-links.ts';
import type { Problem } from './problem.ts';
import type { SourceArticle } from './read-article-file.ts';
import type { PreparedStore } from './release-index.ts';
import { type RenderedSection, renderMarkdown } from './render-markdown.ts';

/** The long texts of an article, which need not be in memory. */
export interface ArticleText {
  markdown: string;
  /** With marks for addresses, for `withAddresses`. */
  html: string;
  sections: RenderedSection[];
}

/** A link or picture of an article, and what its resolver answered. */
export interface AskedTarget {
  target: string;
  use: 'link' | 'picture';
  line: number;
  answer: string;
}

/** What is known of a rendered article without its texts. */
export interface RenderingFacts {
  /** What else than links decided about it. */
  key: string;
  problems: Problem[];
  words: number;
  /** The first words, for lists. */
  lead: string;
  headings: ArticleSection[];
}

export interface Rendering extends RenderingFacts {
  /** The names that its links depend on. */
  linkNames: readonly string[];
  readText(): ArticleText;
  readAsked(): readonly AskedTarget[];
}

/** Where renderings are kept between two builds, by path, and perhaps longer. */
export interface RenderingStore {
  get(path: string): Rendering | undefined;
  keep(source: SourceArticle, facts: RenderingFacts, text: ArticleText, asked: AskedTarget[]): Rendering;
  forget(path: string): void;
}

const MAX_LEAD = 160;
const NO_PROBLEMS: Problem[] = [];

/** Renders one article, or takes what is kept where neither it nor anything that it links to has changed. */
export function renderArticle(source: SourceArticle, around: Surroundings, store: RenderingStore): Rendering {
  const opening = videoOf(source, around);
  const key = `${source.locale} ${source.hash} ${opening.key}`;
  const known = store.get(source.path);
  if (known?.key === key && leadsWhereItLed(source, around, known)) return known;
  const problems: Problem[] = [];
  const asked: AskedTarget[] = [];
  const resolver = resolverFor(source, around, problems);
  const noting: LinkResolver = (target, use, line) => {
    const answer = resolver(target, use, line);
    asked.push({ target, use, line, answer: JSON.stringify(answer) });
    return answer;
  };
  const markdown = source.markdown ?? known?.readText().markdown ?? '';
  const { html, sections, words } = renderMarkdown(markdown, source.fields.title, noting, opening.elements);
  const facts: RenderingFacts = {
    key,
    problems: problems.length || opening.problems.length ? [...problems, ...opening.problems] : NO_PROBLEMS,
    words,
    lead: firstWords(sections),
    headings: sections.flatMap(({ id, heading }) => (id ? [{ id, heading }] : [])),
  };
  return store.keep(source, facts, { markdown, html, sections }, asked);
}

function leadsWhereItLed(source: SourceArticle, around: Surroundings, known: Rendering): boolean {
  if (!known.linkNames.length) return true;
  const resolver = resolverFor(source, around, []);
  return known
    .readAsked()
    .every(({ target, use, line, answer }) => JSON.stringify(resolver(target, use, line)) === answer);
}

/** The names that the answers to these depend on, each once. */
export function linkNamesOf(path: string, asked: readonly AskedTarget[]): readonly string[] {
  const names = asked.flatMap(({ target }) => linkNameOf(path, target) ?? []);
  return names.length ? [...new Set(names)] : NO_NAMES;
}

const NO_NAMES: readonly string[] = [];

/** Keeps in memory only what is made of articles. */
export function keepInMemory(): RenderingStore & PreparedStore {
  const prepared = new Map<string, { key: string; read: () => Buffer }>();
  const renderings = new Map<string, Rendering>();
  return {
    get: (path) => renderings.get(path),
    keep: ({ path }, facts, text, asked) => {
      const linkNames = linkNamesOf(path, asked);
      const rendering = { ...facts, linkNames, readText: () => text, readAsked: () => asked };
      renderings.set(path, rendering);
      return rendering;
    },
    forget: (path) => {
      renderings.delete(path);
      prepared.delete(path);
    },
    getPrepared: (path, key) => {
      const known = prepared.get(path);
      return known?.key === key ? known.read : undefined;
    },
    keepPrepared: (path, key, packed) => {
      const read = () => packed;
      prepared.set(path, { key, read });
      return read;
    },
  };
}

function firstWords(sections: readonly RenderedSection[]): string {
  const text = sections.find((section) => section.text)?.text ?? '';
  if (text.length <= MAX_LEAD) return text;
  const cut = text.slice(0, MAX_LEAD - 1);
  return `${cut.slice(0, /\s+\S*$/.exec(cut)?.index || cut.length)}\u2026`;
}

function videoOf(source: SourceArticle, { assets }: Surroundings) {
  const { path, locale, fields, places } = source;
  const { video } = fields;
  if (!video) return { elements: [], problems: NO_PROBLEMS, key: '' };
  const problems: Problem[] = [];
  const fileOf = (field: 'src' | 'captions', prefix: string) => {
    const name = video[field];
    if (!name) return undefined;
    const asset = assets.get(posix.normalize(posix.join(posix.dirname(path), name)));
    if (asset?.type.startsWith(prefix)) return asset;
    const place = places.get(`video.${field}`) ?? { line: 1, column: 1 };
    const message = `video.${field}: there is no such file beside the article: "${name}".`;
    problems.push({ file: path, ...place, message, severity: 'error' });
    return undefined;
  };
  const src = fileOf('src', 'video/');
  const captions = fileOf('captions', 'text/vtt');
  const track = captions ? { src: addressOfFile(source, captions.path), locale } : undefined;
  const elements = src ? [videoElement(addressOfFile(source, src.path), src.type, fields.title, track)] : [];
  return { elements, problems, key: `${src?.path ?? ''}|${captions?.path ?? ''}` };
}
