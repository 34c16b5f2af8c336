// Reads the settings file (or the shipped one), checks it, and says where each problem is and what is allowed there.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Config } from '../config.ts';
import { checkFields } from './check-fields.ts';
import { checkReferences } from './check-references.ts';
import { checkWorkflows } from './check-workflows.ts';
import shippedSettings from './default-settings.yaml?raw';
import { type Settings, SettingsSchema } from './settings-schema.ts';

const MAX_SETTINGS_BYTES = 1_048_576;

/** A settings file that cannot be used; the message lists every problem as `file:line:column path: …`. */
export class SettingsError extends Error {}

/** @throws SettingsError naming each path, what was found and what is allowed. */
export function loadSettings(config: Pick<Config, 'settingsFile'>): Settings {
  if (!config.settingsFile) return parseSettings(shippedSettings, 'the shipped settings');
  let text: string;
  try {
    text = readFileSync(config.settingsFile, 'utf8');
  } catch (error) {
    throw new SettingsError(
      `SETTINGS names ${config.settingsFile}, which cannot be read (${(error as NodeJS.ErrnoException).code}). Name a YAML file, or leave SETTINGS out.`,
    );
  }
  if (text.length > MAX_SETTINGS_BYTES)
    throw new SettingsError(`${config.settingsFile} is larger than 1 MiB; settings are a page or two.`);
  return parseSettings(text, config.settingsFile);
}

/** Parses settings from YAML text; `file` is what messages call it. */
export function parseSettings(text: string, file: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core' });
  if (document.errors.length > 0) {
    throw new SettingsError(
      document.errors
        .map((error) => {
          const { line, col } = lines.linePos(error.pos[0]);
          return `${file}:${line}:${col}  ${error.message.split('\n')[0]}`;
        })
        .join('\n'),
    );
  }
  const raw = plainValue(document, file);
  const result = SettingsSchema.safeParse(raw);
  const readable = result.success ? result.data : readableParts(raw);
  const problems = [
    ...(result.error?.issues ?? []).map(({ path, message }) => ({ path, message })),
    ...checkReferences(readable),
    ...checkFields(readable),
    ...checkWorkflows(readable),
  ];
  if (result.success && problems.length === 0) return result.data;
  const placed = problems.map(({ path: whole, message }) => {
    const path = writtenPath(raw, whole);
    const found = valueAt(raw, path);
    const shown = found === undefined ? 'missing' : `${JSON.stringify(found)?.slice(0, 80)}`;
    const { line, col } = placeOf(document, lines, path);
    return { line, col, text: `${onOneLine(path.join('.')) || '(the whole file)'} is ${shown}: ${onOneLine(message)}` };
  });
  placed.sort((a, b) => a.line - b.line || a.col - b.col);
  throw new SettingsError(placed.map(({ line, col, text }) => `${file}:${line}:${col}  ${text}`).join('\n'));
}

/** Those parts that can be read by themselves, so that what they owe each other is said together with what is wrong in others. */
function readableParts(raw: unknown): Partial<Settings> {
  const parts: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(SettingsSchema.shape)) {
    const result = schema.safeParse((raw as Record<string, unknown> | null)?.[name]);
    if (result.success) parts[name] = result.data;
  }
  return parts as Partial<Settings>;
}

/** A transition may be written as its status alone, a list as its only value: then that is where it stands. */
function writtenPath(raw: unknown, path: PropertyKey[]): PropertyKey[] {
  const parent = path.slice(0, -1);
  const last = path.at(-1);
  const held = valueAt(raw, parent);
  const isShort = (last === 'to' && typeof held === 'string') || (path.at(-2) === 'is' && !Array.isArray(held));
  return isShort ? parent : path;
}

/** Where the value at a path begins, or what holds it where there is none. */
function placeOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: PropertyKey[]) {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]);
  }
  return { line: 1, col: 1 };
}

/** @throws SettingsError where aliases repeat each other without end, which only an attack or a mistake does. */
function plainValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    const raw: unknown = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(raw);
    return raw;
  } catch (_endless) {
    throw new SettingsError(
      `${file}:1:1  (the whole file) repeats parts of itself without end: write them out instead of using & and *.`,
    );
  }
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  let at = value;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return at;
}

/** A key may hold line ends, where a quote was opened and not closed: in a message it stands on one line, cut short. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ').slice(0, 300);
}
