// `agent add` and `token create`: people and tokens from the command line.
import { parseArgs } from 'node:util';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { randomIds, systemClock } from '../open-services.ts';
import { UsageError } from '../usage-error.ts';
import { isRole, ROLES } from './permissions.ts';
import { addAgent, createToken } from './tokens.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/;

export const AGENT_ADD_USAGE = `fingerpost agent add EMAIL --role ${ROLES.join('|')} [--name NAME] [--json]
  Adds somebody who works here. They work with an API token: fingerpost token create --agent EMAIL --name N`;

export const TOKEN_CREATE_USAGE = `fingerpost token create --agent EMAIL --name N [--json]
  Makes an API token for somebody and prints it once; only its hash is stored.`;

export async function runAgentAdd(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { role: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [email] = positionals;
  if (!email || positionals.length !== 1 || !ADDRESS.test(email) || email.length > 254) {
    throw new UsageError(`Give one mail address, for instance you@example.com.\n${AGENT_ADD_USAGE}`);
  }
  const role = values.role ?? '';
  if (!isRole(role)) throw new UsageError(`--role is "${role}"; use one of: ${ROLES.join(', ')}.`);
  const name = values.name;
  const id = await withDatabase(io, (db) => addAgent(db, services, { email, role, ...(name ? { name } : {}) }));
  io.out(
    values.json ? JSON.stringify({ id, email: email.toLowerCase(), role }) : `Added ${email.toLowerCase()} as ${role}.`,
  );
  io.err('Signing in by password comes with the console. Until then: fingerpost token create');
  return 0;
}

export async function runTokenCreate(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { agent: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  });
  const { agent, name } = values;
  if (!agent || !name || name.length > 120)
    throw new UsageError(`Name the person and the token.\n${TOKEN_CREATE_USAGE}`);
  const token = await withDatabase(io, (db) => createToken(db, services, { email: agent, name }));
  io.out(values.json ? JSON.stringify({ token }) : token);
  if (!values.json) io.err('Keep it well: it is shown this once.');
  return 0;
}

const services = { clock: systemClock, ids: randomIds };

async function withDatabase<T>(io: CommandIo, job: (db: Db) => Promise<T>): Promise<T> {
  const { db } = await openMigrated(readConfig(io.env, io.cwd).databaseUrl);
  try {
    return await job(db);
  } finally {
    await db.destroy();
  }
}
