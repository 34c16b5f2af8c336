// What a password must be: long enough, not one that everybody tries first, not the person's own address.
import { LIMITS } from '../../contract/limits.ts';

/**
 * Why this cannot be the password, as a sentence to show, or null where it can.
 * Length and a list are all that is asked, as NIST SP 800-63B advises: no digits or signs are demanded.
 */
export function passwordProblem(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < LIMITS.passwordMin)
    return `Use at least ${LIMITS.passwordMin} characters. A few words in a row are good.`;
  if (password.length > LIMITS.passwordMax) return `Use at most ${LIMITS.passwordMax} characters.`;
  const plain = password.trim().toLowerCase();
  const [local = ''] = email.toLowerCase().split('@');
  if (plain === email.toLowerCase() || (local.length > 3 && stripped(plain) === local))
    return 'Use something other than your own address.';
  if (isCommon(plain)) return 'This is one of the passwords that are tried first. Use another.';
  return null;
}

/** Beginnings of most of the lists that attackers work through; with digits and signs behind them they are no better. */
const COMMON = new Set([
  ...['password', 'passwort', 'motdepasse', 'contrasena', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'letmein', 'letmeinnow'],
  ...['welcome', 'willkommen', 'bienvenue', 'qwerty', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['qwertyqwerty', 'asdfasdf', 'asdfghjklqwerty', 'iloveyou', 'ichliebedich', 'sunshine', 'princess', 'football'],
  ...['baseball', 'basketball', 'superman', 'batman', 'spiderman', 'starwars', 'pokemon', 'dragon', 'monkey', 'master'],
  ...[
    'administrator',
    'admin',
    'adminadmin',
    'administration',
    'root',
    'rootroot',
    'superuser',
    'supervisor',
    'system',
  ],
  ...[
    'changeme',
    'changemenow',
    'changethis',
    'default',
    'secret',
    'secretsecret',
    'testtest',
    'testing',
    'test',
    'user',
  ],
  ...['guest', 'helpdesk', 'support', 'service', 'customer', 'company', 'internet', 'computer', 'freedom', 'whatever'],
  ...[
    'trustno',
    'abcdefghij',
    'abcdefgh',
    'abcd',
    'abc',
    'hello',
    'hallo',
    'login',
    'fingerpost',
    'correcthorsebatterystaple',
  ],
  ...['summer', 'winter', 'spring', 'autumn', 'sommer', 'january', 'february', 'october', 'november', 'december'],
  ...['monday', 'michael', 'jennifer', 'jordan', 'charlie', 'thomas', 'daniel', 'jessica', 'ashley', 'michelle'],
  ...[
    'q1w2e3r4t5',
    '1q2w3e4r5t',
    '1qaz2wsx3edc',
    'zaq12wsxcde3',
    '1q2w3e4r',
    'qazwsxedc',
    'qazwsxedcrfv',
    'a1b2c3d4e5',
  ],
]);

function isCommon(plain: string): boolean {
  return COMMON.has(plain) || COMMON.has(stripped(plain)) || isRow(plain) || isRepetition(plain);
}

/** Without digits and signs around it. */
function stripped(plain: string): string {
  return plain.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
}

/** 1234567890, 0987654321, abcdefghijk: every character follows the one before it. */
function isRow(plain: string): boolean {
  const codes = [...plain].map((character) => character.codePointAt(0) ?? 0);
  const isNext = (step: number) =>
    codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step || isTurn(plain, at, step));
  return isNext(1) || isNext(-1);
}

/** After 9 comes 0, and before 0 comes 9. */
function isTurn(plain: string, at: number, step: number): boolean {
  return step === 1 ? plain.slice(at - 1, at + 1) === '90' : plain.slice(at - 1, at + 1) === '09';
}

/** aaaaaaaaaa, 1212121212, abcabcabcabc: at most three characters over and over. */
function isRepetition(plain: string): boolean {
  return /^(.{1,3}?)\1+.{0,2}$/su.test(plain) && new Set(plain).size <= 3;
}
