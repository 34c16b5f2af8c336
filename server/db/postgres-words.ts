// Why PostgreSQL could not be reached, in one sentence with its remedy and without the password.
import { DatabaseUnavailableError } from './database-errors.ts';
import { DatabaseOpenError, redact } from './open-database.ts';

/** Turns what went wrong while connecting into a sentence; errors that say it already are passed on. */
export function explainConnectionError(error: unknown, url: string): Error {
  if (error instanceof DatabaseOpenError) return error;
  const cause = error instanceof DatabaseUnavailableError ? error.cause : error;
  return new DatabaseOpenError(`DATABASE_URL is "${redact(url)}": ${remedyOf(cause, partsOf(url))}`, { cause });
}

interface Parts {
  user: string;
  host: string;
  database: string;
}

function partsOf(url: string): Parts {
  try {
    const parsed = new URL(url);
    const user = decodeURIComponent(parsed.username) || (process.env.PGUSER ?? 'the user');
    return {
      user,
      host: parsed.host || parsed.searchParams.get('host') || 'localhost',
      database: decodeURIComponent(parsed.pathname.slice(1)) || user,
    };
  } catch (_notAnAddress) {
    return { user: 'the user', host: 'the host', database: 'the database' };
  }
}

function remedyOf(error: unknown, { user, host, database }: Parts): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const said = String(message ?? error);
  if (/password must be a string/.test(said))
    return `PostgreSQL wants a password for ${user}: write postgres://USER:PASSWORD@HOST/NAME.`;
  if (/timeout|terminated/i.test(said) && typeof code !== 'string')
    return `nothing answered at ${host} within 3 seconds. Check the address, the firewall, and whether PostgreSQL runs there.`;
  if (/does not support SSL/i.test(said))
    return 'the server has no TLS. Take sslmode out of the address, or turn TLS on.';
  if (/certificate/i.test(said))
    return `the certificate of ${host} is not trusted (${said}). Name its authority: …?sslmode=verify-full&sslrootcert=FILE.`;
  switch (String(code ?? '')) {
    case 'ECONNREFUSED':
      return `nothing listens at ${host}. Start PostgreSQL, or mend host and port.`;
    case 'ENOENT':
      return `there is no socket at ${host}. Start PostgreSQL, or mend the folder.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${host} is not known. Mend its name.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${host} cannot be reached. Check the address and the firewall.`;
    case 'ERR_INVALID_URL':
      return 'this is no address. Write postgres://USER:PASSWORD@HOST:PORT/NAME, and # / ? @ in a password as %23 %2F %3F %40.';
    case '28P01':
      return `PostgreSQL refuses the password of ${user}. Mend it; characters like # / ? @ are written %23 %2F %3F %40.`;
    case '28000':
      return `PostgreSQL does not let ${user} in from here (${said}). Mend the user, or pg_hba.conf.`;
    case '3D000':
      return `there is no database ${database}. Create it: createdb --owner=${user} ${database}`;
    case '42501':
      return `${user} may not do this in ${database} (${said}). Make ${user} the owner of the database.`;
    case '53300':
      return `PostgreSQL has no connection left. Raise max_connections, or stop what holds them.`;
    case '57P03':
      return 'PostgreSQL is starting or stopping. Try again in a moment.';
    default:
      return `PostgreSQL cannot be used (${said}).`;
  }
}
