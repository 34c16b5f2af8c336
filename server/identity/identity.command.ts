// `identity secret`: what a product's own server signs the identity of its users with.
import { parseArgs } from 'node:util';
import type { CommandIo } from '../command-io.ts';
import { readConfig, readSecretKey } from '../config.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { UsageError } from '../usage-error.ts';
import { identitySecret } from './identity-token.ts';

export const IDENTITY_SECRET_USAGE = `fingerpost identity secret [--site default] [--json]
  Prints the secret with which the server of your product signs who its users are (a JWT, HS256, that ends within two
  hours). It belongs to one site and to this server's SECRET_KEY: keep it on your server, never on a page.`;

export async function runIdentitySecret(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { site: { type: 'string', default: 'default' }, json: { type: 'boolean' } },
  });
  const config = readConfig(io.env, io.cwd);
  const { sites } = loadSettings(config);
  if (!sites[values.site])
    throw new UsageError(`There is no site "${values.site}"; the settings have: ${Object.keys(sites).join(', ')}.`);
  const secret = identitySecret(readSecretKey(io.env, config.dataDir), values.site);
  io.out(values.json ? JSON.stringify({ site: values.site, secret }) : secret);
  return 0;
}
