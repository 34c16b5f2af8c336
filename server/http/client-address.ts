// Whose request this is, for rate limits only: kept in memory, never stored, never logged (METHOD 2.5.2).
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The address that a trusted proxy saw, or the peer's own where no proxy is trusted (`hops` 0: X-Forwarded-For is ignored).
 * IPv6 addresses are cut to their /64, since one person owns that many.
 */
export function clientAddress(context: Context, hops: number): string {
  const chain = hops > 0 ? (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim()) : [];
  const forwarded = chain.filter(Boolean).at(-hops);
  return prefixOf(forwarded ?? peerAddress(context)).slice(0, 64);
}

function peerAddress(context: Context): string {
  // Requests that come through `app.request()` in tests have no socket.
  if (!(context.env as { incoming?: unknown } | undefined)?.incoming) return 'local';
  return getConnInfo(context).remote.address ?? 'unknown';
}

function prefixOf(address: string): string {
  const plain = address.replace(/^\[|\](:\d+)?$/g, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const front = head.split(':').filter(Boolean);
  const back = plain.includes('::') ? tail.split(':').filter(Boolean) : [];
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':').toLowerCase()}::/64`;
}
