// A draft is an article that the check accepts, says what people said and what was answered, and names nobody.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkArticles } from '../../../server/articles/check-articles.ts';
import { type DraftSource, draftArticle } from '../../../server/gaps/draft-article.ts';

const SOURCE: DraftSource = {
  title: 'Export your data',
  phrases: ['export csv', 'download all: my "data"'],
  replies: [
    {
      body: 'Hi Zoë,\n\nopen Reports. Then choose *Export* & pick <CSV>.\nWrite to zoe@example.com if not, Zoë!\n\nKind regards\nBen',
      reader: 'Zoë Öztürk',
    },
    { body: '1. Go to Team\n2. Press Save -->', reader: null },
  ],
  tickets: [12, 15],
  locale: 'en',
  owner: 'accounts',
};

let folder: string | null = null;
afterEach(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = null;
});

async function problemsOf(source: DraftSource) {
  const draft = draftArticle(source);
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-draft-'));
  mkdirSync(join(folder, 'en'));
  writeFileSync(join(folder, 'en', draft.file), draft.markdown);
  const { problems } = await checkArticles(folder, { locales: ['en'], defaultLocale: 'en' });
  return problems;
}

describe('the draft of an article', () => {
  it('passes the check as it is', async () => {
    expect(await problemsOf(SOURCE)).toEqual([]);
  });

  it('passes it without phrases and replies, and with the oddest ones', async () => {
    expect(await problemsOf({ ...SOURCE, phrases: [], replies: [] })).toEqual([]);
    const odd = [
      '---',
      '# ![x](javascript:alert(1))',
      'x'.repeat(200),
      'لا أستطيع الدخول',
      '<script>alert(1)</script>',
    ];
    for (const phrase of odd)
      expect(
        await problemsOf({ ...SOURCE, phrases: [phrase], replies: [{ body: odd.join('\n'), reader: null }] }),
      ).toEqual([]);
  });

  it('has the title of the best phrase, its questions, its steps and its requests', () => {
    const { file, title, markdown } = draftArticle(SOURCE);
    expect([file, title]).toEqual(['export-csv.md', 'Export csv']);
    expect(markdown).toContain('status: draft');
    expect(markdown).toContain('- export csv');
    expect(markdown).toContain('1. open Reports.\n2. Then choose \\*Export\\* & pick \\<CSV\\>.');
    expect(markdown).toContain('From requests #12, #15.');
    expect(markdown).toContain('Press Save');
  });

  it('has no greeting among its steps, and says once what several replies said', () => {
    const reply = (name: string) => ({
      body: `Hello ${name}. Sign-in by Google is not there. Use a password.`,
      reader: name,
    });
    const { markdown } = draftArticle({ ...SOURCE, replies: [reply('Ana'), reply('Zoë'), reply('Li')] });
    expect(markdown).toContain('1. Sign-in by Google is not there.\n2. Use a password.');
    expect(markdown).not.toMatch(/Hello|Another reply/);
  });

  it('is a file by the words that say something, with what a hyphen joins kept together', () => {
    expect(draftArticle({ ...SOURCE, phrases: ['how do I set up single sign-on, please'] }).file).toMatch(
      /single-sign-on/,
    );
  });

  it('names nobody, and no word of theirs leaves its comment', () => {
    const { markdown } = draftArticle(SOURCE);
    expect(markdown).not.toMatch(/Zoë|Öztürk|example\.com|regards|Ben/);
    expect(markdown.match(/-->/g)).toHaveLength(1);
  });
});
