// The only reader of the environment: parses every variable once and reports all problems at once, by name.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import { passwordProblem } from './sign-in/password-rules.ts';

export interface Config {
  port: number;
  host: string;
  /** Without a slash at the end. */
  publicUrl: string;
  dataDir: string;
  databaseUrl: string;
  kbDir: string;
  settingsFile: string | null;
  trustedProxyHops: number;
  logLevel: string;
  rateLimits: boolean;
  /** Signing in over plain http that leaves this machine. */
  allowHttp: boolean;
  /** The first admin, made at the start where there is none. */
  firstAdmin: { email: string; password: string } | null;
  /** The server that takes mail, and what stands under From; null: no mail is sent. */
  mail: { url: string; from: string } | null;
  /** Set by `npm run dev`: open pages reload when code or articles change. */
  isDev: boolean;
}

/** Settings that cannot be used; the message lists every problem with its remedy. */
export class ConfigError extends Error {}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .refine((text) => Number(text) <= 65_535, 'must be a number from 0 to 65535')
    .default('4357'),
  HOST: z.string().min(1, 'must name an address, for instance localhost or 0.0.0.0').default('localhost'),
  PUBLIC_URL: z
    .string()
    .refine(isHttpUrl, 'must be an address like https://help.example.com, without a query')
    .optional(),
  DATA_DIR: z.string().min(1, 'must be a folder').default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME')
    .optional(),
  KB_DIR: z.string().min(1, 'must be a folder').default('./kb-content'),
  SETTINGS: z.string().min(1, 'must be the path of a YAML file').optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters; leave it out to have one made').optional(),
  TRUSTED_PROXY_HOPS: z.string().regex(/^\d$/, 'must be a number from 0 to 9').default('0'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  RATE_LIMITS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  ALLOW_HTTP: z.enum(['on', 'off'], 'must be on or off').default('off'),
  ADMIN_EMAIL: z.email('must be a mail address like you@example.com').max(LIMITS.email).optional(),
  ADMIN_PASSWORD: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/[^\s/]+\/?(\?\S*)?$/,
      'must be smtp://USER:PASSWORD@HOST:PORT, or smtps://… for TLS from the start',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address like help@example.com or Help <help@example.com>',
    )
    .optional(),
});

/** Never repeated in a message. */
const SECRET_NAMES = ['SECRET_KEY', 'ADMIN_PASSWORD', 'SMTP_URL'];

/** For a key that another process is writing just now. */
const EMPTY_KEY_TRIES = 20;
const EMPTY_KEY_WAIT_MS = 50;

/** Every environment variable that is read; the docs are checked against it. */
export const ENVIRONMENT_NAMES: readonly string[] = Object.keys(Environment.shape);

/**
 * Parses the environment. Relative paths are taken from `cwd`.
 * @throws ConfigError listing every variable that is wrong, what was found and what is allowed.
 */
export function readConfig(env: Record<string, string | undefined>, cwd: string): Config {
  const known = Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = Environment.safeParse(known);
  const issues = parsed.success ? [] : parsed.error.issues;
  const problems = [
    ...issues.map((issue) => ({ name: String(issue.path[0]), message: issue.message })),
    ...firstAdminProblems(known),
    ...mailProblems(known),
  ];
  if (!parsed.success || problems.length > 0) {
    const lines = problems.map(({ name, message }) => {
      const found =
        SECRET_NAMES.includes(name) && known[name] ? '(hidden)' : (JSON.stringify(known[name]) ?? 'missing');
      return `  ${name} is ${found}: ${message}.`;
    });
    throw new ConfigError(`The settings in the environment cannot be used:\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  const dataDir = resolve(cwd, values.DATA_DIR);
  return {
    port: Number(values.PORT),
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`).replace(/\/+$/, ''),
    dataDir,
    databaseUrl: absoluteDatabaseUrl(values.DATABASE_URL, dataDir, cwd),
    kbDir: resolve(cwd, values.KB_DIR),
    settingsFile: values.SETTINGS ? resolve(cwd, values.SETTINGS) : null,
    trustedProxyHops: Number(values.TRUSTED_PROXY_HOPS),
    logLevel: values.LOG_LEVEL,
    rateLimits: values.RATE_LIMITS === 'on',
    allowHttp: values.ALLOW_HTTP === 'on',
    firstAdmin:
      values.ADMIN_EMAIL && values.ADMIN_PASSWORD
        ? { email: values.ADMIN_EMAIL.toLowerCase(), password: values.ADMIN_PASSWORD }
        : null,
    mail: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: values.MAIL_FROM } : null,
    isDev: env.FINGERPOST_DEV === 'on',
  };
}

/** Where mail goes out and from whom belong together. */
function mailProblems({ SMTP_URL: url, MAIL_FROM: from }: Record<string, string | undefined>) {
  if (url && !from) return [{ name: 'MAIL_FROM', message: 'must be set together with SMTP_URL' }];
  if (from && !url) return [{ name: 'SMTP_URL', message: 'must be set together with MAIL_FROM' }];
  return [];
}

/** Address and password of the first admin belong together, and the password must be one. */
function firstAdminProblems(env: Record<string, string | undefined>): { name: string; message: string }[] {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = env;
  if (!email && !password) return [];
  if (!password) return [{ name: 'ADMIN_PASSWORD', message: 'must be set together with ADMIN_EMAIL' }];
  if (!email) return [{ name: 'ADMIN_EMAIL', message: 'must be set together with ADMIN_PASSWORD' }];
  const problem = passwordProblem(password, email);
  return problem ? [{ name: 'ADMIN_PASSWORD', message: problem.replace(/\.$/, '') }] : [];
}

/**
 * The key that access keys are made with: from the environment, else the one kept in the data folder, made when absent.
 * Losing it makes every access key that was handed out useless, so it is written with care and never logged.
 * @throws ConfigError where the folder cannot be written to, or the key in it is damaged.
 */
export function readSecretKey(env: Record<string, string | undefined>, dataDir: string): Buffer {
  if (env.SECRET_KEY) return Buffer.from(env.SECRET_KEY, 'utf8');
  const file = join(dataDir, 'secret-key');
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new ConfigError(
      `DATA_DIR is ${dataDir}, which cannot be a folder (${(error as NodeJS.ErrnoException).code}). Name one that this account may write to.`,
    );
  }
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true });
    chmodSync(file, 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new ConfigError(
        `DATA_DIR is ${dataDir}, in which nothing can be written (${code}). Free it, or name another.`,
      );
  }
  let key = readFileSync(file, 'utf8').trim();
  // Another process that starts at the same moment has made the file and writes to it just now.
  for (let tries = 0; key.length === 0 && tries < EMPTY_KEY_TRIES; tries += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, EMPTY_KEY_WAIT_MS);
    key = readFileSync(file, 'utf8').trim();
  }
  if (key.length < 32)
    throw new ConfigError(`The file ${file} should hold the secret key but is too short. Restore it from a backup.`);
  return Buffer.from(key, 'utf8');
}

function absoluteDatabaseUrl(url: string | undefined, dataDir: string, cwd: string): string {
  if (!url) return `sqlite:${join(dataDir, 'fingerpost.db')}`;
  if (!url.startsWith('sqlite:') || url === 'sqlite::memory:') return url;
  return `sqlite:${resolve(cwd, url.slice('sqlite:'.length))}`;
}

function isHttpUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username;
  } catch (_notAnAddress) {
    return false;
  }
}
