// The commands check and search as a person or a script meets them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCheck } from '../../../server/articles/check.command.ts';
import { runSearch } from '../../../server/articles/search.command.ts';
import type { CommandIo } from '../../../server/command-io.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

const folders: TemporaryFolder[] = [];

function stage(files: Record<string, string>) {
  const folder = makeFolder(files);
  folders.push(folder);
  const out: string[] = [];
  const err: string[] = [];
  const io: CommandIo = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    isTerminal: false,
    env: {},
    cwd: folder.dir,
  };
  return { io, out, err, folder };
}

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe('the command check', () => {
  it('passes a folder without problems', async () => {
    const { io, out, err } = stage({
      'kb/a.md': article('Pay an invoice', 'Use the button.', 'asks: [how do I pay]\n'),
    });
    expect(await runCheck(['--kb', 'kb'], io)).toBe(0);
    expect(out).toEqual([]);
    expect(err).toEqual(['1 article checked: 0 errors, 0 warnings']);
  });

  it('says that a draft was checked, and that a folder is empty', async () => {
    const draft = stage({ 'kb/a.md': article('Pay an invoice', 'Use the button.', 'status: draft\n') });
    expect(await runCheck(['--kb', 'kb'], draft.io)).toBe(0);
    expect(draft.err).toEqual(['0 articles, 1 draft checked: 0 errors, 0 warnings']);
    const empty = stage({ 'kb/notes.txt': 'none' });
    expect(await runCheck(['--kb', 'kb'], empty.io)).toBe(0);
    expect(empty.err).toEqual([expect.stringContaining('There is no article in kb')]);
  });

  it('prints every problem as file:line:column and ends with 1', async () => {
    const { io, out } = stage({
      'kb/a.md': article('A', '[x](gone.md)', 'status: live\n'),
      'kb/b.md': article('B', 'text\n\n[x](gone.md)', 'colour: red\n'),
    });
    expect(await runCheck(['--kb', 'kb'], io)).toBe(1);
    expect(out).toEqual([
      'kb/a.md:3:9  status: allowed are draft, published, internal.',
      expect.stringMatching(/^kb\/b\.md:3:1 {2}warning: Unknown field "colour" is ignored\. Allowed are: title, /),
      'kb/b.md:8:1  This link leads nowhere: "gone.md". Name an article or a file that is there.',
    ]);
  });

  it('asks the questions of each article and names what stands above it', async () => {
    const files: Record<string, string> = {
      'kb/z.md': article('Zebra', 'Stripes.', 'asks:\n  - zebra stripes\n  - renew my passport\n  - xylophone\n'),
    };
    for (const at of [1, 2, 3])
      files[`kb/p${at}.md`] = article(`Renew a passport ${at}`, 'Passport renewal.', 'asks:\n  - renew my passport\n');
    const { io, out } = stage(files);
    expect(await runCheck(['--kb', 'kb'], io)).toBe(1);
    expect(out).toHaveLength(1);
    expect(out[0]).toMatch(
      /^kb\/z\.md:5:5 {2}"renew my passport" does not find this article among the first 3: above it stand p1 \(renew, passport; title [\d.]+, body [\d.]+, asks [\d.]+, questions [\d.]+\); p2 \(.+\); p3 \(.+\)\. Use its words in the title, a heading or keywords\.$/,
    );
  });

  it('answers one JSON object with --json', async () => {
    const { io, out } = stage({ 'kb/a.md': '---\ntitle: [\n---\n' });
    expect(await runCheck(['--kb', 'kb', '--json'], io)).toBe(1);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      articles: 0,
      errors: 1,
      warnings: 0,
      problems: [{ file: 'a.md', line: 3, column: 1, severity: 'error' }],
    });
  });

  it.each([[['--kb', 'nowhere']], [['--wrong']], [['kb']]])('ends with 2 on wrong use: %j', async (args) => {
    const { io, out, err } = stage({ 'kb/a.md': article('A') });
    expect(await runCheck(args, io)).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('\n')).not.toBe('');
  });

  it('explains itself with --help', async () => {
    const { io, out } = stage({});
    expect(await runCheck(['--help'], io)).toBe(0);
    expect(out.join('\n')).toContain('fingerpost check [--kb DIR]');
  });
});

describe('the command search', () => {
  const files = {
    'kb/pay.md': article('Pay an invoice', 'Press the button Pay now.'),
    'kb/keys.md': article('Find your keys', '## Mat\n\nUnder the mat.'),
  };

  it('prints results with their section and snippet', async () => {
    const { io, out } = stage(files);
    expect(await runSearch(['--kb', 'kb', 'keys', 'mat'], io)).toBe(0);
    expect(out).toEqual(['1. Find your keys  (keys#mat)', '   Under the mat.']);
  });

  it('answers one JSON object with --json', async () => {
    const { io, out } = stage(files);
    expect(await runSearch(['--kb', 'kb', '--json', '--k', '1', 'invoice'], io)).toBe(0);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      query: 'invoice',
      results: [{ slug: 'pay', title: 'Pay an invoice', breadcrumb: [], section: null }],
    });
  });

  it('ranks a file of queries, one line each, in order', async () => {
    const { io, out, folder } = stage(files);
    writeFileSync(
      join(folder.dir, 'q.jsonl'),
      '{"id":"1","query":"pay","rel":{"pay":1}}\n\n{"id":"2","query":"qwzx"}\n',
    );
    expect(await runSearch(['--kb', 'kb', '--queries', 'q.jsonl'], io)).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { id: '1', ids: ['pay'], ms: expect.any(Number) },
      { id: '2', ids: [], ms: expect.any(Number) },
    ]);
  });

  it.each([
    [['--kb', 'kb']],
    [['--kb', 'kb', '--k', '0', 'x']],
    [['--kb', 'kb', '--locale', 'xx', 'x']],
    [['--kb', 'kb', '--queries', 'gone.jsonl']],
    [['--kb', 'kb', '--queries', 'kb/pay.md']],
    [['--kb', 'nowhere', 'x']],
  ])('ends with 2 and says why on wrong use: %j', async (args) => {
    const { io, out, err } = stage(files);
    expect(await runSearch(args, io)).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('\n')).not.toBe('');
  });

  it('finds by questions that a file says were answered, and names each line that says nothing', async () => {
    const { io, out, err, folder } = stage({ 'kb/a.md': article('Invoices'), 'kb/b.md': article('Keys', 'Doors.') });
    const learnt = { query: 'where is my zonk', rel: { a: 0, b: 1 } };
    writeFileSync(join(folder.dir, 'learn.jsonl'), `${JSON.stringify(learnt)}\n\n`);
    expect(await runSearch(['--kb', 'kb', 'zonk'], io)).toBe(0);
    expect(out).toEqual([]);
    expect(await runSearch(['--kb', 'kb', '--learn', 'learn.jsonl', 'my zonk'], io)).toBe(0);
    expect(out[0]).toContain('(b)');
    writeFileSync(join(folder.dir, 'learn.jsonl'), '{"query":"x"}\nno json\n');
    expect(await runSearch(['--kb', 'kb', '--learn', 'learn.jsonl', 'zonk'], io)).toBe(2);
    expect(err.join('\n')).toMatch(/learn\.jsonl:1:1 .*\n.*learn\.jsonl:2:1/);
  });

  it('explains what became of each word, and what each score is made of', async () => {
    const { io, out } = stage({ 'kb/a.md': article('Invoices', 'Download the receipt.'), 'kb/b.md': article('Keys') });
    expect(await runSearch(['--kb', 'kb', '--explain', 'where', 'is', 'my', 'invoises'], io)).toBe(0);
    expect(out[0]).toBe('left out: where, is, my');
    expect(out[1]).toMatch(/^invoises \(in no article; near: invoices\): invoices \d/);
    expect(out[2]).toBe('did you mean: where is my invoices');
    expect(out[3]).toMatch(/^1\. Invoices {2}\(a\) {2}\d/);
    expect(out[4]).toMatch(/^ {3}invoises; title \d/);
    out.length = 0;
    expect(await runSearch(['--kb', 'kb', '--explain', '--json', 'receipt'], io)).toBe(0);
    const { results } = JSON.parse(out.join('')) as { results: { score: number; fields: object; passage: number }[] };
    const [first] = results;
    const sum = Object.values(first?.fields ?? {}).reduce((all, part) => all + part, 0) + (first?.passage ?? 0);
    expect(first?.score).toBeCloseTo(sum, 10);
  });

  it('succeeds when nothing is found', async () => {
    const { io, out, err } = stage(files);
    expect(await runSearch(['--kb', 'kb', 'qwzxv'], io)).toBe(0);
    expect(out).toEqual([]);
    expect(err).toEqual(['Nothing was found.']);
  });
});
