// Writes the first draft of an article for a gap: in the users' words, with the steps of the replies that settled it.
import { stringify } from 'yaml';
import { scrubText } from '../../contract/scrub.ts';
import { cleanSlug } from '../articles/article-slugs.ts';
import { MAX_ASK, MAX_TITLE } from '../articles/parse-front-matter.ts';
import { phraseTokens, withoutPlaceholders } from '../method/phrase-clusters.ts';

/** What a draft is made of. */
export interface DraftSource {
  /** The gap's own title, for where no phrase may be shown. */
  title: string;
  /** Phrases that enough people used, most used first, well spelt. */
  phrases: readonly string[];
  /** What enough people wrote alike, as they wrote it. */
  questions: readonly string[];
  /** Public replies that closed its requests, the best first, with what their reader is called. */
  replies: readonly { body: string; reader: string | null }[];
  /** Numbers of its requests. */
  tickets: readonly number[];
  locale: string;
  /** Who looks after it: the team. */
  owner: string | null;
  /** The article that the gap is about, where there is one: what is written here belongs into it. */
  article: { title: string; path: string; asks: readonly string[] } | null;
}

export interface Draft {
  /** `export-csv.md`. */
  file: string;
  slug: string;
  title: string;
  /** What people ask, for the search: questions first. */
  asks: string[];
  markdown: string;
}

const MOST_ASKS = 8;
const MOST_QUESTIONS = 4;
const MOST_STEPS = 12;
const MOST_NUMBERS = 50;
/** On a line of its own, or before what the reply says. */
const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|day|evening))\b[^.,!?\n]{0,60}(?:[.,!]+(?=\s|$)|$)\s*/i;
const FAREWELL =
  /^(?:(?:kind|best|warm)?\s*regards|best(?: wishes)?|cheers|thanks(?: again)?|thank you|yours\b.*|sincerely)[^\n]{0,60}$/i;
const MARKER = /^\s*(?:[-*•]|\d{1,2}[.)])\s+/;

/** A draft in the shape that `check` accepts; nothing of it is served before somebody publishes it. */
export function draftArticle(source: DraftSource): Draft {
  const best = bestPhrase(source);
  const asks = asksOf(source);
  // The gap's own title may be the subject of a request, as somebody wrote it.
  const own = withoutPlaceholders(scrubText(source.title, { locale: source.locale }));
  const title = sentenceCase(best ?? own)
    .slice(0, MAX_TITLE)
    .trim();
  const slug = cleanSlug(phraseWordsOf(title)).toLowerCase();
  const front = stringify(
    {
      title,
      status: 'draft',
      ...(asks.length > 0 ? { asks } : {}),
      ...(source.owner === null ? {} : { owner: source.owner }),
    },
    { lineWidth: 0 },
  );
  // Whoever answers often pastes the same: it is said once.
  const said = new Map(
    source.replies.map((reply) => stepsOf(reply, source.locale)).map((own) => [own.join('\n'), own]),
  );
  const [steps = [], ...otherReplies] = [...said.values()].filter((own) => own.length > 0);
  const body = [
    '## What to do',
    '',
    ...(steps.length > 0
      ? steps.map((step, at) => `${at + 1}. ${step}`)
      : ['1. Say here what to do first.', '2. Then what comes next.']),
    '',
    '## If that does not help',
    '',
    'Say here what else it may be, or leave this part out.',
  ];
  const notes = [
    ...(source.article
      ? [
          `There is an article already: "${source.article.title}" (${source.article.path}).`,
          'Take from here into it what it lacks, and do not publish this beside it: two articles would answer the same.',
          '',
        ]
      : []),
    `From requests ${numbersOf(source.tickets)}.`,
    ...otherReplies.flatMap((other) => ['', 'Another reply said:', ...other]),
  ];
  const markdown = `---\n${front}---\n\n${body.join('\n')}\n\n<!--\n${notes.map(asComment).join('\n')}\n-->\n`;
  return { file: `${slug}.md`, slug, title, asks, markdown };
}

/** What most people searched with; a single word is no title where many asked the same question. */
function bestPhrase({ phrases, questions }: DraftSource): string | undefined {
  const [phrase] = phrases;
  const [question] = questions;
  return phrase === undefined || phraseTokens(phrase).length < 2 ? (question ?? phrase) : phrase;
}

/**
 * Questions and searches, each wording once, and none that the article has already; some room is left for searches, which are
 * what people will type again.
 */
function asksOf({ questions, phrases, article }: DraftSource): string[] {
  const wordingOf = (text: string) => phraseTokens(text).join(' ') || text;
  const known = new Set(article?.asks.map(wordingOf));
  const asks = new Map<string, string>();
  for (const text of [...questions.slice(0, MOST_QUESTIONS), ...phrases]) {
    const wording = wordingOf(text);
    if (!known.has(wording) && !asks.has(wording) && text.length <= MAX_ASK) asks.set(wording, text);
  }
  return [...asks.values()].slice(0, MOST_ASKS);
}

function phraseWordsOf(title: string): string {
  const tokens = new Set(phraseTokens(title));
  const words = title.toLowerCase().split(/[^\p{L}\p{M}\p{N}-]+/u);
  const told = words.filter((word) => phraseTokens(word).some((token) => tokens.has(token)));
  return told.join('-') || title;
}

function sentenceCase(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}

/** A reply as steps: its list where it has one, else its sentences; without greeting, farewell, names and numbers of people. */
function stepsOf({ body, reader }: DraftSource['replies'][number], locale: string): string[] {
  const all = body.split(/\r?\n/).map((line) => line.trim());
  const farewell = all.findIndex((line, at) => at > 0 && FAREWELL.test(line));
  const lines = all
    .slice(0, farewell < 0 ? undefined : farewell)
    .map((line) => line.replace(GREETING, ''))
    .filter((line) => line !== '');
  const listed = lines.filter((line) => MARKER.test(line)).map((line) => line.replace(MARKER, ''));
  const sentences =
    listed.length >= 2 ? listed : lines.flatMap((line) => sentencesOf(line.replace(MARKER, ''), locale));
  return sentences
    .map((text) => asMarkdown(withoutReader(scrubText(text, { locale }), reader)))
    .filter((text) => text !== '')
    .slice(0, MOST_STEPS);
}

function sentencesOf(text: string, locale: string): string[] {
  const segments = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text);
  return Array.from(segments, ({ segment }) => segment.trim()).filter((segment) => segment !== '');
}

/** Every part of the name that the reader gave goes: the draft is for everybody. */
function withoutReader(text: string, reader: string | null): string {
  const names = (reader ?? '').split(/[\s,]+/).filter((name) => name.length > 1);
  return names.reduce((left, name) => left.split(name).join('…'), text).trim();
}

/** Text stays text: what markdown or HTML would read as something else is escaped. */
function asMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, (character) => `\\${character}`).replace(/&(?=[\w#])/g, '\\&');
}

function asComment(text: string): string {
  return text.replace(/--+/g, '—').replace(/[<>]/g, '');
}

function numbersOf(tickets: readonly number[]): string {
  const shown = tickets.slice(0, MOST_NUMBERS).map((number) => `#${number}`);
  const more = tickets.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
