// The whole way through help as a screen reader has it: what each view is made of, in which order, what has the focus, and what
// is said without being asked.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { type Heard, linesOf, readPanel } from './support/heard.ts';
import { travel } from './support/journey.ts';
import { raiseStage } from './support/stage.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });

/** What everybody must hear of each view, in this order; between them there may be more. */
const SAID: Record<string, RegExp[]> = {
  'home ready': [
    /^dialog "Fingerpost/,
    /^heading "Fingerpost.*level=2/,
    /^button "Close help"/,
    /^combobox "Search help" .*focused/,
    /^heading "All topics" level=3/,
    /^DisclosureTriangle/,
    /^button "Report a security problem"/,
  ],
  'results found': [
    /^dialog "Fingerpost/,
    /^combobox "Search help" .*focused.*expanded/,
    /^button "Clear search"/,
    /^listbox "Search help"/,
    /^option "Find your request with its number and key/,
    /^status.*live=polite/,
    /^button "Report a security problem"/,
    /^button "None of these\? Write to us"/,
  ],
  'article ready': [
    /^button "Back"/,
    /^heading "Results for .*level=2/,
    /^button "Close help"/,
    /^article/,
    /^heading "Find .*level=2/,
    /^link "Open as a page"/,
    /^heading ".*level=[23]/,
    /^heading "See also" level=3/,
    /^list/,
    /^text "Did this answer your question\?"/,
    /^button "Yes"/,
    /^button "No"/,
  ],
  'vote reasons': [
    /^button "Back"/,
    /^radiogroup "Sorry about that. What went wrong\?"/,
    /^heading "Sorry about that. What went wrong\?" .*focused/,
    /^radio "It is not clear"/,
    /^radio "I did this and it does not work"/,
    /^textbox "What were you looking for\? \(optional\)"/,
    /^button "Write to us about this"/,
    /^button "Just send this note"/,
  ],
  'form writing': [
    /^button "Back"/,
    /^heading "Write to us" level=2/,
    /^textbox "How can we help\?".*focused/,
    /^textbox "Your email/,
    /^button "Send"/,
  ],
  'form mending': [/^textbox "How can we help\?" invalid=true focused/, /^button "Send"/],
  'sent sent': [
    /^heading "Sent" level=2/,
    /^heading "We have it." .*focused/,
    /^term "Your request"/,
    /^button "Copy the key"/,
  ],
  'request ready': [/^button "Back"/, /^heading "/, /W{60}/],
};

/** The first of `wanted` that does not come, in order; undefined where all come. */
function firstMissing(lines: readonly string[], wanted: readonly RegExp[]): RegExp | undefined {
  let at = 0;
  return wanted.find((pattern) => {
    const found = lines.findIndex((line, place) => place >= at && pattern.test(line));
    if (found < 0) return true;
    at = found + 1;
    return false;
  });
}

/** Whatever can be pressed or filled in has a name, and no name is made of nothing but signs. */
function nameless(heard: readonly Heard[]): Heard[] {
  const acts =
    /^(button|link|combobox|textbox|radio|checkbox|option|searchbox|listbox|dialog|heading|DisclosureTriangle)$/;
  return heard.filter(({ role, name }) => acts.test(role) && !/[\p{L}\p{N}]/u.test(name));
}

/** Collects what live regions of the panel say, from now on. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const root = document.querySelector('fingerpost-help')?.shadowRoot;
    if (!root) return;
    const note = () => {
      for (const region of root.querySelectorAll('[role=status], [role=alert]')) {
        const text = region.closest('[hidden]') ? '' : (region.textContent ?? '').replace(/\s+/g, ' ').trim();
        if (text && said.at(-1) !== text && !said.includes(text)) said.push(text);
      }
    };
    new MutationObserver(note).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
const said = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

test('each view is heard in the order in which it is seen, with a name for all that can be done, and one focus', async () => {
  const { page, noises, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  await page.locator('fingerpost-help').waitFor({ state: 'attached' });
  await listen(page);
  const visited: string[] = [];
  await travel(page, async (view) => {
    await expect
      .poll(async () => {
        const lines = linesOf(await readPanel(page));
        const missing = firstMissing(lines, SAID[view] ?? []);
        return missing ? `${view}: ${missing} does not come in\n${lines.join('\n')}` : '';
      })
      .toBe('');
    const heard = await readPanel(page);
    expect(nameless(heard), view).toEqual([]);
    const focused = heard.filter(({ role, states }) => states.includes('focused') && role !== 'dialog');
    expect(focused.length, `${view}: ${JSON.stringify(focused)}`).toBe(1);
    visited.push(view);
    // It is said once typing has been quiet for a moment.
    if (view === 'results found')
      await expect.poll(() => said(page)).toContainEqual(expect.stringMatching(/^\d+ answers?$/));
  });
  expect(visited).toEqual(Object.keys(SAID));
  const announced = await said(page);
  expect(announced).toContainEqual(expect.stringMatching(/^We have it\./));
  expect(noises).toEqual([]);
  await close();
});

test('what is found, that nothing is, and what failed are said without being asked', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  await page.locator('fingerpost-help').waitFor({ state: 'attached' });
  await listen(page);
  await page.locator('fingerpost-help .launch').click();
  const box = page.locator('fingerpost-help [role=combobox]');
  await box.pressSequentially('find my request');
  await expect.poll(() => said(page)).toContainEqual(expect.stringMatching(/^\d+ answers?$/));
  await box.fill('zzqxv wvkjq');
  await expect.poll(() => said(page)).toContainEqual(expect.stringMatching(/^Nothing here for/));
  await box.fill('find my request');
  await page.route(/\/kb\/.*\/articles\/.*\.json/, (route) => route.abort('connectionrefused'));
  await page.locator('fingerpost-help [role=option]').first().click();
  await expect.poll(() => said(page)).toContainEqual(expect.stringMatching(/could not be loaded/));
  await close();
});

test('the chosen answer is the one that is told as chosen', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  await page.locator('fingerpost-help .launch').click();
  const box = page.locator('fingerpost-help [role=combobox]');
  await box.pressSequentially('find my request');
  await page.locator('fingerpost-help [role=option]').first().waitFor();
  await box.press('ArrowDown');
  await box.press('ArrowDown');
  const chosen = (await readPanel(page)).filter(({ role, states }) => role === 'option' && states.includes('selected'));
  const second = page.locator('fingerpost-help [role=option]').nth(1);
  expect(chosen.map(({ name }) => name)).toEqual([((await second.innerText()) ?? '').replace(/\s+/g, ' ').trim()]);
  expect(await box.getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
  await close();
});
