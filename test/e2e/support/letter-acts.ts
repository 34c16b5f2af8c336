// What people, their line, their tab and the server do while somebody writes a request: acts in any order, for never-lost.test.ts.
import type { Page, Route } from 'playwright-core';
import type { CrashingTab } from './crashing-tab.ts';
import { callFingerpost, type Widget, widgetOf } from './widget.ts';

/** How the server answers what is sent: it does not, it says that it cannot, or it takes it and the answer is lost. */
export type Weather = 'fine' | 'down' | 'broken' | 'lost';

export type Act =
  | { do: 'open' | 'close' | 'route' | 'load' | 'crash' | 'send' | 'send and go' | 'offline' | 'online' }
  | { do: 'write' }
  | { do: 'name' }
  | { do: 'server'; weather: Weather };

/** One person at one tab, with all that they wrote. */
export interface Writer {
  /** Every word that went into the message; each is written once. */
  readonly words: string[];
  /** The name that stands in the form, if one was written. */
  name(): string;
  /** Numbers of the requests that the page was told of. */
  readonly submitted: Set<number>;
  act(act: Act): Promise<void>;
  /** Comes back with everything working, sends what is not sent yet, and waits for the confirmation. */
  finish(): Promise<void>;
}

const UNSENT = /^(queued|unsent|given_up|writing|mending)$/;

/** What a host page has to say in a script of its own so that `submitted` is known. */
export const TELLS_SUBMITTED = `window.Fingerpost = window.Fingerpost || function () { (Fingerpost.q = Fingerpost.q || []).push(arguments) };
Fingerpost('on', 'submitted', function (told) { console.log('submitted ' + told.number) });`;

/** @param address of a page that embeds help and has `TELLS_SUBMITTED`. @param mark makes the words of this run their own. */
export async function beginToWrite(
  openTab: (meet: (page: Page) => Promise<void>) => Promise<CrashingTab>,
  address: string,
  mark: string,
): Promise<{ writer: Writer; tab: CrashingTab }> {
  const words: string[] = [];
  const submitted = new Set<number>();
  let name = '';
  let weather: Weather = 'fine';
  let isOffline = false;
  let loads = 0;
  const answer = async (route: Route) => {
    const isPost = route.request().method() === 'POST';
    if (weather === 'down') return route.abort('connectionrefused');
    if (weather === 'broken') return route.fulfill({ status: 503, body: '{}' });
    if (weather === 'lost' && isPost) await route.fetch();
    return weather === 'lost' ? route.abort('connectionreset') : route.continue();
  };
  const tab = await openTab(async (page) => {
    page.on('console', (message) => {
      const number = /^submitted (\d+)$/.exec(message.text())?.[1];
      if (number) submitted.add(Number(number));
    });
    // The page may have gone meanwhile.
    await page.route(/\/api\/v1\/tickets/, (route) => answer(route).catch(() => undefined));
  });
  const widget = (): Widget => widgetOf(tab.page);
  const state = () =>
    tab.page.evaluate(
      () =>
        document
          .querySelector('fingerpost-help')
          ?.shadowRoot?.querySelector<HTMLElement>('[role=dialog]:not([hidden]) [data-view=form]')?.dataset.state ?? '',
    );
  const hasForm = async () => UNSENT.test(await state());
  const load = async () => {
    await tab.page.goto(`${address}?${loads++}`);
    await widget().launcher.or(widget().panel).first().waitFor();
  };
  const settled = () =>
    tab.page.waitForFunction(
      () =>
        !document
          .querySelector('fingerpost-help')
          ?.shadowRoot?.querySelector('[role=dialog]:not([hidden]) [data-state=loading],[data-state=sending]'),
    );
  const isHere = () => widget().view('form').or(widget().view('sent')).or(widget().panel.getByRole('alert')).first();
  const openForm = async () => {
    if (await hasForm()) return;
    await callFingerpost(tab.page, 'request', {});
    await isHere().waitFor();
    await settled();
    // Without a line help itself cannot come; with one, another try brings it.
    if (isOffline || (await state()) !== 'failed') return;
    await widget().panel.getByRole('button', { name: 'Try again' }).click();
    await widget().view('form', 'writing').waitFor();
  };
  const setLine = async (off: boolean) => {
    isOffline = off;
    await tab.setOffline(off);
  };
  const press = () => widget().panel.locator('.foot [type=submit]').click();

  const acts: Record<Act['do'], (act: Act) => Promise<unknown>> = {
    open: openForm,
    async close() {
      if (await widget().panel.count()) await widget().panel.getByRole('button', { name: 'Close help' }).click();
    },
    // Behind the hash, so that the page can be loaded again as it is.
    route: () => tab.page.evaluate((path) => history.pushState(null, '', path), `#/route-${loads++}`),
    async load() {
      if (!isOffline) await load();
    },
    async crash() {
      // Nobody can load a page without a line.
      if (isOffline) await setLine(false);
      await tab.crash();
      await widget().launcher.or(widget().panel).first().waitFor();
    },
    async write() {
      await openForm();
      if (!(await hasForm())) return;
      const box = widget().panel.getByLabel('How can we help?');
      const word = `${mark}word${words.length}`;
      await box.focus();
      await tab.page.keyboard.press('Control+End');
      await tab.page.keyboard.insertText(` ${word}`);
      words.push(word);
    },
    async name() {
      await openForm();
      if (!(await hasForm())) return;
      const typed = `${mark}name${loads++}`;
      await widget().panel.getByLabel('Your name').fill(typed);
      // In a form without a message, as the one after a sent request, it belongs to nothing that is ever sent.
      if (await widget().panel.getByLabel('How can we help?').inputValue()) name = typed;
    },
    async send() {
      if (!(await hasForm())) return;
      await press();
      await settled();
    },
    async 'send and go'() {
      if (await hasForm()) await press();
    },
    offline: () => setLine(true),
    online: () => setLine(false),
    async server(act) {
      if (act.do === 'server') ({ weather } = act);
    },
  };
  await load();
  return {
    tab,
    writer: {
      words,
      submitted,
      name: () => name,
      act: async (act) => {
        await acts[act.do](act);
      },
      async finish() {
        weather = 'fine';
        await setLine(false);
        await settled();
        await openForm();
        if (!(await hasForm())) return;
        if (!(await widget().panel.getByLabel('How can we help?').inputValue())) return;
        await press();
        await widget().view('sent', 'sent').waitFor();
      },
    },
  };
}
