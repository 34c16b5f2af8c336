// Names every command of the command line, so that the table in cli.ts and the articles that mention commands agree.

/** The commands `fingerpost` understands, as they are typed: a command of two words is written with one space. */
export const COMMAND_NAMES = [
  'serve',
  'check',
  'search',
  'replay',
  'report',
  'agent add',
  'agent link',
  'token create',
  'identity secret',
  'erase',
  'import',
  'export',
  'demo',
  'simulate',
  'migrate',
] as const satisfies readonly string[];

/** One of the commands of the command line. */
export type CommandName = (typeof COMMAND_NAMES)[number];
