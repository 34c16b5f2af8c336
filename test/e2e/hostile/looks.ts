// How help looks on a page: boxes and computed styles of a few parts, to be compared with a blank page.
import type { Inside } from './page-inside.ts';

/** Parts of each stop on the way, in the shadow root. */
const PARTS = {
  closed: ['.launch'],
  home: ['.panel', '.head h2', '.icon', '.search .box'],
  results: ['.panel', '.hit', '.hit b', '.count'],
  article: ['.panel', '.prose', '.prose p', '.btn'],
  form: ['.panel', 'textarea', 'label', '.btn.main'],
  sent: ['.panel', 'dd', '.btn'],
};
export type Stop = keyof typeof PARTS;
export type Looks = Record<string, Record<string, string>>;

const PROPERTIES =
  'display visibility opacity position direction fontFamily fontSize fontStyle fontWeight lineHeight letterSpacing textAlign ' +
  'textTransform textDecorationLine color backgroundColor padding margin borderTopWidth borderTopStyle borderTopColor ' +
  'borderTopLeftRadius boxSizing boxShadow float filter transform cursor pointerEvents userSelect appearance';

export interface Seen {
  looks: Looks;
  /** All words that somebody can meet: texts, labels, values, addresses. */
  words: string;
  /** What lies over the middle of the panel, or of the launcher where it is closed. */
  onTop: boolean;
}

/** Looks at help as it stands now. */
export function seeHelp(inside: Inside, stop: Stop): Promise<Seen> {
  return inside.look<Seen>(`(() => {
    const host = document.querySelector('fingerpost-help');
    const root = host.shadowRoot;
    const shown = root.querySelector('.panel:not([hidden])') ?? root.querySelector('.launch');
    const looks = {};
    for (const part of ${JSON.stringify(PARTS[stop])}) {
      const node = root.querySelector(part);
      if (!node) { looks[part] = {}; continue; }
      const style = getComputedStyle(node);
      const { x, y, width, height } = node.getBoundingClientRect();
      looks[part] = { box: [x, y, width, height].map(Math.round).join(' ') };
      for (const name of ${JSON.stringify(PROPERTIES)}.split(' ')) looks[part][name] = style[name];
    }
    const labels = [...root.querySelectorAll('*')].flatMap((node) => [node.ariaLabel, node.placeholder, node.title, node.value, node.getAttribute('href'), node.getAttribute('datetime')]);
    const box = shown.getBoundingClientRect();
    return {
      looks,
      words: [root.querySelector('.fp').innerText, ...labels.filter((text) => text != null)].join('\\n'),
      onTop: document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === host,
    };
  })()`);
}
