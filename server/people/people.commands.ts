// `agent add`, `agent link` and `token create`: people, their links and tokens from the command line.
import { parseArgs } from 'node:util';
import type { OneTimeLink } from '../../contract/api/people.ts';
import { LIMITS } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import type { Trx } from '../db/database.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { createWriteQueue } from '../db/write-queue.ts';
import { AppError } from '../errors.ts';
import { randomIds, systemClock } from '../open-services.ts';
import type { Services } from '../services.ts';
import { makeLink } from '../sign-in/links.ts';
import { removeSecondFactor } from '../sign-in/set-password.ts';
import { UsageError } from '../usage-error.ts';
import { isRole, ROLES } from './permissions.ts';
import { addAgent, createToken } from './tokens.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/;

export const AGENT_ADD_USAGE = `fingerpost agent add EMAIL --role ${ROLES.join('|')} [--name NAME] [--json]
  Adds somebody who works here, and prints a one-time link with which they choose their password.`;

export const AGENT_LINK_USAGE = `fingerpost agent link EMAIL [--without-second-factor] [--json]
  Prints a new one-time link for somebody's password; earlier links of theirs stop working. Using it ends their sessions.
  With --without-second-factor, for a lost phone, their second factor is turned off as well.`;

export const TOKEN_CREATE_USAGE = `fingerpost token create --agent EMAIL --name N [--json]
  Makes an API token for somebody and prints it once; only its hash is stored.`;

export async function runAgentAdd(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { role: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  });
  const email = oneAddress(positionals, AGENT_ADD_USAGE);
  const role = values.role ?? '';
  if (!isRole(role)) throw new UsageError(`--role is "${role}"; use one of: ${ROLES.join(', ')}.`);
  const name = values.name;
  const { id, link } = await inOneWrite(io, async (trx, services) => {
    const id = await addAgent(trx, services, { email, role, ...(name ? { name } : {}) });
    await recordAudit(trx, services, 'command line', { what: 'person_added', about: id, detail: `As ${role}.` });
    return { id, link: await makeLink(trx, services, id) };
  });
  if (values.json) io.out(JSON.stringify({ id, email, role, link: link.url, expires_at: link.expires_at }));
  else sayLink(io, `Added ${email} as ${role}.`, link);
  return 0;
}

export async function runAgentLink(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, 'without-second-factor': { type: 'boolean' } },
  });
  const email = oneAddress(positionals, AGENT_LINK_USAGE);
  const link = await inOneWrite(io, async (trx, services) => {
    const agent = await trx
      .selectFrom('agent')
      .select(['id', 'disabled'])
      .where('email', '=', email)
      .executeTakeFirst();
    if (!agent) throw new AppError('not_found', { detail: `There is nobody with the address ${email}.` });
    if (agent.disabled) throw new AppError('not_possible_now', { detail: `${email} may not come in any more.` });
    if (values['without-second-factor']) {
      await removeSecondFactor(trx, agent.id);
      await recordAudit(trx, services, 'command line', { what: 'second_factor_changed', about: agent.id });
    }
    await recordAudit(trx, services, 'command line', { what: 'link_made', about: agent.id });
    return makeLink(trx, services, agent.id);
  });
  if (values.json)
    io.out(JSON.stringify({ email, link: link.url, purpose: link.purpose, expires_at: link.expires_at }));
  else sayLink(io, `A new link for ${email}.`, link);
  return 0;
}

function oneAddress(positionals: string[], usage: string): string {
  const [email] = positionals;
  if (!email || positionals.length !== 1 || !ADDRESS.test(email) || email.length > LIMITS.email)
    throw new UsageError(`Give one mail address, for instance you@example.com.\n${usage}`);
  return email.toLowerCase();
}

function sayLink(io: CommandIo, words: string, link: OneTimeLink): void {
  io.err(words);
  io.out(link.url);
  io.err(`The link works once, until ${link.expires_at}. Hand it over in a way that you trust.`);
}

export async function runTokenCreate(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { agent: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  });
  const { agent, name } = values;
  if (!agent || !name || name.length > 120)
    throw new UsageError(`Name the person and the token.\n${TOKEN_CREATE_USAGE}`);
  const token = await inOneWrite(io, async (trx, services) => {
    const made = await createToken(trx, services, { email: agent, name });
    const owner = await trx
      .selectFrom('agent')
      .select('id')
      .where('email', '=', agent.toLowerCase())
      .executeTakeFirst();
    await recordAudit(trx, services, 'command line', { what: 'token_made', about: owner?.id ?? null, detail: name });
    return made;
  });
  io.out(values.json ? JSON.stringify({ token }) : token);
  if (!values.json) io.err('Keep it well: it is shown this once.');
  return 0;
}

type CommandServices = Pick<Services, 'clock' | 'ids' | 'config'>;

async function inOneWrite<T>(io: CommandIo, job: (trx: Trx, services: CommandServices) => Promise<T>): Promise<T> {
  const config = readConfig(io.env, io.cwd);
  const { db } = await openMigrated(config.databaseUrl);
  try {
    return await createWriteQueue(db).write((trx) => job(trx, { clock: systemClock, ids: randomIds, config }));
  } finally {
    await db.destroy();
  }
}
