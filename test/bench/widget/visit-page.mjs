// One visit to a page that carries a widget and is left alone: what the widget costs it before anybody wants help.
import { heapOf } from '../browser-page.mjs';
import { slowDown } from '../cold/cold-click.mjs';

const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
/** Work that is a script's. */
const IS_SCRIPT = /^(EvaluateScript|FunctionCall|RunMicrotasks|v8\.(compile|compileModule|evaluateModule|run))$/;

/** A new visitor, whose processor is four times slower. */
async function arrive(browser) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await slowDown(page, { network: false });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  return { context, page, session };
}

/**
 * Loads the page and waits until it is quiet.
 * @returns ms of the page's main thread, in its own processor time: {script, task}; {requests, bytes} of all but the page itself;
 * heap in bytes after a collection; layout shifts and long tasks as the browser counts them
 */
export async function visitQuietly(browser, url) {
  const { context, page, session } = await arrive(browser);
  try {
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const line = countLine(session, url);
    await page.goto(url, { waitUntil: 'networkidle' });
    const { metrics } = await session.send('Performance.getMetrics');
    const ms = (name) => 1_000 * metrics.find((metric) => metric.name === name).value;
    const noticed = await page.evaluate(async () => {
      const listed = (type) =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
          setTimeout(() => resolve([]), 100);
        });
      return { shifts: (await listed('layout-shift')).length, long: (await listed('longtask')).length };
    });
    return { script: ms('ScriptDuration'), task: ms('TaskDuration'), ...line(), heap: await heapOf(page), ...noticed };
  } finally {
    await context.close();
  }
}

/** The script's part alone, which costs less to ask: for many visits. @returns ms */
export async function visitForScript(browser, url) {
  const { context, page, session } = await arrive(browser);
  try {
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'networkidle' });
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * metrics.find(({ name }) => name === 'ScriptDuration').value;
  } finally {
    await context.close();
  }
}

/** @returns ms of the longest task in which a script ran, in the thread's own time; 0 where none did */
export async function longestTask(browser, url) {
  const { context, page, session } = await arrive(browser);
  try {
    const events = [];
    session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    await session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: TRACED },
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
    const parsed = events.find(({ name, args }) => name === 'ParseHTML' && args?.beginData?.url === url);
    if (!parsed) throw new Error(`The trace of ${url} does not show the page.`);
    const onPage = events.filter((event) => event.dur > 0 && threadOf(event) === threadOf(parsed));
    const scripts = onPage.filter(({ name }) => IS_SCRIPT.test(name));
    const own = onPage.filter(
      ({ name, ts, dur }) => name === 'RunTask' && scripts.some((script) => script.ts >= ts && script.ts <= ts + dur),
    );
    return Math.max(0, ...own.map(({ tdur, dur }) => (tdur ?? dur) / 1_000));
  } finally {
    await context.close();
  }
}

/**
 * Counts what comes over the line from now on, without the page itself and without the heads of answers.
 * @returns a function that gives {requests, bytes}
 */
export function countLine(session, url) {
  let requests = 0;
  let bytes = 0;
  const heads = new Map();
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url !== url && !request.url.startsWith('data:')) requests += 1;
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url !== url) heads.set(requestId, response.encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (heads.has(requestId)) bytes += encodedDataLength - heads.get(requestId);
  });
  return () => ({ requests, bytes });
}
