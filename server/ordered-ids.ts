// Makes ids that sort in the order in which they were made, so that two lines of one millisecond keep their order.
import { randomBytes } from 'node:crypto';
import type { Ids } from './services.ts';

const COUNTER_BITS = 12;
const MAX_COUNTER = 2 ** COUNTER_BITS - 1;

/**
 * UUIDs of version 7 (RFC 9562): milliseconds, a counter within the millisecond, 62 random bits.
 * @param now milliseconds since 1970; a clock that goes back does not bring an earlier id.
 */
export function createOrderedIds(now: () => number = Date.now): Ids {
  let last = 0;
  let counter = 0;
  return {
    uuid() {
      const time = now();
      if (time > last) {
        last = time;
        counter = 0;
      } else if (counter < MAX_COUNTER) counter += 1;
      else {
        last += 1;
        counter = 0;
      }
      const random = randomBytes(8);
      random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
      const hex = `${last.toString(16).padStart(12, '0')}7${counter.toString(16).padStart(3, '0')}${random.toString('hex')}`;
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
