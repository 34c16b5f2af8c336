// Refuses markdown that would take the parser unreasonably long, before the parser sees it.
import {
  MAX_ARTICLE_LINES,
  MAX_MARKS,
  MAX_MARKS_PER_PARAGRAPH,
  MAX_NESTING,
  MAX_TABLE_COLUMNS,
} from './article-limits.ts';

/** The first limit that a text goes over: its line (from 1) and what to do; null when it keeps them all. */
export function findExcess(markdown: string): { line: number; message: string } | null {
  const lines = markdown.split('\n');
  if (lines.length > MAX_ARTICLE_LINES)
    return { line: MAX_ARTICLE_LINES, message: `More than ${MAX_ARTICLE_LINES} lines: split the article.` };
  let all = 0;
  let inParagraph = 0;
  for (const [at, line] of lines.entries()) {
    const excess = (message: string) => ({ line: at + 1, message });
    if (nestingOf(line) > MAX_NESTING)
      return excess(`Lists or quotes are nested more than ${MAX_NESTING} deep on this line: flatten them.`);
    if (/^\s*$|^\s*([*+-]|\d{1,9}[.)]|#{1,6})\s/.test(line)) inParagraph = 0;
    const marks = count(line, /[[\]*_~<`!]/g);
    all += marks;
    inParagraph += marks;
    if (inParagraph > MAX_MARKS_PER_PARAGRAPH)
      return excess(`More than ${MAX_MARKS_PER_PARAGRAPH} brackets and marks in one paragraph: split it.`);
    if (all > MAX_MARKS) return excess(`More than ${MAX_MARKS} brackets and marks in one article: split it.`);
    if (line.includes('|-') && count(line, /\|/g) > MAX_TABLE_COLUMNS + 1)
      return excess(`A table has more than ${MAX_TABLE_COLUMNS} columns: split it.`);
  }
  return null;
}

/** How many quotes and list items open on a line, indentation counted as two columns a level. */
function nestingOf(line: string): number {
  const opening = /^(?:[ \t]|>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/.exec(line)?.[0] ?? '';
  const markers = count(opening, />|[*+-]|\d{1,9}[.)]/g);
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
  return markers + (markers > 0 && line.trim() !== opening.trim() ? Math.floor(indent / 2) : 0);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
