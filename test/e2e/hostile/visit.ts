// One visit to a hostile page: the page, help on it, and the journey that must work there.
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { PATIENCE_MS } from '../support/browser.ts';
import type { Widget } from '../support/widget.ts';
import type { Origins } from './hostile-page.ts';
import { type Looks, type Stop, seeHelp } from './looks.ts';
import type { Inside } from './page-inside.ts';

export interface Visit {
  page: Page;
  origins: Origins;
  widget: Widget;
  inside: Inside;
  /** Checks that help is there, on top, and says nothing that is none; keeps how it looks. */
  stopAt(stop: Stop): Promise<void>;
  readonly seen: Partial<Record<Stop, Looks>>;
}

export function startVisit(page: Page, origins: Origins, widget: Widget, inside: Inside): Visit {
  const seen: Visit['seen'] = {};
  return {
    page,
    origins,
    widget,
    inside,
    seen,
    async stopAt(stop) {
      const { looks, words, onTop } = await seeHelp(inside, stop);
      expect(words).not.toMatch(/undefined|\[object|NaN|null/);
      expect(onTop, `help is on top (${stop})`).toBe(true);
      seen[stop] = looks;
    },
  };
}

/** Waits until it holds; `expect.poll` needs to know its test, of which several run at once. */
export function until(holds: () => unknown): Promise<unknown> {
  return vi.waitFor(holds, { timeout: PATIENCE_MS, interval: 50 });
}

/** From the Help button to the sent request. */
export async function walkThrough(visit: Visit): Promise<void> {
  await visit.widget.launcher.waitFor();
  await visit.stopAt('closed');
  await visit.widget.open();
  await walkOn(visit);
}

/** The same from the open panel on. */
export async function walkOn(visit: Visit): Promise<void> {
  await searchAndRead(visit);
  const { panel } = visit.widget;
  await panel.getByRole('button', { name: 'No', exact: true }).click();
  await panel.getByRole('button', { name: 'Write to us about this' }).click();
  await send(visit);
}

export async function searchAndRead(visit: Visit): Promise<void> {
  const { widget, stopAt } = visit;
  await stopAt('home');
  await widget.search('find my request');
  await widget.view('results', 'found').waitFor();
  await stopAt('results');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  await stopAt('article');
}

/** Writes and sends what the open form asks for. */
export async function send({ widget, stopAt }: Visit): Promise<void> {
  const { panel, view } = widget;
  await view('form', 'writing').waitFor();
  await panel.getByLabel('How can we help?').fill('All of it was read, and it is still not clear.');
  await stopAt('form');
  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await view('sent', 'sent').waitFor();
  await stopAt('sent');
}
