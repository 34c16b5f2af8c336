// Reads the YAML front matter of an article or category: every problem at once, each with its exact place.
import { type Document, isAlias, isMap, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { correctionsOf } from '../../contract/search/corrections.ts';
import { MAX_FRONT_MATTER_BYTES } from './article-limits.ts';

/** Text of a limited length; a bare number such as `404` is taken as its digits. */
const text = (max: number) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z.string().trim().min(1, 'must not be empty').max(max, `must have at most ${max} characters`),
  );
const texts = (count: number, max: number) => z.array(text(max)).max(count, `must have at most ${count} entries`);
const order = z.number().int().min(-1_000_000).max(1_000_000);
const day = z
  .string()
  .refine(
    (value) =>
      /^\d{4}-\d{2}-\d{2}$/.test(value) &&
      !Number.isNaN(Date.parse(value)) &&
      new Date(value).toISOString().startsWith(value),
    'must be a day written YYYY-MM-DD',
  );

/** Longer ones are an error of the check, yet are served: articles from elsewhere have them. */
export const MAX_TITLE = 120;
export const MAX_SUMMARY = 200;
export const MAX_ASK = 200;
const LONGEST_TITLE = 300;
const LONGEST_SUMMARY = 1_000;

/** The front matter of an article; a title that is absent is taken from the first heading. */
export const articleFrontMatter = z.object({
  title: text(LONGEST_TITLE).optional(),
  summary: text(LONGEST_SUMMARY).optional(),
  keywords: texts(50, 80).default([]),
  asks: texts(50, MAX_ASK).default([]),
  pages: texts(50, 200).default([]),
  audience: texts(20, 60).default([]),
  status: z.enum(['draft', 'published', 'internal']).default('published'),
  reviewed: day.optional(),
  owner: text(120).optional(),
  redirect_from: texts(50, 200).default([]),
  video: z
    .object({ src: text(500), captions: text(500).optional(), minutes: z.number().min(0).max(600).optional() })
    .optional(),
  related: texts(20, 200).default([]),
  order: order.default(0),
});

/** The content of a folder's `_category.yaml`. */
export const categoryFields = z.object({
  title: text(120).optional(),
  summary: text(200).optional(),
  order: order.default(0),
});

export type ArticleFrontMatter = z.infer<typeof articleFrontMatter>;
export type CategoryFields = z.infer<typeof categoryFields>;

/** A finding with its place in the text that was parsed. */
export interface FieldProblem {
  line: number;
  column: number;
  message: string;
  severity: 'error' | 'warning';
}

export interface ParsedFields<T> {
  /** Absent when the file cannot be served as it stands. */
  fields?: T;
  problems: FieldProblem[];
  /** Where each field stands in the file, and each entry of a list under `field.0` and so on. */
  places: Map<string, { line: number; column: number }>;
}

/** An article's file in its two parts; `yaml` is null when there is no front matter. */
export interface SplitFile {
  yaml: string | null;
  body: string;
  /** Lines of the file before the first line of `yaml`, and before the first line of `body`. */
  yamlLine: number;
  bodyLine: number;
}

/** Parts front matter (between two lines of `---` at the start) from the body; without an end there is none. */
export function splitFrontMatter(file: string): SplitFile {
  const whole = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const start = /^---[ \t]*\n/.exec(whole);
  if (!start) return { yaml: null, body: whole, yamlLine: 0, bodyLine: 0 };
  const rest = whole.slice(start[0].length);
  const end = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m.exec(rest);
  if (!end) return { yaml: null, body: whole, yamlLine: 0, bodyLine: 0 };
  const yaml = rest.slice(0, end.index);
  return { yaml, body: rest.slice(end.index + end[0].length), yamlLine: 1, bodyLine: yaml.split('\n').length + 1 };
}

/**
 * Parses YAML against one of the schemas above. Unknown fields are named in a warning and ignored, so that articles from
 * elsewhere load untouched; anything else that is wrong is an error. Never throws. `firstLine` is the number of lines
 * that stand before the text in its file.
 */
export function parseFields<T>(yaml: string, schema: z.ZodObject & z.ZodType<T>, firstLine = 0): ParsedFields<T> {
  const lines = new LineCounter();
  const problems: FieldProblem[] = [];
  const places: ParsedFields<T>['places'] = new Map();
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line) + firstLine, column: Math.max(1, col) };
  };
  const report = (offset: number, message: string, severity: 'error' | 'warning' = 'error') => {
    problems.push({ ...placeOf(offset), message, severity });
  };
  if (Buffer.byteLength(yaml) > MAX_FRONT_MATTER_BYTES) {
    report(0, `The front matter is longer than ${MAX_FRONT_MATTER_BYTES} bytes: shorten it.`);
    return { problems, places };
  }
  const depth = flowDepth(yaml);
  if (depth > MAX_FLOW_DEPTH) {
    report(0, `The front matter nests ${depth} brackets in one another; ${MAX_FLOW_DEPTH} are allowed.`);
    return { problems, places };
  }
  try {
    const document = parseDocument(yaml, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      stringKeys: true,
    });
    for (const error of document.errors)
      report(error.pos[0], `This is not valid YAML: ${firstSentence(error.message)}`);
    for (const warning of document.warnings) report(warning.pos[0], `Remove this: ${firstSentence(warning.message)}`);
    visit(document, {
      Alias: (_key, node) => report(node.range?.[0] ?? 0, 'Aliases (*name) are not allowed here: write the value out.'),
    });
    if (problems.length) return { problems, places };
    visit(document, {
      Scalar: (key, node, path) => {
        const names = path.flatMap((parent) =>
          isPair(parent) && isScalar(parent.key) ? [String(parent.key.value)] : [],
        );
        if (typeof key === 'number') names.push(String(key));
        if (key !== 'key') places.set(names.join('.'), placeOf(node.range?.[0] ?? 0));
      },
    });
    return { ...checkFields(document, schema, report, problems), places };
  } catch (error) {
    report(0, `This YAML cannot be read (${error instanceof Error ? error.name : 'unknown error'}): simplify it.`);
    return { problems, places };
  }
}

const MAX_FLOW_DEPTH = 10;

function flowDepth(yaml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of yaml) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function checkFields<T>(
  document: Document.Parsed,
  schema: z.ZodObject & z.ZodType<T>,
  report: (offset: number, message: string, severity?: 'error' | 'warning') => void,
  problems: FieldProblem[],
): Omit<ParsedFields<T>, 'places'> {
  const root = document.contents;
  if (root !== null && !isMap(root)) {
    report(root.range?.[0] ?? 0, 'Expected lines of the form `field: value`.');
    return { problems };
  }
  const allowed = Object.keys(schema.shape);
  const known: [string, unknown][] = [];
  for (const { key, value } of root?.items ?? []) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!allowed.includes(name)) {
      const place = (key as Node | null)?.range?.[0] ?? 0;
      const meant = correctionsOf(name.slice(0, 60), allowed, () => 0)[0]?.word;
      const guess = meant ? ` Did you mean "${meant}"?` : '';
      report(
        place,
        `Unknown field "${name.slice(0, 60)}" is ignored.${guess} Allowed are: ${allowed.join(', ')}.`,
        'warning',
      );
    } else {
      const plain = value && !isAlias(value) ? (value as Node).toJS(document) : undefined;
      if (plain !== null && plain !== undefined) known.push([name, plain]);
    }
  }
  const result = schema.strict().safeParse(Object.fromEntries(known));
  if (result.success) {
    for (const [field, max] of [['title', MAX_TITLE] as const, ['summary', MAX_SUMMARY] as const]) {
      const value = (result.data as Record<string, unknown>)[field];
      if (typeof value === 'string' && value.length > max)
        report(
          nodeAt(document, [field])?.range?.[0] ?? 0,
          `${field}: has ${value.length} characters, at most ${max} are allowed: shorten it.`,
        );
    }
    return { fields: result.data as T, problems };
  }
  for (const issue of result.error.issues) {
    const node = nodeAt(document, issue.path as (string | number)[]);
    report(node?.range?.[0] ?? 0, `${issue.path.join('.') || 'front matter'}: ${explain(issue)}`);
  }
  return { problems };
}

/** The node of a path, or the nearest one above it. */
function nodeAt(document: Document.Parsed, path: (string | number)[]): Node | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node;
  }
  return undefined;
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return `expected ${issue.expected === 'array' ? 'a list' : `a ${issue.expected}`}.`;
  if (issue.code === 'invalid_value') return `allowed are ${issue.values.join(', ')}.`;
  if (issue.code === 'unrecognized_keys') return `unknown field ${issue.keys.join(', ').slice(0, 120)}.`;
  return `${issue.message.replace(/\.$/, '')}.`;
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.slice(0, 200) ?? '';
}
