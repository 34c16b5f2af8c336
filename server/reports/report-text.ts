// A report's data as a table to read: on a terminal, or as markdown for a pull request. Nothing of it is left out, but that a
// rate is one cell in words.

type Scalar = string | number | boolean | null;

/** Heads and cells; every line has as many cells as there are heads. */
export interface TextTable {
  heads: string[];
  lines: string[][];
}

/** Rows become lines; anything else a line for each of its figures. What stands beside rows comes after them. */
export function reportTable(data: unknown): TextTable[] {
  if (Array.isArray(data)) return [rowsTable(data)];
  if (isRecord(data) && Array.isArray(data.rows)) {
    const { rows, ...beside } = data;
    return [rowsTable(rows as unknown[]), figuresTable(beside)].filter(({ lines }) => lines.length > 0);
  }
  return [figuresTable(isRecord(data) && !isRate(data) ? data : { figure: data })];
}

/** Columns side by side, as wide as their widest cell. */
export function plainTable({ heads, lines }: TextTable): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [row(heads), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n');
}

/** As GitHub and GitLab show it. */
export function markdownTable({ heads, lines }: TextTable): string {
  const row = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  return [row(heads), `|${heads.map(() => '---').join('|')}|`, ...lines.map(row)].join('\n');
}

/** Words of others as plain text: no link, no markup, no mention of anybody, no second line. */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(/[\\`*_{}[\]<>()#|~!]/g, '\\$&')
    .replace(/@/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, 'www\u200b.');
}

/** Without what moves a terminal's cursor or turns the direction of what follows. */
export function plainText(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

/** "0.375 (3 of 8; 0.1368 to 0.6943)", or what stands for a withheld one. */
export function rateText({ value, num, den, lo, hi, wide }: RateLike): string {
  if (value === null || lo === null || hi === null) return `too few to say (${num} of ${den})`;
  return `${number(value)} (${num} of ${den}; ${number(lo)} to ${number(hi)}${wide ? ', rough' : ''})`;
}

interface RateLike {
  value: number | null;
  num: number;
  den: number;
  lo: number | null;
  hi: number | null;
  wide: boolean;
}

function rowsTable(rows: readonly unknown[]): TextTable {
  const records = rows.filter(isRecord);
  const heads = [...new Set(records.flatMap((row) => Object.keys(row)))];
  return { heads, lines: records.map((row) => heads.map((head) => cell(row[head] ?? null))) };
}

function figuresTable(record: Record<string, unknown>): TextTable {
  const lines = Object.entries(record).flatMap(([name, value]) => figureLines(name, value));
  return { heads: ['figure', 'value'], lines };
}

function figureLines(name: string, value: unknown): string[][] {
  if (Array.isArray(value) && value.some(isRecord))
    return value.map((row, at) => {
      const [first, ...rest] = isRecord(row) ? Object.entries(row) : [];
      return [`${name} ${first ? cell(first[1]) : at}`, rest.map(([head, part]) => `${head} ${cell(part)}`).join(', ')];
    });
  if (!isRecord(value) || isRate(value)) return [[name, cell(value)]];
  return Object.entries(value).flatMap(([inner, part]) => figureLines(`${name}.${inner}`, part));
}

function cell(value: unknown): string {
  if (isRate(value)) return rateText(value);
  if (Array.isArray(value)) return value.map(cell).join(', ');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, part]) => `${name} ${cell(part)}`)
      .join(', ');
  return scalar(value as Scalar);
}

function scalar(value: Scalar | undefined): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'number' ? number(value) : plainText(String(value));
}

/** Four decimals at most. */
function number(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRate(value: unknown): value is RateLike {
  return isRecord(value) && 'num' in value && 'den' in value && 'lo' in value;
}
