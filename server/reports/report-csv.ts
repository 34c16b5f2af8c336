// Any report as a table for spreadsheets: a line for each row, rates and nested counts as columns; nothing in it runs.
import { csvCell } from '../queue/tickets-csv.ts';

type Cell = string | number | boolean | null;

/** The data of one report as RFC 4180. Numbers keep all their digits; a withheld one is an empty cell beside its reason. */
export function reportCsv(data: unknown): string {
  const lines = linesOf(data).map((line) => flat(line));
  const columns = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  const table = [columns, ...lines.map((line) => columns.map((column) => line.get(column) ?? null))];
  return table.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** Rows are lines; what stands beside rows is on each of them; everything else is one line. */
function linesOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data;
  if (!isRecord(data) || !Array.isArray(data.rows)) return [data];
  const { rows, ...beside } = data;
  return rows.length === 0 ? [beside] : rows.map((row) => ({ ...row, ...beside }));
}

/** The cells of a line by their path, `low.value`; a list of rows within a line is found by the first cell of each. */
function flat(value: unknown, path = ''): Map<string, Cell> {
  const under = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) {
    if (value.some(isRecord))
      return joined(value.map((row) => flat(withoutFirst(row), under(String(Object.values(row)[0])))));
    if (value.every((each) => typeof each === 'number'))
      return new Map(value.map((each, at) => [under(value.length === 2 ? (at === 0 ? 'lo' : 'hi') : `${at}`), each]));
    return new Map([[path, value.join('; ')]]);
  }
  if (isRecord(value)) return joined(Object.entries(value).map(([name, part]) => flat(part, under(name))));
  return new Map([[path === '' ? 'value' : path, asCell(value)]]);
}

function asCell(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function joined(maps: readonly Map<string, Cell>[]): Map<string, Cell> {
  return new Map(maps.flatMap((map) => [...map]));
}

function withoutFirst(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).slice(1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
