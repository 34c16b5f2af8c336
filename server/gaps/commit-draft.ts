// Commits a draft to a branch of its own in the knowledge base's git checkout. Neither the work tree nor the branch that is
// checked out nor the index is touched: the commit is made beside them.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../errors.ts';

const GIT_MS = 20_000;
const MOST_BRANCHES = 50;

interface GitOptions {
  input?: string;
  env?: Record<string, string>;
}

/**
 * @param at a path inside the checkout's folder of articles, for instance `en/export-csv.md`.
 * @returns the branch that was made.
 * @throws AppError not_possible_now where the folder is no checkout, git is not there, or something stands at that place.
 */
export async function commitDraft(
  kbDir: string,
  draft: { path: string; markdown: string; branch: string; message: string; author: { name: string; email: string } },
): Promise<string> {
  const git = (args: string[], options: GitOptions = {}) => runGit(kbDir, args, options);
  const prefix = await git(['rev-parse', '--show-prefix']).catch(noCheckout);
  const head = await git(['rev-parse', '--verify', 'HEAD']).catch(noCheckout);
  const path = `${prefix}${draft.path}`;
  const there = await git(['ls-tree', '--name-only', head, '--', `:(top,literal)${path}`]);
  if (there !== '') throw refusal(`There is a file at ${draft.path} already.`);
  const branch = await freeBranch(git, draft.branch);
  const index = await mkdtemp(join(tmpdir(), 'fingerpost-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(index, 'index') };
    const blob = await git(['hash-object', '-w', '--stdin'], { input: draft.markdown });
    await git(['read-tree', head], { env });
    await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { env });
    const tree = await git(['write-tree'], { env });
    const { name, email } = draft.author;
    const commit = await git(['commit-tree', tree, '-p', head, '-F', '-'], {
      input: draft.message,
      env: {
        ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email },
        ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email },
      },
    });
    // Forty zeros: only where there is no such branch yet, also when two people ask at once.
    await git(['update-ref', `refs/heads/${branch}`, commit, '0'.repeat(commit.length)]);
  } finally {
    await rm(index, { recursive: true, force: true });
  }
  return branch;
}

function noCheckout(): never {
  throw refusal('The knowledge base is no git checkout, or git is not installed here. Download the draft instead.');
}

function refusal(detail: string): AppError {
  return new AppError('not_possible_now', { detail });
}

async function freeBranch(git: (args: string[]) => Promise<string>, wanted: string): Promise<string> {
  for (let at = 1; at <= MOST_BRANCHES; at += 1) {
    const branch = at === 1 ? wanted : `${wanted}-${at}`;
    const known = await git(['for-each-ref', '--format=%(refname)', `refs/heads/${branch}`]);
    if (known === '') return branch;
  }
  throw refusal(`There are ${MOST_BRANCHES} branches called ${wanted} already.`);
}

/** Never a shell; hooks and the person's own configuration have no say. */
function runGit(cwd: string, args: string[], { input, env }: GitOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-c', 'core.hooksPath=/dev/null', ...args],
      { cwd, timeout: GIT_MS, env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...env } },
      (error, stdout) => (error ? reject(error) : resolve(stdout.trim())),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}
