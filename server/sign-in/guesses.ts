// How many wrong passwords are taken: by account in the database, by client address in this process's memory
// (docs/decisions/0010). A guess is counted before it is tried and forgiven when it was right, so that many at once
// gain nothing.
import { createHmac, randomBytes } from 'node:crypto';
import { GUESSES } from '../../contract/limits.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { AppError } from '../errors.ts';
import { type Clock, type Ids, nowText } from '../services.ts';
import { keyFor } from './key-for.ts';

const WINDOW_MS = GUESSES.windowMinutes * 60_000;
/** Of each kind; the oldest are forgotten first. */
const MOST_REMEMBERED = 50_000;

export interface Guess {
  /** The password was right: the guess counts for nothing. */
  forgive(): Promise<void>;
}

export interface Guesses {
  /**
   * Counts a guess at `account` (any address, known or not) from `address`.
   * @throws AppError too_many_requests with the seconds to wait.
   */
  count(account: string, address: string): Promise<Guess>;
  /** Counts a wrong code, which has limits of its own by account, towards the client address. */
  countAddress(address: string): void;
  /** @throws AppError too_many_requests where this address has guessed wrong too often. */
  refuseBusy(address: string): void;
}

export interface GuessParts {
  enabled: boolean;
  secretKey: Buffer;
  writes: WriteQueue;
  clock: Clock;
  ids: Ids;
}

export function createGuesses({ enabled, secretKey, writes, clock, ids }: GuessParts): Guesses {
  const accountSecret = keyFor(secretKey, 'guesses');
  const salt = randomBytes(16);
  const byAddress = new Map<string, number[]>();
  const byPair = new Map<string, number[]>();
  const hashed = (text: string) => createHmac('sha256', salt).update(text).digest('base64url').slice(0, 22);
  const recent = (times: Map<string, number[]>, key: string) =>
    (times.get(key) ?? []).filter((time) => time > clock.now().getTime() - WINDOW_MS);

  function remember(times: Map<string, number[]>, key: string): void {
    const known = recent(times, key);
    times.delete(key);
    times.set(key, [...known, clock.now().getTime()]);
    const oldest = times.keys().next();
    if (times.size > MOST_REMEMBERED && !oldest.done) times.delete(oldest.value);
  }
  function forget(times: Map<string, number[]>, key: string): void {
    const known = recent(times, key).slice(0, -1);
    if (known.length > 0) times.set(key, known);
    else times.delete(key);
  }
  function refuseBusyAddress(addressKey: string): void {
    const times = recent(byAddress, addressKey);
    if (times.length >= GUESSES.perAddress) throw tooMany(times[0]);
  }
  function tooMany(oldest: number | undefined): AppError {
    const wait = (oldest ?? clock.now().getTime()) + WINDOW_MS - clock.now().getTime();
    return new AppError('too_many_requests', { retryAfter: wait / 1_000, detail: TOO_MANY_GUESSES });
  }

  return {
    async count(account, address) {
      if (!enabled) return { forgive: async () => undefined };
      const addressKey = hashed(address);
      const pairKey = hashed(`${account.toLowerCase()} ${address}`);
      const accountKey = createHmac('sha256', accountSecret).update(account.toLowerCase()).digest('hex');
      refuseBusyAddress(addressKey);
      const pairTimes = recent(byPair, pairKey);
      // Counted before anything is waited for, so that many at once do not all find the same free place.
      remember(byAddress, addressKey);
      remember(byPair, pairKey);
      const id = ids.uuid();
      const since = new Date(clock.now().getTime() - WINDOW_MS).toISOString();
      const failures = await writes.write(async (trx) => {
        await trx.deleteFrom('sign_in_failure').where('at', '<', since).execute();
        const { failures } = await trx
          .selectFrom('sign_in_failure')
          .select((eb) => eb.fn.countAll().as('failures'))
          .where('account_key', '=', accountKey)
          .executeTakeFirstOrThrow();
        if (!isRefused(Number(failures), pairTimes.length))
          await trx
            .insertInto('sign_in_failure')
            .values({ id, account_key: accountKey, at: nowText(clock) })
            .execute();
        return Number(failures);
      });
      if (isRefused(failures, pairTimes.length)) {
        forget(byAddress, addressKey);
        forget(byPair, pairKey);
        throw tooMany(pairTimes[0]);
      }
      return {
        async forgive() {
          forget(byAddress, addressKey);
          forget(byPair, pairKey);
          await writes.write((trx) => trx.deleteFrom('sign_in_failure').where('id', '=', id).execute());
        },
      };
    },
    countAddress(address) {
      if (enabled) remember(byAddress, hashed(address));
    },
    refuseBusy(address) {
      if (enabled) refuseBusyAddress(hashed(address));
    },
  };
}

/** An account that strangers have tried too often stays open to an address that has hardly failed at it. */
function isRefused(failuresOfAccount: number, failuresOfPair: number): boolean {
  return failuresOfAccount >= GUESSES.perAccount && failuresOfPair >= GUESSES.perNewAddress;
}

const TOO_MANY_GUESSES =
  'There were too many wrong passwords for this account, or from where you are. Wait a while, or ask an admin for a link.';
