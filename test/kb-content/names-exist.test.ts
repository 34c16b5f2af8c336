// Every command, attribute, setting and address that the shipped articles name exists in the product.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { articleFrontMatter } from '../../server/articles/parse-front-matter.ts';
import { COMMAND_NAMES } from '../../server/command-names.ts';
import { ENVIRONMENT_NAMES } from '../../server/config.ts';
import { SettingsSchema } from '../../server/settings/settings-schema.ts';
import { ATTRIBUTE_NAMES } from '../../widget/host/name-wrong.ts';
import { ELEMENT_ATTRIBUTES, EVENT_NAMES, METHOD_NAMES } from '../../widget/host/names.ts';
import { makeServices } from '../support/make-services.ts';
import { readShippedArticles } from './kb-articles.ts';
import { type Named, namedIn } from './names-in-code.ts';

const services = await makeServices();
/** Every address that the product answers. */
const ADDRESSES = [...new Set(createApp(services).routes.map((route) => route.path))];
await services.close();

const articles = readShippedArticles();
const scripts = Object.keys(
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: object }).scripts,
);

/** Names of one sort that the product does not have, as `file:line  name`. */
function unknownOf(sort: Named['sort'], exists: (name: string) => boolean): string[] {
  const named = articles.flatMap((article) =>
    namedIn(article.code, ADDRESSES).map((one) => ({ ...one, path: article.path })),
  );
  const ofSort = named.filter((one) => one.sort === sort);
  expect(ofSort.length, `the articles name at least one ${sort}`).toBeGreaterThan(0);
  return ofSort.filter(({ name }) => !exists(name)).map(({ path, line, name }) => `${path}:${line}  ${name}`);
}

/** Whether one address, with anything in the place of its parameters, is served. */
function isServed(address: string): boolean {
  return ADDRESSES.some((served) => {
    const pattern = served
      .split('/')
      .map((part) => (/^[:{]/.test(part) ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')))
      .join('/');
    return new RegExp(`^${pattern}$`).test(address);
  });
}

describe('the names in the shipped articles', () => {
  it('are npm scripts of package.json', () => {
    expect(unknownOf('script', (name) => scripts.includes(name))).toEqual([]);
  });

  it('are commands of the command line', () => {
    expect(unknownOf('command', (name) => (COMMAND_NAMES as readonly string[]).includes(name))).toEqual([]);
  });

  it('are attributes that the widget reads', () => {
    const known: readonly string[] = [...ATTRIBUTE_NAMES, ...ELEMENT_ATTRIBUTES];
    expect(unknownOf('attribute', (name) => known.includes(name))).toEqual([]);
  });

  it('are settings that the server reads from the environment', () => {
    expect(unknownOf('setting', (name) => ENVIRONMENT_NAMES.includes(name))).toEqual([]);
  });

  it('are addresses that the server answers', () => {
    expect(unknownOf('address', isServed)).toEqual([]);
  });
});

const allCode = articles.flatMap((article) => article.code.map((piece) => piece.text));

describe('the documentation of what a reader may set', () => {
  it('names every attribute of the script tag', () => {
    expect(ATTRIBUTE_NAMES.filter((name) => !allCode.includes(name))).toEqual([]);
  });

  it('names every environment variable', () => {
    expect(ENVIRONMENT_NAMES.filter((name) => !allCode.includes(name))).toEqual([]);
  });
});

describe('the articles that describe a shape', () => {
  const codeOf = (slug: string) =>
    articles.find((article) => article.slug === slug)?.code.map((piece) => piece.text) ?? [];

  it('name every part of the settings file', () => {
    const named = codeOf('settings-file');
    expect(Object.keys(SettingsSchema.shape).filter((part) => !named.includes(part))).toEqual([]);
  });

  it('name every field of front matter', () => {
    const named = codeOf('front-matter-fields');
    expect(Object.keys(articleFrontMatter.shape).filter((field) => !named.includes(field))).toEqual([]);
  });

  it('name every event of the widget, and only methods and events that it has', () => {
    const calls = allCode.flatMap((text) => [...text.matchAll(/Fingerpost\('(\w+)'(?:, '(\w+)', )?/g)]);
    expect(calls.length).toBeGreaterThan(9);
    for (const [, method = '', event] of calls) {
      expect(METHOD_NAMES).toContain(method);
      if (event) expect(EVENT_NAMES).toContain(event);
    }
    const named = codeOf('javascript-api');
    expect(EVENT_NAMES.filter((event) => !named.includes(event))).toEqual([]);
  });
});
