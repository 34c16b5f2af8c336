// What a knowledge base may hold and how each bad file is reported while the good ones go on.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../../server/articles/load-articles.ts';
import { sortProblems } from '../../../server/articles/problem.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

const rule = { locales: ['en', 'de'], defaultLocale: 'en' };
const folders: TemporaryFolder[] = [];
const folderOf = (files: Record<string, string | Uint8Array>) => {
  const folder = makeFolder(files);
  folders.push(folder);
  return folder;
};
const load = (files: Record<string, string | Uint8Array>) => loadKnowledgeBase(folderOf(files).dir, rule);

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe('loading a knowledge base', () => {
  it('takes the first folder as a locale only when it is one of the configured locales', async () => {
    const base = await load({
      'en/a/one.md': article('One'),
      'de/zwei.md': article('Zwei'),
      'fr/trois.md': article('Trois'),
    });
    expect(base.articles.map(({ path, locale, folders: inside }) => [path, locale, inside])).toEqual([
      ['de/zwei.md', 'de', []],
      ['en/a/one.md', 'en', ['a']],
      ['fr/trois.md', 'en', ['fr']],
    ]);
  });

  it('takes the first heading as title when there is no front matter', async () => {
    const base = await load({
      'a.md': 'Intro.\n\n## Get *started* [now](x)\n\nText',
      'b.md': 'Under\n=====\n',
      'c.md': '```\n# no\n```\n\n# Yes ##\n',
    });
    expect(base.articles.map(({ fields }) => fields.title)).toEqual(['Get started now', 'Under', 'Yes']);
    expect(base.problems).toEqual([]);
  });

  it('reports every problem of a file at once with its exact place', async () => {
    const base = await load({
      'a.md': '---\ntitle: ""\nstatus: live\norder: first\nvideo:\n  minutes: 2\nreviewed: 2026-02-30\n---\nx\n',
    });
    expect(base.articles).toEqual([]);
    expect(sortProblems(base.problems).map(({ line, column, message }) => [line, column, message])).toEqual([
      [2, 8, 'title: must not be empty.'],
      [3, 9, 'status: allowed are draft, published, internal.'],
      [4, 8, 'order: expected a number.'],
      [6, 3, 'video.src: expected a string.'],
      [7, 11, 'reviewed: must be a day written YYYY-MM-DD.'],
    ]);
  });

  it('warns of unknown fields, names the allowed ones, and loads the article', async () => {
    const base = await load({ 'a.md': '---\ntitle: A\ntags: [x]\n---\nx\n' });
    expect(base.articles).toHaveLength(1);
    expect(base.problems).toMatchObject([{ file: 'a.md', line: 3, column: 1, severity: 'warning' }]);
    expect(base.problems[0]?.message).toContain(
      'Unknown field "tags" is ignored. Allowed are: title, summary, keywords',
    );
  });

  it('guesses what a field with a slip in its name was meant to be', async () => {
    const base = await load({ 'a.md': '---\ntitle: A\nkeyword: [x]\n---\nx\n' });
    expect(base.problems[0]?.message).toContain('Unknown field "keyword" is ignored. Did you mean "keywords"?');
  });

  it('misses the title of a file with front matter, and serves it under its first heading', async () => {
    const base = await load({ 'a.md': '---\norder: 1\n---\n# Heading\n' });
    expect(base.articles[0]?.fields.title).toBe('Heading');
    expect(base.problems).toMatchObject([
      { line: 1, severity: 'error', message: expect.stringContaining('add a line `title: Heading`') },
    ]);
  });

  it('takes bare numbers in lists of words as their digits', async () => {
    const base = await load({ 'a.md': '---\ntitle: A\nkeywords: [404, http]\n---\nx\n' });
    expect(base.articles[0]?.fields.keywords).toEqual(['404', 'http']);
  });

  it('loads a title that is too long, yet reports it as an error', async () => {
    const base = await load({ 'a.md': article('x'.repeat(130)) });
    expect(base.articles).toHaveLength(1);
    expect(base.problems).toMatchObject([{ line: 2, column: 8, severity: 'error' }]);
  });

  it.each([
    ['bad YAML', '---\ntitle: [a\n---\nx', /not valid YAML/, 3],
    ['a tag that would make a function', '---\ntitle: !!js/function "function(){}"\n---\nx', /Unresolved tag/, 2],
    ['an alias', '---\ntitle: &a x\nsummary: *a\n---\nx', /Aliases/, 3],
    [
      'a bomb of aliases',
      `---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\ntitle: x\n---\n`,
      /Aliases/,
      3,
    ],
    ['a nest of brackets', `---\ntitle: x\nkeywords: ${'['.repeat(5_000)}\n---\nx`, /nests 5000 brackets/, 2],
    [
      'front matter without end of size',
      `---\ntitle: x\nsummary: ${'y'.repeat(20_000)}\n---\nx`,
      /longer than 16384 bytes/,
      2,
    ],
    ['a list instead of fields', '---\n- a\n---\nx', /field: value/, 2],
    ['neither title nor heading', 'only text', /No title/, 1],
    ['a NUL byte', 'title\n\0', /not a text file/, 2],
    ['a nest of quotes', `# T\n\n${'> '.repeat(5_000)}x`, /nested more than 20/, 3],
    [
      'a nest of lists',
      `# T\n\n${Array.from({ length: 300 }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n')}`,
      /nested more than 20/,
      23,
    ],
    ['50,000 opening brackets', `# T\n\n${'['.repeat(50_000)}`, /brackets and marks/, 3],
    ['100,000 asterisks', `# T\n\n${'*'.repeat(100_000)}`, /brackets and marks/, 3],
    [
      'a table of 10,000 columns',
      `# T\n\n${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n`,
      /more than 200 columns/,
      4,
    ],
  ])('refuses %s, with line and remedy, and serves the others', async (_name, content, message, line) => {
    const base = await load({ 'bad.md': content, 'good.md': article('Good') });
    expect(base.articles.map(({ path }) => path)).toEqual(['good.md']);
    const problem = base.problems.find(({ file }) => file === 'bad.md');
    expect(problem?.message).toMatch(message);
    expect(problem?.line).toBe(line);
    expect(problem?.column).toBeGreaterThan(0);
  });

  it('refuses invalid UTF-8 and names the line', async () => {
    const base = await load({
      'bad.md': new Uint8Array([0x23, 0x20, 0x41, 0x0a, 0x0a, 0xff, 0xfe]),
      'good.md': article('Good'),
    });
    expect(base.articles).toHaveLength(1);
    expect(base.problems).toMatchObject([{ file: 'bad.md', line: 3, message: expect.stringContaining('UTF-8') }]);
  });

  it('refuses a file of over 1 MiB without reading it', async () => {
    const base = await load({ 'big.md': `# Big\n${'x'.repeat(2 * 1024 * 1024)}`, 'good.md': article('Good') });
    expect(base.articles.map(({ path }) => path)).toEqual(['good.md']);
    expect(base.problems[0]?.message).toContain('at most 1048576 are allowed');
  });

  it('ignores keys that would reach prototypes', async () => {
    const base = await load({
      'a.md': '---\ntitle: A\n__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\n---\nx\n',
    });
    expect(base.articles).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(base.articles[0]?.fields).not.toHaveProperty('polluted');
    expect(base.problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  it('does not follow links to files or folders, and says so', async () => {
    const folder = folderOf({ 'good.md': article('Good') });
    const outside = folderOf({ 'secret.md': article('Secret') });
    symlinkSync('/etc/passwd', join(folder.dir, 'passwd.md'));
    symlinkSync(outside.dir, join(folder.dir, 'linked'));
    const base = await loadKnowledgeBase(folder.dir, rule);
    expect(base.articles.map(({ path }) => path)).toEqual(['good.md']);
    expect(base.problems.map(({ file, severity }) => [file, severity]).sort()).toEqual([
      ['linked', 'warning'],
      ['passwd.md', 'warning'],
    ]);
  });

  it('keeps the last good version of a file that turned bad', async () => {
    const folder = folderOf({ 'a.md': article('First') });
    const before = await loadKnowledgeBase(folder.dir, rule);
    writeFileSync(join(folder.dir, 'a.md'), '---\ntitle: [\n---\n');
    const after = await loadKnowledgeBase(folder.dir, rule, before);
    expect(after.articles.map(({ fields }) => fields.title)).toEqual(['First']);
    expect(after.problems).toHaveLength(1);
    const again = await loadKnowledgeBase(folder.dir, rule, after);
    expect(again.articles.map(({ fields }) => fields.title)).toEqual(['First']);
    expect(again.problems).toHaveLength(1);
  });

  it('forgets a file that was deleted', async () => {
    const folder = folderOf({ 'a.md': article('A'), 'b.md': article('B') });
    const before = await loadKnowledgeBase(folder.dir, rule);
    folder.remove('a.md');
    expect((await loadKnowledgeBase(folder.dir, rule, before)).articles.map(({ path }) => path)).toEqual(['b.md']);
  });

  it('reports a folder that is not there instead of throwing', async () => {
    const base = await loadKnowledgeBase(join(folderOf({}).dir, 'nowhere'), rule);
    expect(base.articles).toEqual([]);
    expect(base.problems[0]?.message).toContain('cannot be read (ENOENT)');
  });

  it('reads 5,000 files', async () => {
    const folder = folderOf({});
    mkdirSync(join(folder.dir, 'many'));
    for (let at = 0; at < 5_000; at++)
      writeFileSync(join(folder.dir, 'many', `a${at}.md`), `# Article ${at}\n\nText ${at}\n`);
    expect((await loadKnowledgeBase(folder.dir, rule)).articles).toHaveLength(5_000);
  });
});
