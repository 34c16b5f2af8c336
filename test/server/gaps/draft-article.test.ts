// A draft is an article that the check accepts, says what people said and what was answered, and names nobody.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DraftPreviewSchema } from '../../../contract/api/gaps.ts';
import { checkArticles } from '../../../server/articles/check-articles.ts';
import { askedAlike } from '../../../server/gaps/asked-alike.ts';
import { type DraftSource, draftArticle } from '../../../server/gaps/draft-article.ts';
import { previewDraft } from '../../../server/gaps/preview-draft.ts';
import { wellSpelt } from '../../../server/gaps/well-spelt.ts';

const SOURCE: DraftSource = {
  title: 'Export your data',
  phrases: ['export csv', 'download all: my "data"'],
  questions: ['Where can I find all my data?', 'Export CSV?'],
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
  article: null,
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
    expect(markdown).toContain('- Export CSV?');
    // Questions first, each wording once.
    expect(draftArticle(SOURCE).asks).toEqual([
      'Where can I find all my data?',
      'Export CSV?',
      'download all: my "data"',
    ]);
    expect(markdown).toContain('1. open Reports.\n2. Then choose \\*Export\\* & pick \\<CSV\\>.');
    expect(markdown).toContain('From requests #12, #15.');
    expect(markdown).toContain('Press Save');
  });

  it('says that there is an article already, and asks nothing that this one answers by its own words', async () => {
    const article = { title: 'Export -- your data', path: 'en/export.md', asks: ['csv export'] };
    const draft = draftArticle({ ...SOURCE, article });
    expect(draft.asks).toEqual(['Where can I find all my data?', 'download all: my "data"']);
    expect(draft.markdown).toContain('There is an article already: "Export — your data" (en/export.md).');
    expect(await problemsOf({ ...SOURCE, article })).toEqual([]);
  });

  it('is called by the question that many asked, where most searched with a single word or with nothing', () => {
    const questions = ['Where can I find single sign-on?'];
    expect(draftArticle({ ...SOURCE, questions, phrases: ['sso', 'google sso'] })).toMatchObject({
      title: 'Where can I find single sign-on?',
      asks: ['Where can I find single sign-on?', 'sso', 'google sso'],
    });
    expect(draftArticle({ ...SOURCE, questions, phrases: [] }).title).toBe('Where can I find single sign-on?');
    expect(draftArticle({ ...SOURCE, questions: [], phrases: ['sso'] }).title).toBe('Sso');
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

describe('questions for the head of a draft', () => {
  const from = (requester: string | null, subject = 'Where is single sign-on?') => ({ subject, requester });

  it('are those that three different people wrote alike, as most wrote it', () => {
    const asked = [
      from('ann'),
      from('bob'),
      from('cy', 'where is Single Sign-On'),
      from('dee', 'Something else entirely'),
    ];
    expect(askedAlike(asked, 3, 'en')).toEqual(['Where is single sign-on?']);
    expect(askedAlike(asked.slice(0, 2), 3, 'en')).toEqual([]);
  });

  it('are not those that one person wrote three times, that nobody can be told by, or that are one word', () => {
    expect(askedAlike([from('ann'), from('ann'), from('ann')], 3, 'en')).toEqual([]);
    expect(askedAlike([from(null), from(null), from(null)], 3, 'en')).toEqual([]);
    expect(
      askedAlike(
        ['ann', 'bob', 'cy'].map((who) => from(who, 'Help!')),
        3,
        'en',
      ),
    ).toEqual([]);
  });

  it('hold no address of anybody', () => {
    const told = ['ann', 'bob', 'cy'].map((who) => from(who, `Why does ${who}@example.com get no mail?`));
    expect(askedAlike(told, 3, 'en')).toEqual(['Why does get no mail?']);
  });
});

describe('searches for the head of a draft', () => {
  const known = new Set(['file', 'import', 'export', 'sign', 'identity', 'our', 'users', 'the', 'of']);

  it('have no slips of the finger of another one, a space in the wrong place included', () => {
    expect(wellSpelt(['google sso', 'googel sso', 'sso'], known)).toEqual(['google sso', 'sso']);
    const all = ['sign the identity of our users', 'signt he identity of our users', 'sign the idenitty of our users'];
    expect(wellSpelt(all, known)).toEqual([all[0]]);
    expect(wellSpelt([all[1] ?? '', all[0] ?? ''], known)).toEqual([all[0]]);
  });

  it('keep what is another question, a word by itself, another figure, and the only spelling that there is', () => {
    const all = [
      'import file',
      'export file',
      'imports file',
      'version 2 users',
      'version 3 users',
      'attachs creenshot',
    ];
    expect(wellSpelt(all, new Set([...known, 'imports', 'version']))).toEqual(all);
    expect(wellSpelt(['sso', 'ssp'], known)).toEqual(['sso', 'ssp']);
  });
});

describe('the preview of a draft', () => {
  it('is the file in plain text: steps, questions, where it belongs; without its comment and its escapes', () => {
    const preview = DraftPreviewSchema.parse(previewDraft(draftArticle(SOURCE), 'en/export-csv.md'));
    expect(preview).toMatchObject({
      path: 'en/export-csv.md',
      title: 'Export csv',
      markdown: draftArticle(SOURCE).markdown,
    });
    expect(preview.blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', 'What to do'],
      ['steps', ''],
      ['heading', 'If that does not help'],
      ['paragraph', 'Say here what else it may be, or leave this part out.'],
    ]);
    expect(preview.blocks[1]?.items).toEqual([
      'open Reports.',
      'Then choose *Export* & pick <CSV>.',
      'Write to [email] if not, …!',
    ]);
    expect(JSON.stringify(preview.blocks)).not.toContain('From requests');
  });

  it('shows what looks like markup as the text that it is', () => {
    const body = '<script>alert(1)</script> [x](javascript:alert(1)) # no heading';
    const { blocks } = previewDraft(draftArticle({ ...SOURCE, replies: [{ body, reader: null }] }), 'x.md');
    expect(blocks[1]?.items.join(' ')).toBe(body);
  });
});
