// How much one client address may ask for; counted in this process's memory, in a fixed number of buckets, so that a
// million invented addresses cost no more memory than a few.
import { createHmac, randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { clientAddress } from './client-address.ts';

const BUCKETS = 16_384;

/** Requests a window; each is for one client address, but where it says otherwise. */
export const RATE_LIMITS = {
  /** Requests written. */
  submit: { points: 30, seconds: 60 },
  /** Batches of usage events. */
  events: { points: 240, seconds: 60 },
  /** Searches answered by the server. */
  search: { points: 240, seconds: 60 },
  /** Looking at a request with its key, right or wrong. */
  lookup: { points: 120, seconds: 60 },
  /** Links asked for by mail, from one client address. */
  links_client: { points: 20, seconds: 3_600 },
  /** Links asked for by mail, to one mail address. */
  links_address: { points: 3, seconds: 86_400 },
  /** Calls of the console's API. */
  admin: { points: 1_200, seconds: 60 },
} as const;

export type RateLimitName = keyof typeof RATE_LIMITS;

export interface RateLimits {
  /** Middleware that counts one request and answers 429 with Retry-After when there were too many. */
  limit(name: RateLimitName): MiddlewareHandler;
  /** Counts one more of `of`; false where there were too many, for who says nothing of it. */
  takes(name: RateLimitName, of: string): Promise<boolean>;
}

export function createRateLimits(options: { enabled: boolean; trustedProxyHops: number }): RateLimits {
  const salt = randomBytes(16);
  const limiters = Object.fromEntries(
    Object.entries(RATE_LIMITS).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    ]),
  ) as Record<RateLimitName, RateLimiterMemory>;
  const bucketOf = (address: string) => createHmac('sha1', salt).update(address).digest().readUInt32BE(0) % BUCKETS;
  return {
    takes: async (name, of) => {
      if (!options.enabled) return true;
      try {
        await limiters[name].consume(String(bucketOf(of)));
        return true;
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        return false;
      }
    },
    limit: (name) => async (context, next) => {
      if (options.enabled) {
        try {
          await limiters[name].consume(String(bucketOf(clientAddress(context, options.trustedProxyHops))));
        } catch (refusal) {
          if (refusal instanceof Error) throw refusal;
          const wait = (refusal as { msBeforeNext?: number }).msBeforeNext ?? 60_000;
          throw new AppError('too_many_requests', { retryAfter: wait / 1_000 });
        }
      }
      await next();
    },
  };
}
