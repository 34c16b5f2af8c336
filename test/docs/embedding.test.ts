// docs/embedding.md and the code say the same: attributes, elements, calls, events, policy, limits and the stub, in both directions.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IDENTITY_TOKEN_HOURS, KEPT_WIDGET_DAYS, LIMITS } from '../../contract/limits.ts';
import { packFor } from '../../contract/words/tongues/whole-packs.ts';
import { ALL_RULES, ATTRIBUTE_NAMES } from '../../widget/host/name-wrong.ts';
import { ELEMENT_ATTRIBUTES, EVENT_NAMES, METHOD_NAMES } from '../../widget/host/names.ts';
import { SLOW_MS } from '../../widget/ui/skeleton.tsx';
import { strictPolicy } from '../e2e/support/host-page.ts';

const doc = readFileSync('docs/embedding.md', 'utf8');
const types = readFileSync('widget/embedding.ts', 'utf8');

/** The text below one heading. */
function section(heading: string): string {
  const text = doc.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (!text) throw new Error(`docs/embedding.md has no heading "${heading}"`);
  return text;
}

/** The rows of the first table below a heading, cell by cell, without its head. */
function rows(heading: string): string[][] {
  const lines = section(heading).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|---'));
  const after = lines.slice(first + 1);
  return after
    .slice(
      0,
      after.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.replace(/^\||\|$/g, '').trim()),
    );
}

const coded = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
const sorted = (names: Iterable<string>) => [...names].sort();

/** The members of an interface of the public surface, each with its type as it is written. */
function members(name: string): Map<string, string> {
  const body = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(types)?.[1] ?? '';
  const found = [...body.matchAll(/^ {2}'?([\w-]+)'?(?:<[^>]+>)?(\(.*?\)|\?)?: (.*);$/gm)];
  return new Map(found.map(([, member = '', given = '', type = '']) => [member, given.startsWith('(') ? given : type]));
}

describe('the page about embedding', () => {
  it('names every attribute, and none that there is not', () => {
    const named = rows('Attributes').map(([name]) => coded(name)[0] ?? '');
    expect(sorted(named)).toEqual(sorted(ATTRIBUTE_NAMES));
    expect(sorted(members('EmbedAttributes').keys()).map((name) => `data-${name}`)).toEqual(sorted(ATTRIBUTE_NAMES));
    const anywhere = new Set([...doc.matchAll(/\bdata-(?!fingerpost|colour)[a-z-]*[a-z]/g)].map(([name]) => name));
    expect([...anywhere].filter((name) => !ATTRIBUTE_NAMES.includes(name))).toEqual([]);
  });

  it('says what each attribute may hold and what happens without it', () => {
    for (const [name = '', holds, otherwise] of rows('Attributes')) {
      const key = (coded(name)[0] ?? '').slice('data-'.length);
      const typed = [...(members('EmbedAttributes').get(key) ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1]);
      const rule = ALL_RULES[key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
      if (typed.length > 0) expect([key, coded(holds), rule?.[0]]).toEqual([key, typed, typed.join('|')]);
      if (rule?.[1]) expect([key, coded(otherwise)[0]]).toEqual([key, rule[1]]);
      else expect([key, coded(otherwise).filter((word) => word !== 'lang')]).toEqual([key, []]);
    }
  });

  it('names every attribute of the page’s own elements', () => {
    expect(sorted(rows('Your own elements').map(([name]) => coded(name)[0] ?? ''))).toEqual(sorted(ELEMENT_ATTRIBUTES));
    const anywhere = new Set([...doc.matchAll(/data-fingerpost-\w+/g)].map(([name]) => name));
    expect(sorted(anywhere)).toEqual(sorted(ELEMENT_ATTRIBUTES));
  });

  it('names every call with what it takes', () => {
    const calls = rows('Calls').map(([call]) => coded(call)[0] ?? '');
    expect(sorted(calls.map((call) => call.replace(/\(.*/, '')))).toEqual(sorted(METHOD_NAMES));
    const methods = members('WidgetMethods');
    expect(sorted(methods.keys())).toEqual(sorted(METHOD_NAMES));
    for (const call of calls) {
      const taken = methods.get(call.replace(/\(.*/, '')) ?? '';
      const names = [...taken.matchAll(/[(,] ?(\w+\??):/g)].map((match) => match[1]);
      expect(call.replace(/^\w+/, '')).toBe(`(${names.join(', ')})`);
    }
    const called = [...doc.matchAll(/Fingerpost\('(\w+)'/g)].map((match) => match[1] ?? '');
    const known: readonly string[] = METHOD_NAMES;
    expect(called.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each([
    ['request', 'Prefill'],
    ['identify', 'Identity'],
    ['page', 'PageFacts'],
  ])('names every field of what %s takes', (method, type) => {
    const row = rows('Calls').find(([call]) => call?.startsWith(`\`${method}(`));
    expect(sorted(coded(row?.[1]))).toEqual(sorted(members(type).keys()));
  });

  it('names every view that can be opened', () => {
    const views = [...(members('WidgetMethods').get('open') ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1]);
    const row = rows('Calls').find(([call]) => call?.startsWith('`open('));
    expect(coded(row?.[1])).toEqual(views);
  });

  it('names every event with its detail', () => {
    const events = new Map(rows('Events').map(([name, detail]) => [coded(name)[0] ?? '', coded(detail)]));
    expect(sorted(events.keys())).toEqual(sorted(EVENT_NAMES));
    const details = members('EventDetails');
    expect(sorted(details.keys())).toEqual(sorted(EVENT_NAMES));
    for (const [name, told] of events) {
      const fields = [...(details.get(name) ?? '').matchAll(/[{;] (\w+):/g)].map((match) => match[1]);
      expect([name, told]).toEqual([name, fields]);
    }
  });

  it('gives exactly the policy that the end-to-end tests prove', () => {
    const text = /```text\n([\s\S]*?)```/.exec(section('Content security policy'))?.[1] ?? '';
    const directives = (policy: string) =>
      sorted(
        policy
          .split(';')
          .map((part) => part.trim())
          .filter(Boolean),
      );
    expect(directives(text)).toEqual(directives(strictPolicy('https://help.example.com')));
    for (const [name] of rows('Content security policy')) {
      const [directive = ''] = coded(name);
      if (directive !== 'media-src') expect(text).toContain(`${directive} `);
    }
  });

  it('lists every hostile page that is tested, once', () => {
    const tested = readdirSync('test/e2e/hostile/pages').map((file) => file.replace(/\.ts$/, ''));
    expect(sorted(rows('On hostile pages').flatMap((row) => coded(row[2])))).toEqual(sorted(tested));
  });

  it('says how long somebody waits for words', () => {
    const [, said] = rows('When something fails').find(([what]) => what === 'it takes long') ?? [];
    expect(said).toContain(`after ${SLOW_MS / 1_000} seconds`);
    const limits = ['widget/launcher.ts', 'widget/api-client.ts', 'widget/host/apart.ts'].map(
      (file) => /TOO_LONG_MS = ([\d_]+)/.exec(readFileSync(file, 'utf8'))?.[1],
    );
    expect(new Set(limits)).toEqual(new Set(['10_000']));
    expect(said).toContain('after 10 each wait ends');
  });

  it('gives the limits that the code has', () => {
    expect(Object.fromEntries(rows('Limits').map(([what, limit]) => [what, limit]))).toEqual({
      '`subject`': `${LIMITS.subject} characters`,
      '`message`': `${LIMITS.message.toLocaleString('en')} characters`,
      '`name`': `${LIMITS.name} characters`,
      '`email`': `${LIMITS.email} characters`,
      '`userRef` and `sub`': `${LIMITS.userRef} characters`,
      '`audience`': `${LIMITS.audience} characters`,
      '`data-label`': `${/,(\d+)\}/.exec(ALL_RULES.label?.[0] ?? '')?.[1]} characters`,
      '`query` of a search': `${LIMITS.query} characters`,
      '`exp` of a token': `${IDENTITY_TOKEN_HOURS} hours ahead`,
      'files of an earlier version': `${KEPT_WIDGET_DAYS} days after the last build that had them`,
    });
  });

  it('has a stub that keeps calls in order, in the articles too', () => {
    const article = readFileSync('kb-content/en/embedding/javascript-api.md', 'utf8');
    for (const text of [section('Calls'), article]) {
      const stub = /<script>\n([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '';
      const page: { Fingerpost?: { (...call: unknown[]): void; q?: ArrayLike<unknown>[] } } = {};
      new Function('window', `with (window) { ${stub} }`)(page);
      page.Fingerpost?.('open');
      page.Fingerpost?.('search', 'refund');
      expect(page.Fingerpost?.q?.map((call) => [...Array.from(call)])).toEqual([['open'], ['search', 'refund']]);
    }
  });

  it('says the button in every language as the panel says it', () => {
    const words = [...section('The button in other languages').matchAll(/`([a-z]{2})` \| `([^`]+)`/g)];
    const ours = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh'].map((tag) => [
      tag,
      packFor(tag).panel.help,
    ]);
    expect(words.map(([, tag, word]) => [tag, word]).sort()).toEqual(ours.sort());
  });

  it('leads only to headings that it has', () => {
    const headings = [...doc.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text.toLowerCase().replaceAll(' ', '-'));
    const led = [...doc.matchAll(/\]\(#([\w-]+)\)/g)].map((match) => match[1]);
    expect(led.filter((anchor) => !headings.includes(anchor ?? ''))).toEqual([]);
    for (const heading of headings) expect(led).toContain(heading);
  });
});

describe('the articles about embedding', () => {
  const read = (name: string) => readFileSync(`kb-content/en/embedding/${name}.md`, 'utf8');
  it('name the same attributes, calls, events and policy', () => {
    const attributes = [...read('widget-attributes').matchAll(/^\| `(data-[a-z-]+)` \|/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(sorted(attributes)).toEqual(sorted(ATTRIBUTE_NAMES));
    const api = read('javascript-api');
    const calls = [...api.matchAll(/^\| `Fingerpost\('(\w+)'/gm)].map((match) => match[1] ?? '');
    expect(sorted(calls)).toEqual(sorted(METHOD_NAMES));
    for (const event of EVENT_NAMES) expect(api).toContain(`\`${event}\``);
    for (const name of ['script-src', 'connect-src', 'img-src'])
      expect(read('content-security-policy')).toContain(name);
    for (const name of ELEMENT_ATTRIBUTES) expect(read('own-button')).toContain(name);
  });
});
