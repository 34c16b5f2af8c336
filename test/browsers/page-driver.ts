// The few acts of a person at a page that every engine can do, and what the journey sees of the page by them.

export type Key = 'ArrowDown' | 'Enter' | 'Escape' | 'Tab';

export interface PageDriver {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page; it stands alone, and what goes in and comes out is JSON. */
  run<Given, Made>(act: (given: Given) => Made, given: Given): Promise<Made>;
  /** Moves the mouse there, in CSS pixels of the window, and clicks. */
  clickAt(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  press(key: Key): Promise<void>;
}

export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKitGTK';
  version: string;
  page: PageDriver;
  close(): Promise<void>;
}

/** Something on the page or in the widget: a CSS selector, and the beginning of its name as people and screen readers know it. */
export interface Target {
  css: string;
  name?: string;
}

export interface Sight {
  name: string;
  text: string;
  value: string;
  /** Its middle, where a click on it lands. */
  x: number;
  y: number;
  box: { left: number; top: number; right: number; bottom: number };
  hasFocus: boolean;
  /** Whether a click on its middle meets it, or something inside it. */
  isOnTop: boolean;
}

const LIMIT_MS = 15_000;
const PAUSE_MS = 40;

/** What is visible of a target now, in the order of the document; runs in the page. */
function look({ css, name }: Target): Sight[] {
  const shadow = document.querySelector('fingerpost-help')?.shadowRoot;
  const seen: Sight[] = [];
  for (const root of [document, shadow]) {
    if (!root) continue;
    for (const node of root.querySelectorAll<HTMLElement>(css)) {
      const box = node.getBoundingClientRect();
      const isShown = box.width > 0 && box.height > 0 && getComputedStyle(node).visibility === 'visible';
      const labels = (node as HTMLInputElement).labels?.[0]?.textContent;
      const itsName = (node.getAttribute('aria-label') ?? labels ?? node.textContent ?? '').trim();
      if (!isShown || !itsName.startsWith(name ?? '')) continue;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const hit = root.elementFromPoint(x, y);
      seen.push({
        name: itsName,
        text: node.innerText ?? '',
        value: `${(node as HTMLInputElement).value ?? ''}`,
        x,
        y,
        box: { left: box.left, top: box.top, right: box.right, bottom: box.bottom },
        hasFocus: root.activeElement === node,
        isOnTop: hit !== null && node.contains(hit),
      });
    }
  }
  return seen;
}

/** Scrolls the first that matches into the middle of what scrolls; runs in the page. */
function bringIntoView({ css, name }: Target): void {
  const shadow = document.querySelector('fingerpost-help')?.shadowRoot;
  for (const node of shadow?.querySelectorAll<HTMLElement>(css) ?? []) {
    const labels = (node as HTMLInputElement).labels?.[0]?.textContent;
    const itsName = (node.getAttribute('aria-label') ?? labels ?? node.textContent ?? '').trim();
    if (!itsName.startsWith(name ?? '') || node.getBoundingClientRect().height === 0) continue;
    node.scrollIntoView({ block: 'nearest' });
    return;
  }
}

/** All that is visible of a target at this moment. */
export function seeAll(page: PageDriver, target: Target): Promise<Sight[]> {
  return page.run(look, target);
}

/** Asks again until the answer is something. @throws Error that says what did not happen */
export async function until<Made>(what: string, ask: () => Promise<Made | undefined | false | null>): Promise<Made> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const made = await ask();
    if (made !== undefined && made !== false && made !== null) return made;
    if (Date.now() > end) throw new Error(`It never came to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const nameOf = ({ css, name }: Target) => `${css}${name ? ` “${name}”` : ''}`;

/** Waits until a target is visible. */
export function see(page: PageDriver, target: Target): Promise<Sight> {
  return until(`${nameOf(target)} is visible`, async () => (await seeAll(page, target))[0]);
}

/** Waits until a target can be clicked and stands still, and clicks its middle with the mouse. */
export async function click(page: PageDriver, target: Target): Promise<void> {
  await see(page, target);
  let last: Sight | undefined;
  const { x, y } = await until(`${nameOf(target)} stands still with nothing above it`, async () => {
    await page.run(bringIntoView, target);
    const [now] = await seeAll(page, target);
    const stands = now?.isOnTop && now.x === last?.x && now.y === last?.y;
    last = now;
    return stands && now;
  });
  await page.clickAt(x, y);
}
