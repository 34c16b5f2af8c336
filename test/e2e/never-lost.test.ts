// Whatever happens while somebody writes to us, in whatever order: every word arrives, and once; and the orders that once failed.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrashingBrowser, openCrashingBrowser } from './support/crashing-tab.ts';
import { type Act, beginToWrite, TELLS_SUBMITTED, type Weather } from './support/letter-acts.ts';
import { raiseStage } from './support/stage.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });
/** As many runs as fit, but no more. */
const RUNS = 30;
const LONGEST_MS = 30_000;

let browser: CrashingBrowser;
let runs = 0;
/** The newest request before the present run. */
let newest = 0;
beforeAll(async () => {
  browser = await openCrashingBrowser();
});
afterAll(() => browser?.close());

interface Found {
  number: number;
  text: string;
}

/** What has come to the team since the last time with this mark, in full. */
async function newRequests(mark: string): Promise<Found[]> {
  const { tickets } = await stage.product.admin<{ tickets: { number: number }[] }>('tickets?limit=100');
  const found: Found[] = [];
  for (const { number } of tickets.filter((one) => one.number > newest)) {
    const ticket = await stage.product.admin<{ requester: unknown; messages: { body: string }[] }>(`tickets/${number}`);
    found.push({ number, text: JSON.stringify([ticket.requester, ticket.messages.map(({ body }) => body)]) });
  }
  newest = Math.max(newest, ...found.map(({ number }) => number));
  return found.filter(({ text }) => text.includes(mark));
}

/** Does it, comes back, and looks at what has arrived. */
async function live(acts: readonly Act[]): Promise<void> {
  const mark = `run${runs++}x`;
  const address = stage.host.page(`/${mark}`, { ownScript: TELLS_SUBMITTED });
  const { writer, tab } = await beginToWrite(browser.openTab, address, mark);
  try {
    for (const act of acts) await writer.act(act);
    await writer.finish();
    const found = await newRequests(mark);
    for (const word of writer.words)
      expect(found.filter(({ text }) => new RegExp(`${word}\\b`).test(text)).length, `requests with ${word}`).toBe(1);
    // Nobody has a request that they were not told of: that would be one too many.
    expect(found.map(({ number }) => number).sort()).toEqual([...writer.submitted].sort());
    if (writer.words.length && writer.submitted.size === 1) expect(found[0]?.text).toContain(writer.name());
  } finally {
    await tab.setOffline(false);
    await tab.close();
  }
}

const weather = (is: Weather): Act => ({ do: 'server', weather: is });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Act>({ do: 'write' }) },
  { weight: 4, arbitrary: fc.constantFrom<Act>({ do: 'send' }, { do: 'send and go' }) },
  { weight: 3, arbitrary: fc.constantFrom<Weather>('fine', 'slow', 'down', 'broken', 'lost', 'lost').map(weather) },
  { weight: 3, arbitrary: fc.constantFrom<Act>({ do: 'load' }, { do: 'crash' }) },
  { weight: 3, arbitrary: fc.constantFrom<Act>({ do: 'offline' }, { do: 'online' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Act>({ do: 'open' }, { do: 'close' }, { do: 'route' }, { do: 'name' }),
  },
);

const acts = (...names: (Exclude<Act['do'], 'server'> | Weather)[]): Act[] =>
  names.map((name) =>
    /^(fine|slow|down|broken|lost)$/.test(name) ? weather(name as Weather) : { do: name as 'write' },
  );

test.each([
  [
    'the answer is lost, words and name are changed, and the tab crashes',
    acts('write', 'lost', 'send', 'write', 'name', 'crash', 'send'),
  ],
  ['it is written on while it is sent, and sent again', acts('write', 'slow', 'send and go', 'write', 'send')],
  ['the tab crashes while it is sent, and the answer is lost', acts('write', 'lost', 'send and go', 'crash', 'write')],
  [
    'the server breaks, the page goes, and the line too',
    acts('write', 'broken', 'send', 'load', 'offline', 'write', 'send', 'close'),
  ],
  [
    'three answers are lost, each to other words',
    acts('write', 'lost', 'send', 'write', 'send', 'crash', 'write', 'send', 'load'),
  ],
  [
    'a name is typed after it was sent and the tab crashed twice',
    acts('send', 'write', 'send and go', 'send', 'send', 'online', 'write', 'crash', 'crash', 'name'),
  ],
])('where %s, every word arrives in one request', async (_, order) => {
  await live(order);
});

test('in any order of acts, all that was written arrives, in one request', async () => {
  // The same orders in each run, so that a red one can be looked into; others are hunted with another seed.
  const seed = Number(process.env.NEVER_LOST_SEED ?? 20_261_122);
  console.info(`never lost: seed ${seed}`);
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
      await live(acts);
      done++;
    }),
    { seed, numRuns: RUNS, interruptAfterTimeLimit: LONGEST_MS, verbose: 1 },
  );
  console.info(`never lost: ${done} orders of acts`);
  expect(done).toBeGreaterThan(0);
});
