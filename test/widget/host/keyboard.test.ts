import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepAboveKeyboard } from '../../../widget/host/keyboard.ts';

const seen = Object.assign(new EventTarget(), { height: 0, offsetTop: 0, scale: 1 });
let frame: HTMLElement;
beforeEach(() => {
  vi.stubGlobal('visualViewport', seen);
  Object.assign(seen, { height: innerHeight, offsetTop: 0, scale: 1 });
  const host = document.createElement('div');
  frame = document.createElement('div');
  host.attachShadow({ mode: 'open' }).append(frame);
});
afterEach(() => vi.unstubAllGlobals());

/** What cannot be seen above and below. */
const hidden = () => ['--fp-above', '--fp-below'].map((name) => frame.style.getPropertyValue(name));
function change(kind: string, now: Partial<typeof seen>): void {
  Object.assign(seen, now);
  seen.dispatchEvent(new Event(kind));
}

it('tells how much a keyboard covers, and how far the page was pushed up for it', () => {
  const stop = keepAboveKeyboard(frame);
  expect(hidden()).toEqual(['0px', '0px']);
  change('resize', { height: innerHeight - 300 });
  expect(hidden()).toEqual(['0px', '300px']);
  change('scroll', { offsetTop: 100 });
  expect(hidden()).toEqual(['100px', '200px']);
  change('resize', { height: innerHeight, offsetTop: 0 });
  expect(hidden()).toEqual(['0px', '0px']);
  stop();
  change('resize', { height: innerHeight - 300 });
  expect(hidden()).toEqual(['0px', '0px']);
});

it('takes neither a scroll bar nor a closer look for a keyboard', () => {
  const stop = keepAboveKeyboard(frame);
  change('resize', { height: innerHeight - 15 });
  expect(hidden()).toEqual(['0px', '0px']);
  change('resize', { height: innerHeight / 2, offsetTop: 80, scale: 2 });
  expect(hidden()).toEqual(['0px', '0px']);
  stop();
});
