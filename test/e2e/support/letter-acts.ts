// What people, their line, their tab and the server do while somebody writes a request: acts in any order, for never-lost.test.ts.
import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import type { CrashingTab } from './crashing-tab.ts';
import { callFingerpost, type Widget, widgetOf } from './widget.ts';

/** The form that is in front, seen at one moment. */
interface FormNow {
  state: string;
  message: string;
}

/** What is done to it at that moment: it may be another one, or the confirmation, a moment later. */
interface Deed {
  field?: 'textarea' | '[autocomplete=name]';
  text?: string;
  press?: boolean;
}

/** A form that takes words, be they sent at this moment. */
const TAKES_WORDS = /^(writing|mending|sending|queued|unsent|given_up)$/;

/** How the server answers what is sent: late, not at all, that it cannot, or it takes it and the answer is lost. */
export type Weather = 'fine' | 'slow' | 'down' | 'broken' | 'lost';
/** Enough for another act or two while something is on its way. */
const SLOW_MS = 400;

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
    if (weather === 'slow' && isPost) await pause(SLOW_MS);
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
    await page.addInitScript(() => {
      for (const line of ['online', 'offline'])
        addEventListener(line, () => document.documentElement.setAttribute('data-line', line));
    });
    // The page may have gone meanwhile.
    await page.route(/\/api\/v1\/tickets/, (route) => answer(route).catch(() => undefined));
  });
  const widget = (): Widget => widgetOf(tab.page);
  const formInFront = (deed: Deed = {}): Promise<FormNow | null> =>
    tab.page.evaluate(({ field, text, press }) => {
      const form = document
        .querySelector('fingerpost-help')
        ?.shadowRoot?.querySelector<HTMLElement>('[role=dialog]:not([hidden]) [data-view=form]');
      if (!form) return null;
      const node = field && form.querySelector<HTMLTextAreaElement>(field);
      if (node && text) {
        node.focus();
        if (field === 'textarea') node.setSelectionRange(node.value.length, node.value.length);
        else node.select();
        document.execCommand('insertText', false, text);
      }
      const message = form.querySelector('textarea')?.value ?? '';
      if (press) form.querySelector<HTMLElement>('.foot [type=submit]')?.click();
      return { state: form.dataset.state ?? '', message };
    }, deed);
  const isThere = (form: FormNow | null) => TAKES_WORDS.test(form?.state ?? '');
  const arrived = async () => {
    await widget().launcher.or(widget().panel).first().waitFor();
    // Help that comes back open is there before the next act.
    if (await widget().panel.count()) await widget().launcher.waitFor({ state: 'hidden' });
  };
  const load = async () => {
    await tab.page.goto(`${address}?${loads++}`);
    await arrived();
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
    if (isThere(await formInFront())) return;
    await callFingerpost(tab.page, 'request', {});
    await isHere().waitFor();
    await settled();
    // Without a line help itself cannot come; with one, another try brings it.
    if (isOffline || (await formInFront())?.state !== 'failed') return;
    await widget().panel.getByRole('button', { name: 'Try again' }).click();
    await widget().panel.locator('textarea').waitFor();
  };
  /** Until the page has heard of it, too. */
  const setLine = async (off: boolean) => {
    if (isOffline === off) return;
    isOffline = off;
    await tab.setOffline(off);
    await tab.page.waitForFunction(
      (line) => document.documentElement.dataset.line === line,
      off ? 'offline' : 'online',
    );
  };

  const acts: Record<Act['do'], (act: Act) => Promise<unknown>> = {
    open: openForm,
    async close() {
      // The one in the head, or that of help that could not come; none is there while it is on its way.
      const button = widget()
        .panel.getByRole('button', { name: /^Close( help)?$/ })
        .first();
      if (await button.count()) await button.click();
    },
    // Behind the hash, so that the page can be loaded again as it is.
    route: () => tab.page.evaluate((path) => history.pushState(null, '', path), `#/route-${loads++}`),
    async load() {
      if (!isOffline) await load();
    },
    async crash() {
      // Nobody can load a page without a line.
      await setLine(false);
      await tab.crash();
      await arrived();
    },
    async write() {
      await openForm();
      const word = `${mark}word${words.length}`;
      const form = await formInFront({ field: 'textarea', text: ` ${word}` });
      if (form?.message.includes(word)) words.push(word);
    },
    async name() {
      await openForm();
      const typed = `${mark}name${loads++}`;
      const form = await formInFront({ field: '[autocomplete=name]', text: typed });
      // In a form without a message, as the one after a sent request, it belongs to nothing that is ever sent.
      if (form?.message) name = typed;
    },
    async send() {
      await acts['send and go']({ do: 'send and go' });
      await settled();
    },
    'send and go': () => formInFront({ press: true }),
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
        // What goes by itself may come to its confirmation meanwhile; only a form at rest says whether anything is left.
        for (let tries = 0; tries < 3; tries++) {
          await openForm();
          await settled();
          const form = await formInFront({ press: true });
          if (!isThere(form) || form?.state === 'sending') continue;
          if (form?.message) await widget().view('sent', 'sent').waitFor();
          return;
        }
        throw new Error('What was written was not sent, whatever was tried.');
      },
    },
  };
}
