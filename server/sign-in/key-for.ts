// Makes keys for single purposes out of the server's one key.
import { createHmac } from 'node:crypto';

/** A key for one purpose, made of the server's own, so that none of the two can be used in place of the other. */
export function keyFor(secretKey: Buffer, purpose: string): string {
  return createHmac('sha256', secretKey).update(`fingerpost ${purpose}`).digest('hex');
}
