// The page's own elements open help: those that are there and those that come later, by click and by key.
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { raiseStage } from '../support/stage.ts';
import { widgetOf } from '../support/widget.ts';

const stage = raiseStage();

const ELEMENTS = `
  <button id="plain" data-fingerpost-open>Stuck?</button>
  <a id="link" href="/elsewhere" data-fingerpost-article="find-my-request">How to find it</a>
  <span id="word" tabindex="0" role="button" data-fingerpost-search="find my request">find my request</span>
  <p class="ask">Ask us</p>
  <form action="/elsewhere"><button id="form" data-fingerpost-open="form">Write</button></form>`;

async function visit(path: string, attributes: Record<string, string> = {}, before = ELEMENTS) {
  const opened = await openPage(stage.browser);
  await opened.page.goto(stage.host.page(path, { attributes, before }));
  const widget = widgetOf(opened.page);
  await opened.page.locator('fingerpost-help').waitFor({ state: 'attached' });
  return { ...opened, widget };
}

test('a button opens the panel, a link an article in place of its page, a word a search', async () => {
  const { page, widget, noises, close } = await visit('/openers');
  await page.click('#plain');
  await widget.view('home', 'ready').waitFor();
  await page.click('#link');
  await widget.view('article', 'ready').waitFor();
  expect(new URL(page.url()).pathname).toBe('/openers');
  await page.click('#word');
  await widget.view('results', 'found').waitFor();
  expect(await widget.box.inputValue()).toBe('find my request');
  expect(noises).toEqual([]);
  await close();
});

test('what is focusable and no button is pressed by Enter and Space, without scrolling or typing', async () => {
  for (const key of ['Enter', ' ']) {
    const { page, widget, noises, close } = await visit(`/keys-${key.length}`);
    await page.focus('#word');
    await page.keyboard.press(key);
    await widget.view('results', 'found').waitFor();
    expect(await widget.box.inputValue()).toBe('find my request');
    expect(noises).toEqual([]);
    await close();
  }
});

test('a page\u2019s own handlers run as ever, and a form\u2019s button still sends its form', async () => {
  const { page, close } = await visit('/own-handlers');
  await page.evaluate(() => {
    const heard = window as unknown as { heard: string[] };
    heard.heard = [];
    document.querySelector('#plain')?.addEventListener('click', () => heard.heard.push('click'));
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      heard.heard.push('submit');
    });
  });
  await page.click('#plain');
  await page.click('#form');
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['click', 'submit']);
  await close();
});

test('elements that come later act too, and so does what data-open-on matches', async () => {
  const { page, widget, noises, requests, close } = await visit('/later', {
    'open-on': '.ask, .later',
    launcher: 'none',
  });
  await page.evaluate(() => {
    const node = document.createElement('div');
    node.className = 'later';
    node.textContent = 'Later';
    document.body.append(node);
  });
  await page.mouse.click(5, 5);
  expect(requests.filter((url) => url.includes('/assets/'))).toEqual([]);
  await page.click('.later');
  await widget.view('home', 'ready').waitFor();
  await page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'detached' });
  await page.click('.ask');
  await widget.panel.waitFor();
  expect(noises).toEqual([]);
  await close();
});

test('a selector that is none breaks nothing, and is named once help is in use', async () => {
  for (const [at, selector] of ['[[', 'a)', '.x,,'].entries()) {
    const { page, widget, noises, close } = await visit(`/no-selector-${at}`, { 'open-on': selector, colour: '#fff' });
    await page.click('main h1');
    expect(noises).toEqual([]);
    await page.click('#plain');
    await widget.view('home', 'ready').waitFor();
    await expect.poll(() => noises.length).toBe(2);
    expect(noises.join('\n')).toContain(`data-open-on="${selector}" should be a CSS selector`);
    expect(noises.join('\n')).toContain('did you mean data-color?');
    await close();
  }
});
