// How the cookies of the console are called, and whether this server's address may hand them out at all.
import type { Config } from '../config.ts';

export interface CookieNames {
  /** The session. */
  session: string;
  /** The challenge between password and second factor. */
  challenge: string;
  /** Names that are only ever taken away. */
  unused: readonly string[];
  isSecure: boolean;
}

/**
 * On https `__Host-fingerpost`, which no other host of the domain can set or read; on plain http browsers refuse that
 * prefix, so the same name goes without it.
 */
export function cookieNames(publicUrl: string): CookieNames {
  const isSecure = publicUrl.startsWith('https:');
  const prefix = isSecure ? '__Host-' : '';
  return {
    session: `${prefix}fingerpost`,
    challenge: `${prefix}fingerpost-challenge`,
    unused: [`${prefix}fingerpost-cache`, `${prefix}fingerpost-short`, `${prefix}fingerpost-device`],
    isSecure,
  };
}

/** False on plain http that leaves this machine, unless ALLOW_HTTP says that this is known. */
export function maySignInHere(config: Pick<Config, 'publicUrl' | 'allowHttp'>): boolean {
  const { protocol, hostname } = new URL(config.publicUrl);
  return protocol === 'https:' || config.allowHttp || isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}
