// The command line: finds the command, runs it, turns what goes wrong into a sentence and an exit code.
import { parseArgs } from 'node:util';
import { CHECK_USAGE, runCheck } from './articles/check.command.ts';
import { runSearch, SEARCH_USAGE } from './articles/search.command.ts';
import type { CommandIo } from './command-io.ts';
import { COMMAND_NAMES, type CommandName } from './command-names.ts';
import { ConfigError, readConfig } from './config.ts';
import { NewerSchemaError } from './db/migrate.ts';
import { DatabaseOpenError } from './db/open-database.ts';
import { openMigrated } from './db/open-migrated.ts';
import { DEMO_USAGE, runDemo } from './demo-life/demo.command.ts';
import { AppError } from './errors.ts';
import { EXPORT_USAGE, runExport } from './export/export.command.ts';
import { IDENTITY_SECRET_USAGE, runIdentitySecret } from './identity/identity.command.ts';
import { IMPORT_USAGE, runImport } from './import/import.command.ts';
import { HistoryError } from './import/read-history.ts';
import { REPLAY_USAGE, runReplay } from './learning/replay.command.ts';
import { ListenError, runServer } from './main.ts';
import {
  AGENT_ADD_USAGE,
  AGENT_LINK_USAGE,
  runAgentAdd,
  runAgentLink,
  runTokenCreate,
  TOKEN_CREATE_USAGE,
} from './people/people.commands.ts';
import { REPORT_USAGE, runReport } from './reports/report.command.ts';
import { ERASE_USAGE, runErase } from './requesters/erase.command.ts';
import { SettingsError } from './settings/load-settings.ts';
import { runSimulate, SIMULATE_USAGE } from './simulate/simulate.command.ts';
import { UsageError } from './usage-error.ts';

interface Command {
  about: string;
  usage: string;
  run(args: string[], io: CommandIo): Promise<number>;
}

const COMMANDS: Record<CommandName, Command> = {
  serve: {
    about: 'starts the server (what npm start runs)',
    usage:
      'fingerpost serve\n  Serves until it is told to stop. Its settings are environment variables; see the article "Settings from the environment".',
    run: (args, io) => {
      parseArgs({ args, options: {} });
      return runServer(io);
    },
  },
  check: { about: 'checks every article', usage: CHECK_USAGE, run: runCheck },
  search: {
    about: 'searches the articles with exactly the ranking of the widget',
    usage: SEARCH_USAGE,
    run: runSearch,
  },
  replay: {
    about: 'says which questions of the last weeks would find another first answer',
    usage: REPLAY_USAGE,
    run: runReplay,
  },
  report: {
    about: 'prints a figure, or what an article does, as a table or for a pull request',
    usage: REPORT_USAGE,
    run: runReport,
  },
  'agent add': { about: 'adds somebody who works here', usage: AGENT_ADD_USAGE, run: runAgentAdd },
  'agent link': { about: 'prints a one-time link for a password', usage: AGENT_LINK_USAGE, run: runAgentLink },
  'token create': { about: 'makes an API token', usage: TOKEN_CREATE_USAGE, run: runTokenCreate },
  'identity secret': {
    about: 'prints what a product signs its users with',
    usage: IDENTITY_SECRET_USAGE,
    run: runIdentitySecret,
  },
  erase: { about: 'erases every trace of a requester', usage: ERASE_USAGE, run: runErase },
  import: { about: 'loads history: articles, sessions, tickets', usage: IMPORT_USAGE, run: runImport },
  export: { about: 'writes everything in open formats, as import reads it', usage: EXPORT_USAGE, run: runExport },
  demo: { about: 'fills an empty database with invented life, to try the console', usage: DEMO_USAGE, run: runDemo },
  simulate: {
    about: 'plants gaps in invented lives and says how many the reports find',
    usage: SIMULATE_USAGE,
    run: runSimulate,
  },
  migrate: {
    about: "brings the database to this version's schema",
    usage: 'fingerpost migrate\n  Brings the database to the schema of this version and says what it did.',
    run: runMigrate,
  },
};

/** Runs one command. @returns the exit code: 0 good, 1 it failed, 2 wrong use. */
export async function runCli(args: string[], io: CommandIo = processIo()): Promise<number> {
  const name = COMMAND_NAMES.find((candidate) => candidate.split(' ').every((word, at) => args[at] === word));
  if (!name) {
    const asksForHelp = ['--help', '-h', 'help'].includes(args[0] ?? '');
    if (!asksForHelp && args.length > 0) io.err(`There is no command "${args.slice(0, 2).join(' ')}".`);
    (asksForHelp ? io.out : io.err)(overview());
    return asksForHelp ? 0 : 2;
  }
  const command = COMMANDS[name];
  const rest = args.slice(name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.usage);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof UsageError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')) {
      io.err((error as Error).message);
      if (!(error instanceof UsageError)) io.err(command.usage);
      return 2;
    }
    const isExpected = [
      ConfigError,
      SettingsError,
      DatabaseOpenError,
      NewerSchemaError,
      ListenError,
      AppError,
      HistoryError,
    ].some((kind) => error instanceof kind);
    io.err(isExpected ? (error as Error).message : `Something went wrong: ${(error as Error).stack ?? error}`);
    return 1;
  }
}

async function runMigrate(args: string[], io: CommandIo): Promise<number> {
  parseArgs({ args, options: {} });
  const config = readConfig(io.env, io.cwd);
  const { db, ran, warnings } = await openMigrated(config.databaseUrl);
  await db.destroy();
  for (const warning of warnings) io.err(`Warning: ${warning}`);
  io.out(ran.length > 0 ? `Done: ${ran.join(', ')}.` : 'Nothing to do: the schema is the newest.');
  return 0;
}

function overview(): string {
  const width = Math.max(...COMMAND_NAMES.map((name) => name.length));
  const lines = COMMAND_NAMES.map((name) => `  ${name.padEnd(width)}  ${COMMANDS[name].about}`);
  return ['fingerpost COMMAND', '', ...lines, '', 'fingerpost COMMAND --help says everything.'].join('\n');
}

function processIo(): CommandIo {
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    isTerminal: process.stderr.isTTY === true,
    env: process.env,
    cwd: process.cwd(),
  };
}
