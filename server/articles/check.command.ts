// The command `check`: every problem of a knowledge base, one a line, in a form that editors make clickable.
import { stat } from 'node:fs/promises';
import type { CommandIo } from '../command-io.ts';
import { checkArticles } from './check-articles.ts';
import { readArguments, readPlace, showProgress } from './command-arguments.ts';
import { describeProblem } from './problem.ts';

export const CHECK_USAGE = `fingerpost check [--kb DIR] [--json]

Checks every article and prints all problems at once as file:line:column  message.
  --kb DIR   the folder with the articles (default: KB_DIR, else ./kb-content)
  --json     one JSON object: {articles, internal, drafts, errors, warnings, problems: [{file, line, column, message, severity}]}
Ends with 0 when there is no error, 1 when there is one, 2 on wrong use.`;

/** Runs the command and answers its exit code. */
export async function runCheck(args: string[], io: CommandIo): Promise<number> {
  const read = readArguments(
    args,
    { kb: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    CHECK_USAGE,
    io,
  );
  if (!read) return 2;
  if (read.values.help) {
    io.out(CHECK_USAGE);
    return 0;
  }
  if (read.words.length) {
    io.err(`check takes no "${read.words[0]}": name the folder with --kb.`);
    return 2;
  }
  const place = readPlace(read.values.kb as string | undefined, io);
  if (!place) return 2;
  if (!(await stat(place.dir).catch(() => null))?.isDirectory()) {
    io.err(`There is no folder ${place.shown}: name the knowledge base with --kb.`);
    return 2;
  }
  const done = showProgress(io, `checking ${place.shown} …`);
  const { problems, articles, internal, drafts } = await checkArticles(place.dir, place.rule);
  done();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (read.values.json) io.out(JSON.stringify({ articles, internal, drafts, errors, warnings, problems }));
  else {
    for (const problem of problems) io.out(describeProblem(problem, place.shown));
    const more = [internal && `${internal} internal`, drafts && counts(drafts, 'draft')].filter(Boolean);
    const counted = [counts(articles, 'article'), ...more].join(', ');
    const isEmpty = articles + internal + drafts + problems.length === 0;
    io.err(
      isEmpty
        ? `There is no article in ${place.shown}: put markdown files there, or name another folder with --kb.`
        : `${counted} checked: ${counts(errors, 'error')}, ${counts(warnings, 'warning')}`,
    );
  }
  return errors ? 1 : 0;
}

function counts(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
