// Says to the developer, once each, what is wrong in an attribute or a call, and what is allowed there.
import type { Attributes } from '../embed-config.ts';
import { EVENT_NAMES, METHOD_NAMES } from './names.ts';

type Warn = (text: string) => void;

const warnInConsole: Warn = (text) => console.warn(text);
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What is allowed, as the body of a regular expression; the default; and how it is said where the expression is no sentence. */
export type Rules = Readonly<Record<string, readonly [allowed: string, otherwise: string, said?: string]>>;

/** Of every attribute; what is allowed of a selector is asked of the browser. */
export const ALL_RULES: Rules = {
  site: ['[\\w.-]{1,60}', 'default', 'the key of a site in the settings'],
  locale: ['[A-Za-z]{2,3}(-\\w{2,8})*', '', 'a language tag such as de or pt-BR'],
  theme: ['auto|light|dark', 'auto'],
  color: ['#([\\da-fA-F]{3}){1,2}', '', 'a colour such as #14624c or #164'],
  position: ['left|right', 'right'],
  launcher: ['button|none', 'button'],
  label: ['.{1,40}', '', 'at most 40 characters'],
  openOn: ['.+', '', 'a CSS selector'],
  storage: ['tab|none', 'tab'],
  gate: ['search-first|off', 'search-first'],
  audience: ['.{1,60}', '', 'at most 60 characters'],
  reportErrors: ['on|off', 'off'],
  mail: ['\\S+@\\S+', '', 'an address of mail such as help@example.com'],
};

/** Every attribute that the script reads. */
export const ATTRIBUTE_NAMES: readonly string[] = Object.keys(ALL_RULES).map((name) => `data-${dashed(name)}`);

/**
 * Names each attribute of the script element with a wrong value, and each that looks like one of ours and is not, with the
 * nearest; those far from all of ours may be somebody else's and are left alone. Given by camel-case name without `data-`.
 */
export function nameWrongAttributes(read: Attributes, warn = warnInConsole): void {
  for (const [name, value] of Object.entries(read)) {
    if (!value) continue;
    const rule = Object.hasOwn(ALL_RULES, name) && ALL_RULES[name];
    if (!rule) {
      nameSlip(dashed(name), warn);
      continue;
    }
    const [allowed, otherwise, said = allowed.replaceAll('|', ' or ')] = rule;
    if (name === 'openOn' ? isSelector(value) : isAllowed(allowed, value)) continue;
    const used = otherwise ? `"${otherwise}" is used` : 'it is left out';
    warn(`Fingerpost: data-${dashed(name)}="${value}" should be ${said}; ${used}`);
  }
}

function isAllowed(allowed: string, value: unknown): boolean {
  return RegExp(`^(${allowed})$`).test(`${value}`);
}

function nameSlip(name: string, warn: Warn): void {
  const near = ATTRIBUTE_NAMES.map((known) => ({ known, far: distance(`data-${name}`, known) }));
  const [best] = near.sort((one, other) => one.far - other.far);
  if (best && best.far <= Math.max(1, name.length / 3))
    warn(`Fingerpost: there is no attribute data-${name}; did you mean ${best.known}?`);
}

function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

/** How many letters must be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, changed);
    }
    row = next;
  }
  return row.at(-1) as number;
}

/** What the first argument of each method is: `text` or its fields (`?` true or false); and how it is said. */
const TAKES: Record<string, [what: string, said: string]> = {
  open: ['view', 'home, form or last, or nothing'],
  search: ['text', 'the words to search for'],
  article: ['text', 'the slug of an article'],
  request: [
    'subject message name email category',
    'an object with subject, message, name, email or category, each a text',
  ],
  identify: [
    'name email userRef audience token isStaff?',
    'an object with name, email, userRef, audience or token, each a text, or isStaff, true or false',
  ],
  page: ['path title', 'an object with path or title, each a text'],
  locale: ['locale', 'a language tag such as de or pt-BR'],
};
const VIEWS = ['home', 'form', 'last', '', 'open'];
const MOST_SHOWN = 60;

/** Gives what looks at calls of `window.Fingerpost`; the same mistake is named once. */
export function createCallCheck(warn = warnInConsole): (method: string, args: readonly unknown[]) => void {
  const said = new Set<string>();
  const name = (key: string, text: string) => {
    if (said.has(key)) return;
    said.add(key);
    warn(`Fingerpost: ${text}`);
  };
  return (method, [first, second]) => {
    if (!(METHOD_NAMES as readonly string[]).includes(method))
      return name(`${method}`, `there is no method ${show(method)}; there are ${METHOD_NAMES.join(', ')}`);
    if (method === 'on' || method === 'off') {
      if (!(EVENT_NAMES as readonly unknown[]).includes(first))
        name(`${method} event`, `${method}: there is no event ${show(first)}; there are ${EVENT_NAMES.join(', ')}`);
      else if (typeof second !== 'function' && !(method === 'off' && second === undefined))
        name(`${method} listener`, `${method}: the listener should be a function, not ${show(second)}`);
      return;
    }
    const [what, should] = TAKES[method] ?? [];
    if (!what) return;
    for (const [field, value] of wrongParts(what, first, method))
      name(
        `${method} ${field}`,
        `${method}${field && `: ${field}`} should be ${should}, not ${show(value)}; it is left out`,
      );
  };
}

/** What of a first argument is not as it should be, by field; the field is empty for the argument itself. */
function wrongParts(what: string, given: unknown, method: string): [field: string, value: unknown][] {
  if (what === 'view')
    return given == null || (given as Element).nodeType || VIEWS.includes(given as string) ? [] : [['', given]];
  if (what === 'text') return typeof given === 'string' ? [] : [['', given]];
  if (what === 'locale') return isAllowed(`${ALL_RULES.locale?.[0]}`, given) ? [] : [['', given]];
  if (method === 'request' && given == null) return [];
  if (typeof given !== 'object' || !given) return [['', given]];
  const fields = what.split(' ');
  return Object.entries(given).filter(([field, value]) => {
    if (value == null && fields.some((known) => known.replace('?', '') === field)) return false;
    if (field === 'userRef' && `${value}`.includes('@')) return true;
    return (
      !(fields.includes(field) && typeof value === 'string') &&
      !(fields.includes(`${field}?`) && typeof value === 'boolean')
    );
  });
}

function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  try {
    return `${JSON.stringify(value)}`.slice(0, MOST_SHOWN);
  } catch {
    return typeof value;
  }
}
