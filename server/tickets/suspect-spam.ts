// Whether a request looks like spam: by a field that people do not see, and by how many came from one address or one tab.
// Nothing is refused for it, and how quickly somebody types says nothing.
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { SPAM_PACE } from '../../contract/limits.ts';
import { SPAM_REASON_WORDS, type SpamReason } from '../../contract/words/spam-words.ts';

/** Who sends: a client address, which is never stored, and the session of the tab. */
export interface Sender {
  address?: string | undefined;
  sid?: string | undefined;
}

/** Counts, in this process's memory, what was taken from whom; in a fixed number of buckets, whatever is invented. */
export interface SpamPace {
  /** What is said by how much came before. Counts nothing. */
  reasonsOf(sender: Sender): Promise<SpamReason[]>;
  /** One more request was stored. */
  count(sender: Sender): Promise<void>;
}

const BUCKETS = 16_384;
const REASONS = { address: 'many_from_address', session: 'many_from_session' } as const;

/** `enabled` false counts nobody, as for load tests. */
export function createSpamPace({ enabled }: { enabled: boolean }): SpamPace {
  const salt = randomBytes(16);
  const paces = (['address', 'session'] as const).map((name) => {
    const { requests, minutes } = SPAM_PACE[name];
    return { name, requests, counts: new RateLimiterMemory({ points: requests, duration: minutes * 60 }) };
  });
  const keyOf = (name: 'address' | 'session', { address, sid }: Sender): string | null => {
    const who = name === 'address' ? address : sid;
    return who ? String(createHmac('sha1', salt).update(who).digest().readUInt32BE(0) % BUCKETS) : null;
  };
  return {
    async reasonsOf(sender) {
      const found: SpamReason[] = [];
      for (const { name, requests, counts } of paces) {
        const key = enabled ? keyOf(name, sender) : null;
        const before = key === null ? null : await counts.get(key);
        if (before && before.consumedPoints >= requests) found.push(REASONS[name]);
      }
      return found;
    },
    async count(sender) {
      for (const { name, counts } of paces) {
        const key = enabled ? keyOf(name, sender) : null;
        if (key !== null) await counts.penalty(key, 1);
      }
    },
  };
}

/** The stored form: keys with commas between them, or null. */
export function storedReasons(reasons: readonly SpamReason[]): string | null {
  return reasons.length > 0 ? reasons.join(',') : null;
}

/** The stored form in sentences. A reason that this program no longer knows stays as it is. */
export function spamReasons({ spam_reasons }: { spam_reasons: string | null }): string[] {
  const words: Readonly<Record<string, string>> = SPAM_REASON_WORDS;
  return (spam_reasons ?? '').split(',').flatMap((reason) => (reason ? [words[reason] ?? reason] : []));
}
