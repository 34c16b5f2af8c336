// Recovery codes for the day when the phone is lost: easy to write down, and to type in from paper.
import { randomInt } from 'node:crypto';

const CODES = 10;
const HALF = 5;
/** No letter that looks like another, or like a digit: 30 signs, so ten of them are 49 bits. */
const SIGNS = 'abcdefghjkmnpqrstvwxyz23456789';

/** Ten codes like `k3mxp-7wq2h`. */
export function makeRecoveryCodes(): string[] {
  const half = () => Array.from({ length: HALF }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: CODES }, () => `${half()}-${half()}`);
}

/** What was typed, as it was made: capitals, spaces and a missing hyphen do not matter. */
export function asRecoveryCode(typed: string): string {
  const signs = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return `${signs.slice(0, HALF)}-${signs.slice(HALF)}`;
}
