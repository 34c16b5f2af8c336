// Passwords as they are stored: argon2id, 19 MiB, two passes (about 30 ms), computed off the event loop.
import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP's password storage sheet has it; memory in KiB. The algorithm's number is that of the package. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A password as a PHC string with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** False for a wrong password and for a hash that cannot be read. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, password);
  } catch (_notAHash) {
    return false;
  }
}
