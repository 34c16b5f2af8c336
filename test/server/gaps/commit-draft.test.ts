// A draft is committed beside the checkout: branch, work tree and index stay as they were.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitDraft } from '../../../server/gaps/commit-draft.ts';

const DRAFT = {
  path: 'en/export-csv.md',
  markdown: '---\ntitle: Export csv\n---\n',
  branch: 'fingerpost/export-csv',
  message: 'Draft: Export csv',
  author: { name: 'Zoë Öztürk', email: 'zoe@example.com' },
};

let repository: string;
let articles: string;

function git(...args: string[]): string {
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...who, ...args], { cwd: repository, encoding: 'utf8' }).trim();
}

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'fingerpost-git-'));
  articles = join(repository, 'docs', 'kb');
  mkdirSync(join(articles, 'en'), { recursive: true });
  writeFileSync(join(articles, 'en', 'other.md'), '# Other\n');
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('a draft in git', () => {
  it('stands on a branch of its own, and nothing else has changed', async () => {
    writeFileSync(join(articles, 'en', 'other.md'), '# Half written\n');
    writeFileSync(join(articles, 'en', 'staged.md'), '# Staged\n');
    git('add', 'docs/kb/en/staged.md');
    const before = [git('status', '--porcelain'), git('rev-parse', 'HEAD'), git('branch', '--show-current')];
    expect(await commitDraft(articles, DRAFT)).toBe('fingerpost/export-csv');
    expect([git('status', '--porcelain'), git('rev-parse', 'HEAD'), git('branch', '--show-current')]).toEqual(before);
    expect(git('show', 'fingerpost/export-csv:docs/kb/en/export-csv.md')).toBe(DRAFT.markdown.trim());
    expect(git('diff', '--stat', 'main', 'fingerpost/export-csv')).toContain('1 file changed');
    expect(git('log', '-1', '--format=%an <%ae> %s', 'fingerpost/export-csv')).toBe(
      'Zoë Öztürk <zoe@example.com> Draft: Export csv',
    );
    expect(readFileSync(join(articles, 'en', 'other.md'), 'utf8')).toBe('# Half written\n');
  });

  it('gets another branch where that one is taken', async () => {
    await commitDraft(articles, DRAFT);
    expect(await commitDraft(articles, DRAFT)).toBe('fingerpost/export-csv-2');
  });

  it('is refused where an article stands, and without a checkout', async () => {
    await expect(commitDraft(articles, { ...DRAFT, path: 'en/other.md' })).rejects.toMatchObject({
      code: 'not_possible_now',
      message: expect.stringContaining('en/other.md'),
    });
    const plain = mkdtempSync(join(tmpdir(), 'fingerpost-plain-'));
    await expect(commitDraft(plain, DRAFT)).rejects.toMatchObject({ code: 'not_possible_now' });
    rmSync(plain, { recursive: true });
  });
});
