// Reads a file of history: every row is checked by itself, and what cannot be taken is said with its place and the remedy.
import type { z } from 'zod';
import {
  type ImportedArticle,
  ImportedArticleSchema,
  type ImportedHistory,
  type ImportedSession,
  ImportedSessionSchema,
  type ImportedTicket,
  ImportedTicketSchema,
} from './import-schema.ts';

/** Something in the file: where it stands and what is the matter with it. */
export interface Finding {
  /** As `tickets[3] (T04)`, with the field after it where it is about one. */
  readonly place: string;
  readonly text: string;
}

/** What was read; `refused` rows are left out, `notes` say what else is not as the file has it. */
export interface ReadHistory extends ImportedHistory {
  readonly refused: Finding[];
  readonly notes: Finding[];
}

/** A file that is no history at all. */
export class HistoryError extends Error {}

/** What an export says of itself. */
const ABOUT: readonly string[] = ['version', 'exported_at'];
const PARTS = ['articles', 'sessions', 'tickets'] as const;

/** @throws HistoryError where the text is no JSON, or has none of the three lists. */
export function readHistory(text: string, file: string): ReadHistory {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new HistoryError(`${file} is no JSON: ${(error as Error).message}. Nothing was taken.`);
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw) || !PARTS.some((part) => part in raw))
    throw new HistoryError(`${file} must be {"articles": […], "sessions": […], "tickets": […]}. Nothing was taken.`);
  const lists = raw as Record<string, unknown>;
  for (const part of PARTS)
    if (lists[part] !== undefined && lists[part] !== null && !Array.isArray(lists[part]))
      throw new HistoryError(`"${part}" in ${file} must be a list. Nothing was taken.`);
  const refused: Finding[] = [];
  const notes: Finding[] = [];
  for (const part of Object.keys(lists))
    if (!ABOUT.includes(part) && !(PARTS as readonly string[]).includes(part))
      notes.push({ place: part, text: 'is not known here and was not taken' });
  const read = <Schema extends z.ZodObject>(part: (typeof PARTS)[number], schema: Schema) =>
    readRows(part, (lists[part] ?? []) as unknown[], schema, { refused, notes });
  return {
    articles: read('articles', ImportedArticleSchema) as ImportedArticle[],
    sessions: read('sessions', ImportedSessionSchema) as ImportedSession[],
    tickets: read('tickets', ImportedTicketSchema) as ImportedTicket[],
    refused,
    notes,
  };
}

/** Where a row stands, for messages. */
export function placeOf(part: (typeof PARTS)[number], index: number, id: unknown): string {
  return `${part}[${index}]${typeof id === 'string' ? ` (${id.slice(0, 60)})` : ''}`;
}

function readRows<Schema extends z.ZodObject>(
  part: (typeof PARTS)[number],
  rows: readonly unknown[],
  schema: Schema,
  { refused, notes }: { refused: Finding[]; notes: Finding[] },
): z.infer<Schema>[] {
  const seen = new Set<string>();
  const unknown = new Map<string, { count: number; place: string }>();
  const good = rows.flatMap((row, index) => {
    const id = (row as { id?: unknown } | null)?.id;
    const place = placeOf(part, index, id);
    const parsed = schema.safeParse(row);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        refused.push({ place: [place, ...path.map(String)].join('.'), text: message });
      return [];
    }
    if (seen.has(id as string)) {
      refused.push({ place, text: 'has the id of an earlier row: each needs its own' });
      return [];
    }
    seen.add(id as string);
    for (const field of Object.keys(row as object)) {
      if (field in schema.shape) continue;
      const before = unknown.get(field);
      unknown.set(field, { count: (before?.count ?? 0) + 1, place: before?.place ?? place });
    }
    return [parsed.data];
  });
  for (const [field, { count, place }] of unknown)
    notes.push({ place: `${place}.${field}`, text: `is not known here and was not taken (in ${count} rows)` });
  return good;
}
