// SEC-22: how many wrong passwords are taken, that nobody is locked out by strangers, and that all answers are alike.
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUESSES } from '../../../contract/limits.ts';
import { createGuesses } from '../../../server/sign-in/guesses.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { type Browser, joined, openBrowser } from './browser.ts';

let services: TestServices;
let api: ApiCaller;
beforeEach(async () => {
  services = await makeServices({ env: { RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' } });
  api = apiOf(services);
  await joined(services, api, 'agent', 'ada@example.com');
});
afterEach(() => services.close());

const from = (address: string): Browser => openBrowser(services, api, address);
const WRONG = 'not the password';

async function exhaust(email: string): Promise<void> {
  for (let at = 0; at < GUESSES.perAccount; at += 1)
    expect((await from('203.0.113.7').signIn(email, WRONG)).status).toBe(401);
}

describe('wrong passwords', () => {
  it.each(['ada@example.com', 'nobody@example.com'])(
    'are taken twenty times for %s, and then 429 says when to come back',
    async (email) => {
      await exhaust(email);
      const answer = await from('203.0.113.7').signIn(email, WRONG);
      expect(problemOf(answer).code).toBe('too_many_requests');
      const wait = Number(answer.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(GUESSES.windowMinutes * 60);
      services.clock.advance(wait * 1_000);
      expect((await from('203.0.113.7').signIn(email, WRONG)).status).toBe(401);
    },
  );

  it('lock nobody out: the right one from another address is let in', async () => {
    await exhaust('ada@example.com');
    expect((await from('203.0.113.7').signIn('ada@example.com')).status).toBe(429);
    expect((await from('198.51.100.20').signIn('ada@example.com')).status).toBe(200);
    // Who mistypes at such a time may do so twice.
    const third = from('198.51.100.30');
    expect((await third.signIn('ada@example.com', WRONG)).status).toBe(401);
    expect((await third.signIn('ada@example.com', WRONG)).status).toBe(401);
    expect((await third.signIn('ada@example.com')).status).toBe(200);
  });

  it('gain an attacker with many addresses three each and no more', async () => {
    await exhaust('ada@example.com');
    const statuses = [];
    for (let at = 0; at < 5; at += 1)
      statuses.push((await from('198.51.100.99').signIn('ada@example.com', WRONG)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });

  it('are counted before they are tried, so that many at once are no way around', async () => {
    const answers = await Promise.all(
      Array.from({ length: GUESSES.perAccount + 15 }, () => from('203.0.113.7').signIn('ada@example.com', WRONG)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(GUESSES.perAccount);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('count for nothing once the right one was given, however often', async () => {
    for (let at = 0; at < GUESSES.perAccount + 5; at += 1)
      expect((await from('203.0.113.7').signIn('ada@example.com')).status).toBe(200);
  });

  it('of one address are taken a hundred times, whatever the accounts', async () => {
    for (let at = 0; at < GUESSES.perAddress; at += 1)
      expect((await from('203.0.113.7').signIn(`nobody-${at}@example.com`, WRONG)).status).toBe(401);
    const answer = await from('203.0.113.7').signIn('ada@example.com');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await from('203.0.113.8').signIn('ada@example.com')).status).toBe(200);
  });

  it('leave no address, and nothing that was typed, in the database', async () => {
    await from('203.0.113.7').signIn('typed-by-a-stranger@example.com', WRONG);
    await from('203.0.113.7').signIn('ada@example.com');
    for (const table of ['sign_in_failure', 'agent_session', 'agent_verification', 'agent_account', 'audit'] as const) {
      const rows = JSON.stringify(await services.db.selectFrom(table).selectAll().execute());
      expect(rows, table).not.toMatch(/203\.0\.113|stranger|not the password|Gecko/);
    }
  });

  it('of two processes on one database are counted together', async () => {
    const another = apiOf({ ...services, metrics: new Registry(), guesses: otherProcess() });
    await exhaust('ada@example.com');
    const statuses = [];
    for (let at = 0; at < 4; at += 1) {
      const browser = openBrowser(services, another, '203.0.113.7');
      statuses.push((await browser.signIn('ada@example.com', WRONG)).status);
    }
    // Its memory knows nothing of the address, but the account is exhausted for it as well.
    expect(statuses).toEqual([401, 401, 401, 429]);
  });
});

function otherProcess() {
  const { secretKey, writes, clock, ids } = services;
  return createGuesses({ enabled: true, secretKey, writes, clock, ids });
}

describe('an answer', () => {
  it('takes as long for an account that there is as for one that there is not', async () => {
    const differences = [];
    // A busy machine makes the difference larger and never smaller, so the smallest of a few is the one that counts.
    for (let round = 0; round < 4 && (differences.at(-1) ?? 20) >= 20; round += 1) {
      differences.push(await medianDifference());
      services.clock.advance(GUESSES.windowMinutes * 60_000 + 1);
    }
    expect(Math.min(...differences), `${differences} ms`).toBeLessThan(20);
  });

  async function medianDifference(): Promise<number> {
    const times: Record<string, number[]> = { 'ada@example.com': [], 'nobody@example.com': [] };
    // By turns, so that a busy moment meets both.
    for (let at = 0; at < 15; at += 1) {
      for (const [email, taken] of Object.entries(times)) {
        const started = performance.now();
        await from('203.0.113.7').signIn(email, WRONG);
        taken.push(performance.now() - started);
      }
    }
    const [known = 0, unknown = 0] = Object.values(times).map((taken) => taken.sort((a, b) => a - b)[7]);
    return Math.abs(known - unknown);
  }
});
