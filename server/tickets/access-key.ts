// The key with which a requester sees their request: made from the ticket's id, so that a retry and a later mail repeat it.
import { createHmac, timingSafeEqual } from 'node:crypto';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const KEY_CHARACTERS = 26;
const GROUPS = [5, 5, 5, 5, 6];

/** HMAC-SHA-256 of ticket id and key version under the secret, its first 130 bits in Crockford base32, hyphenated. */
export function accessKeyOf(secretKey: Buffer, ticketId: string, keyVersion: number): string {
  const plain = plainKey(secretKey, ticketId, keyVersion);
  let at = 0;
  return GROUPS.map((length) => {
    at += length;
    return plain.slice(at - length, at);
  }).join('-');
}

/** True where `typed` is this ticket's key; case, hyphens and the letters that Crockford folds do not matter. */
export function isAccessKey(secretKey: Buffer, ticketId: string, keyVersion: number, typed: string): boolean {
  const normal = typed.toLowerCase().replace(/[-\s]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  const expected = Buffer.from(plainKey(secretKey, ticketId, keyVersion));
  const given = Buffer.alloc(expected.length);
  given.write(normal.slice(0, expected.length));
  return timingSafeEqual(given, expected) && normal.length === KEY_CHARACTERS;
}

function plainKey(secretKey: Buffer, ticketId: string, keyVersion: number): string {
  const bytes = createHmac('sha256', secretKey).update(`access-key\0${ticketId}\0${keyVersion}`).digest();
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < KEY_CHARACTERS) {
      text += CROCKFORD[(held >> (bits - 5)) & 31];
      bits -= 5;
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
