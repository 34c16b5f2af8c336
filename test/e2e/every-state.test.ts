// Walks every state that the widget's own unions name, in light and dark, and lets axe look at each one.
import type { Locator, Page, Route } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { STATES_OF_VIEW, VOTE_STATES } from '../../widget/view-states.ts';
import { addAxe, axeInBothSchemes, axeViolations } from './support/axe.ts';
import { openPage, type WatchedPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { type Widget, widgetOf } from './support/widget.ts';

const wanted = [
  ...Object.entries(STATES_OF_VIEW).flatMap(([view, states]) => states.map((state) => `${view} ${state}`)),
  ...VOTE_STATES.map((state) => `vote ${state}`),
];
const visited = new Set<string>();

const stage = raiseStage({ RATE_LIMITS: 'off' });

let opened: WatchedPage;
let page: Page;
let widget: Widget;
beforeEach(async () => {
  opened = await openPage(stage.browser);
  page = opened.page;
  await addAxe(page);
  await page.goto(stage.host.page('/'));
  widget = widgetOf(page);
  await widget.launcher.waitFor();
});
afterEach(() => opened?.close());

/** Waits for a state, and has it looked at in both colour schemes. */
async function visit(view: string, state: string): Promise<void> {
  await widget.view(view, state).waitFor();
  await lookAt();
  visited.add(`${view} ${state}`);
}

async function lookAt(): Promise<void> {
  expect(await axeInBothSchemes(page)).toEqual([]);
}

/** Whether all of it is inside what the panel shows without scrolling. */
function isInView(place: Locator): Promise<boolean> {
  return place.evaluate((node) => {
    const body = node.closest('.body')?.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    return body !== undefined && box.top >= body.top && box.bottom <= body.bottom;
  });
}

const SITE = '**/api/v1/sites/*';
const TICKETS = '**/api/v1/tickets';
const ARTICLE = /\/kb\/.*\/articles\/.*\.json/;

/** Holds requests until the returned function lets them through. */
async function hold(address: string | RegExp): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    await gate;
    // The page may have given up meanwhile.
    await route.continue().catch(() => undefined);
  });
  return letGo;
}
const refuse = (route: Route) => route.abort('connectionrefused');
const answerHtml = (route: Route) =>
  route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><h1>Sign in to this network</h1>' });
const answerNothingThere = (route: Route) =>
  route.fulfill({
    status: 404,
    contentType: 'application/problem+json',
    headers: { 'access-control-allow-origin': '*' },
    body: JSON.stringify({ type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: 'No.' }),
  });
/** Asks nobody, or everybody who voted yes, the intent question. */
const sampleIntent = (sample: number) => async (route: Route) => {
  const response = await route.fetch();
  await route.fulfill({ response, json: { ...((await response.json()) as object), intent_sample: sample } });
};

/** Loads the page as a new tab would: what the old one writes while it is left is not kept. */
async function beginAnew(): Promise<void> {
  await page.evaluate(() => {
    sessionStorage.clear();
    Storage.prototype.setItem = () => undefined;
  });
  await page.reload();
}

async function openArticle(): Promise<void> {
  await widget.open();
  await widget.search('find my request');
  await widget.options.first().click();
}
async function openForm(): Promise<void> {
  await widget.open();
  await widget.search('nobody ever wrote about zzqxv');
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
}
const button = (name: string | RegExp) => widget.panel.getByRole('button', { name, exact: typeof name === 'string' });
const message = () => widget.panel.getByLabel('How can we help?');

test('axe sees what lies in the shadow root: a name that is taken away is found', async () => {
  await widget.open();
  await widget.panel.getByRole('button', { name: 'Close help' }).evaluate((node) => node.removeAttribute('aria-label'));
  expect(await axeViolations(page)).toEqual([expect.stringContaining('button-name')]);
});

test('the launcher, and the panel that waits for a slow script or could not get it', async () => {
  await lookAt();
  const letGo = await hold('**/assets/*');
  await widget.launcher.click();
  await widget.panel.waitFor();
  await lookAt();
  letGo();
  await widget.view('home', 'ready').waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });

  await page.route('**/assets/*', refuse);
  await beginAnew();
  await widget.launcher.click();
  await widget.panel.getByRole('alert').waitFor();
  await lookAt();
  await page.unroute('**/assets/*');
  await button('Try again').click();
  await widget.view('home', 'ready').waitFor();
});

test('home: loading, ready, failed, and ready after another try', async () => {
  const letGo = await hold(SITE);
  await widget.launcher.click();
  await visit('home', 'loading');
  letGo();
  await visit('home', 'ready');
  await widget.panel.locator('summary').first().click();
  await lookAt();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await beginAnew();
  await page.route(SITE, answerHtml);
  await widget.launcher.click();
  await visit('home', 'failed');
  await page.unroute(SITE);
  await button('Try again').click();
  await widget.view('home', 'ready').waitFor();
});

test('results: loading, found, nothing', async () => {
  const letGo = await hold(SITE);
  await widget.launcher.click();
  await widget.box.pressSequentially('find my request');
  await visit('results', 'loading');
  letGo();
  await visit('results', 'found');
  await widget.box.press('ArrowDown');
  await widget.box.press('ArrowDown');
  await lookAt();
  await widget.box.fill('zzqxv wvkjq');
  await visit('results', 'nothing');
});

test('results: failed where the server is down, and people can still write', async () => {
  await page.route(SITE, refuse);
  await widget.launcher.click();
  await widget.box.pressSequentially('find my request');
  await visit('results', 'failed');
  await button(/Write to us/).click();
  await widget.view('form', 'writing').waitFor();
});

test('an answer that takes longer than ten seconds is a failure with a sentence', async () => {
  await page.clock.install();
  await page.reload();
  await widget.launcher.waitFor();
  await hold(SITE);
  const asked = page.waitForRequest(SITE);
  await widget.launcher.click();
  await asked;
  await widget.view('home', 'loading').waitFor();
  await page.clock.fastForward(10_500);
  await widget.view('home', 'failed').getByRole('alert').waitFor();
});

test('article: loading, ready', async () => {
  const letGo = await hold(ARTICLE);
  await openArticle();
  await visit('article', 'loading');
  letGo();
  await visit('article', 'ready');
  await visit('vote', 'asking');
});

test('article: missing', async () => {
  await page.route(ARTICLE, answerNothingThere);
  await openArticle();
  await visit('article', 'missing');
});

test('article: failed, and there after another try', async () => {
  await page.route(ARTICLE, answerHtml);
  await openArticle();
  await visit('article', 'failed');
  await page.unroute(ARTICLE);
  await button('Try again').click();
  await widget.view('article', 'ready').waitFor();
});

test('vote: no, reasons, noted', async () => {
  await openArticle();
  await button('No').click();
  await visit('vote', 'reasons');
  await widget.panel.getByLabel('It is out of date').check();
  await lookAt();
  await button('Just send this note').click();
  await visit('vote', 'noted');
});

test('vote: yes, asked for the intent, thanked', async () => {
  await page.route(SITE, sampleIntent(1));
  await openArticle();
  await button('Yes').click();
  await visit('vote', 'intent');
  await button('No').click();
  await visit('vote', 'thanked');
});

test('form: loading, and failed where its script does not come, and there after another try', async () => {
  await widget.open();
  await widget.search('nobody ever wrote about zzqxv');
  const letGo = await hold('**/assets/form-view-*');
  await button(/Write to us/).click();
  await visit('form', 'loading');
  letGo();
  await widget.view('form', 'writing').waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await beginAnew();
  await page.route('**/assets/form-view-*', refuse);
  await openForm();
  await visit('form', 'failed');
  await page.unroute('**/assets/form-view-*');
  await button('Try again').click();
  await widget.view('form', 'writing').waitFor();
});

test('form: writing, mending, and focus goes to what is wrong', async () => {
  await openForm();
  await visit('form', 'writing');
  await widget.panel.getByLabel('Your email').fill('rosa@nowhere');
  await button('Send').click();
  await visit('form', 'mending');
  expect(await message().evaluate((node) => node.matches(':focus') && node.getAttribute('aria-invalid'))).toBe('true');
  await message().fill('Something I want to know about requests and keys.');
  await widget.panel.getByLabel('Your email').fill('rosa@example.com');
  await widget.view('form', 'writing').waitFor();
});

test('form: sending, then sent, then the request loading and ready', async () => {
  await openForm();
  await message().fill('Where are the keys?');
  let letGo = await hold(TICKETS);
  await button('Send').click();
  await visit('form', 'sending');
  const noSent = await hold('**/assets/sent-view-*');
  letGo();
  await visit('sent', 'loading');
  noSent();
  await visit('sent', 'sent');
  letGo = await hold(`${TICKETS}/*`);
  await button('See my request').click();
  await visit('request', 'loading');
  letGo();
  await visit('request', 'ready');
});

test('sent: failed where its script does not come, and the number is there after another try', async () => {
  await openForm();
  await message().fill('Where are the keys of the second request?');
  await page.route('**/assets/sent-view-*', refuse);
  await button('Send').click();
  await visit('sent', 'failed');
  await page.unroute('**/assets/sent-view-*');
  await button('Try again').click();
  await widget.view('sent', 'sent').waitFor();
});

test('request: missing, failed, and ready after another try', async () => {
  await openForm();
  await message().fill('Where are the keys of the third request?');
  await button('Send').click();
  await widget.view('sent', 'sent').waitFor();
  await page.route(`${TICKETS}/*`, answerNothingThere);
  await button('See my request').click();
  await visit('request', 'missing');
  await page.unroute(`${TICKETS}/*`);
  await page.route(`${TICKETS}/*`, refuse);
  await button('Try again').click();
  await visit('request', 'failed');
  await page.unroute(`${TICKETS}/*`);
  await button('Try again').click();
  await widget.view('request', 'ready').waitFor();
});

test('requests: loading, ready, failed, signed out, and empty once there is none any more', async () => {
  await openForm();
  await message().fill('Where are the keys of the fourth request?');
  await button('Send').click();
  await widget.view('sent', 'sent').waitFor();
  await button('Back').click();
  await button(/^My requests/).waitFor();
  const letGo = await hold(`${TICKETS}/*`);
  await button(/^My requests/).click();
  await visit('requests', 'loading');
  letGo();
  await visit('requests', 'ready');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(() => window.Fingerpost?.('identify', { token: 'no.right.token' }));
  await visit('requests', 'signed_out');
  await page.route(`${TICKETS}/*`, refuse);
  await page.evaluate(() => window.Fingerpost?.('identify', {}));
  await visit('requests', 'failed');
  await page.unroute(`${TICKETS}/*`);
  await button('Try again').click();
  await widget.view('requests', 'ready').waitFor();
  await page.route(`${TICKETS}/*`, answerNothingThere);
  await widget.panel.locator('.mine button').first().click();
  await widget.view('request', 'missing').waitFor();
  await button('Back').click();
  await visit('requests', 'empty');
});

test('form: queued while there is no line, and sent by itself when there is one', async () => {
  await openForm();
  await message().fill('Is there a line?');
  await page.context().setOffline(true);
  await button('Send').click();
  await visit('form', 'queued');
  await expect.poll(() => isInView(widget.panel.getByText('You are offline.'))).toBe(true);
  await page.context().setOffline(false);
  await widget.view('sent', 'sent').waitFor();
});

test('form: unsent, given up after three failures, and sent once the server is back', async () => {
  await openForm();
  await message().fill('Are you there?');
  await page.route(TICKETS, refuse);
  await button('Send').click();
  await visit('form', 'unsent');
  await expect.poll(() => isInView(widget.panel.getByRole('alert'))).toBe(true);
  // On a slow machine one of the three may go by itself meanwhile.
  const isHopeless = widget.view('form', 'given_up');
  for (const name of ['Try again', 'Send']) {
    if (await isHopeless.isVisible()) break;
    await button(name).click();
    await widget.view('form', 'unsent').or(isHopeless).waitFor();
  }
  await visit('form', 'given_up');
  await expect.poll(() => isInView(widget.panel.getByRole('alert'))).toBe(true);
  expect(await message().inputValue()).toBe('Are you there?');
  await page.unroute(TICKETS);
  await button('Try again').click();
  await widget.view('sent', 'sent').waitFor();
});

test('form: an answer in HTML, as from a captive network, is not taken for a confirmation', async () => {
  await openForm();
  await message().fill('Is this the train\u2019s network?');
  await page.route(TICKETS, answerHtml);
  await button('Send').click();
  await widget.view('form', 'unsent').waitFor();
});

test('form: withdrawn because an article answers it', async () => {
  await openForm();
  await message().fill('I want to find my request again, with its number and its key.');
  await button('This solved it, don\u2019t send').waitFor();
  await lookAt();
  await button('This solved it, don\u2019t send').click();
  await visit('form', 'withdrawn');
});

test('form: a security report says who reads it and attaches nothing', async () => {
  await widget.open();
  await button('Report a security problem').click();
  await widget.view('form', 'writing').waitFor();
  await lookAt();
  expect(await widget.panel.getByText('We will attach what you looked at').count()).toBe(0);
  await button('Send to the security people').click();
  await widget.view('form', 'mending').waitFor();
  const words = widget.panel.getByLabel('What did you find?');
  await expect.poll(() => words.evaluate((node) => node.matches(':focus'))).toBe(true);
});

test('every state that the widget knows was visited', () => {
  expect([...visited].sort()).toEqual([...wanted].sort());
});
