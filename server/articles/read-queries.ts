// Reads files of questions, one JSON object a line, and names each line that is none.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A question to be asked. */
export interface AskedQuery {
  id: string | number;
  query: string;
}

/** A question with the articles that answered it, by slug; what is graded 0 did not. */
export interface AnsweredQuery {
  query: string;
  rel: Record<string, number>;
}

const MOST_SHOWN = 20;

const asked = z.object({ id: z.union([z.string(), z.number()]), query: z.string() });
const answered = z.object({ query: z.string(), rel: z.record(z.string(), z.number()) });

/** The lines of {"id","query"} of a file, or a sentence that says what is wrong; `shown` is how the user named it. */
export function readQueries(file: string, shown: string): Promise<AskedQuery[] | string> {
  return readLines(file, shown, asked, '{"id","query"}');
}

/** The lines of {"query","rel"} of a file, or a sentence that says what is wrong. */
export function readAnsweredQueries(file: string, shown: string): Promise<AnsweredQuery[] | string> {
  return readLines(file, shown, answered, '{"query","rel":{slug: grade}}');
}

async function readLines<T>(file: string, shown: string, schema: z.ZodType<T>, shape: string): Promise<T[] | string> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return `${shown} cannot be read: name a file of ${shape} lines.`;
  const lines: T[] = [];
  const wrong: string[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) lines.push(parsed.data);
    else wrong.push(`${shown}:${at + 1}:1  expected ${shape}`);
  }
  return wrong.length ? wrong.slice(0, MOST_SHOWN).join('\n') : lines;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
