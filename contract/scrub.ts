/**
 * Takes personal data out of what people type before it is written anywhere; the widget and the server run the same
 * function. Every pattern here works in time proportional to the text, whoever wrote it, and the text is cut first.
 */

/** Longest text that is scrubbed, in characters; what lies beyond is dropped, never passed through. */
export const SCRUB_MAX_LENGTH = 20_000;

/** What `scrubText` may be told about the text. */
export interface ScrubOptions {
  /** BCP-47 tag; `en-GB` adds postcodes, National Insurance and NHS numbers. */
  readonly locale?: string | undefined;
  /** An organisation's own patterns; each match becomes `[removed]`. */
  readonly extra?: readonly RegExp[] | undefined;
  /** Cuts text and result to this many characters (at most `SCRUB_MAX_LENGTH`). */
  readonly maxLength?: number | undefined;
}

/** Replacing one thing can lay another bare (a postcode glued to a number); so many rounds are enough for all of them. */
const MAX_ROUNDS = 4;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const HEX_TOKEN = /[0-9a-f]{16,}/gi;
const IBAN_CANDIDATE = /\b[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}/gi;
const CARD_CANDIDATE = /\d(?:[ -]?\d){12,}/g;
const PHONE_CANDIDATE = /[+(]?\p{Nd}(?:[ \u00a0().\u2010-\u2013/-]{0,3}\p{Nd})*/gu;
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/gi;
const NINO = /\b[a-ceghj-prtw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b/gi;
const NHS_CANDIDATE = /\d{10,}/g;
const DIGIT_RUN = /\p{Nd}{6,}/gu;
const WORD = /\S+/g;
const ADDRESS_WORD = /[^\s<>()[\]{}"',;:|/?&=#]+/g;

/** Something before and after the sign, or a domain after it: `jo@example.org`, `@example.org`, but not `@ 5` or `@jo`. */
const EMAIL = /[^@]@+[^@.]|@[^@]+\../;

/** Replaces mail addresses alone by `[email]`; other things of a text, numbers for instance, stay. */
export function hideEmails(text: string): string {
  return text.replace(ADDRESS_WORD, (word) => {
    if (!EMAIL.test(word.replace(/%40|\uff20/g, '@'))) return word;
    return `[email]${word.endsWith('.') ? '.' : ''}`;
  });
}

function hideUrlQueries(text: string): string {
  return text.replace(WORD, (word) => {
    const isAddress = word.includes('://') || /^www\./i.test(word);
    const at = word.search(/[?#]/);
    if (at < 0 || at === word.length - 1) return word;
    const looksLikeQuery = isAddress || (/[/.]/.test(word.slice(0, at)) && word.indexOf('=', at) > 0);
    return looksLikeQuery ? `${word.slice(0, at)}[url]` : word;
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    let digit = Number(digits[digits.length - 1 - i]);
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

/** The check of ISO 13616: country and check digits moved to the end, letters as numbers, remainder 1 by 97. */
function passesIbanCheck(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** A candidate may have swallowed the words that follow; the longest beginning that passes the check is the number. */
function hideIban(candidate: string): string {
  for (let end = candidate.length; end >= 15; end -= 1) {
    const compact = candidate.slice(0, end).replaceAll(' ', '');
    if (compact.length >= 15 && candidate[end - 1] !== ' ' && passesIbanCheck(compact)) {
      return `[card]${candidate.slice(end)}`;
    }
  }
  return candidate;
}

function hideCard(candidate: string): string {
  const digits = candidate.replace(/\D/g, '');
  return digits.length <= 19 && passesLuhn(digits) ? '[card]' : candidate;
}

function hidePhone(candidate: string): string {
  const digits = candidate.match(/\p{Nd}/gu)?.length ?? 0;
  const hasSeparator = /[^\p{Nd}]/u.test(candidate);
  return digits >= 8 && hasSeparator ? '[phone]' : candidate;
}

/** Ten digits whose last is the modulus-11 check of the first nine. */
function hideNhsNumber(digits: string): string {
  if (digits.length !== 10) return digits;
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += Number(digits[i]) * (10 - i);
  return (11 - (sum % 11)) % 11 === Number(digits[9]) ? '[nhs]' : digits;
}

function hideExtra(text: string, pattern: RegExp): string {
  const everywhere = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  return text.replace(everywhere, (match) => (match === '' ? '' : '[removed]'));
}

function scrubOnce(text: string, options: ScrubOptions): string {
  let result = hideUrlQueries(hideEmails(text));
  // Whole UUIDs go before cards and phones, whose digits they would otherwise be taken for in part.
  result = result.replace(UUID, '[id]').replace(IBAN_CANDIDATE, hideIban).replace(CARD_CANDIDATE, hideCard);
  result = result.replace(PHONE_CANDIDATE, hidePhone).replace(HEX_TOKEN, '[id]');
  if (options.locale?.toLowerCase() === 'en-gb') {
    result = result.replace(POSTCODE, '[postcode]').replace(NINO, '[nino]').replace(NHS_CANDIDATE, hideNhsNumber);
  }
  result = result.replace(DIGIT_RUN, '[number]');
  for (const pattern of options.extra ?? []) result = hideExtra(result, pattern);
  return result;
}

/**
 * Replaces personal data by placeholders, in the order of METHOD 2.5.3: e-mail `[email]`, the query of an address
 * `[url]`, IBAN and card numbers `[card]`, telephone numbers `[phone]`, UUIDs and long hexadecimal tokens `[id]`, for
 * `en-GB` `[postcode]`, `[nino]` and `[nhs]`, any six digits in a row `[number]`, then the organisation's own patterns.
 * Short numbers, such as those of errors, stay. The result is never longer than the limit; scrubbing it again changes
 * nothing (as long as `extra` patterns do not match their own replacement).
 */
export function scrubText(text: string, options: ScrubOptions = {}): string {
  const limit = Math.min(options.maxLength ?? SCRUB_MAX_LENGTH, SCRUB_MAX_LENGTH);
  let result = text.slice(0, limit);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = result;
    // The organisation's patterns may match placeholders, so they are applied in the first round only.
    result = scrubOnce(before, round === 0 ? options : { locale: options.locale }).slice(0, limit);
    if (result === before) break;
  }
  return result;
}
