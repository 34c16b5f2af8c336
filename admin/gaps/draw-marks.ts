// Draws what happened beside the weeks into their chart: a dotted line with a dot for a change of an article and with a
// square for a release, a worded flag for a rise.
import { daysBetween, shortDayWords } from './days.ts';
import type { WeekMark } from './week-marks.ts';
import type { WeekColumn } from './weeks-chart.tsx';

const SVG = 'http://www.w3.org/2000/svg';
/** A label of a day, with some room. */
const LABEL_WIDTH = 52;
/** Of the words of a flag, in the widest usual face. */
const FLAG_WIDTH = 118;

interface Place {
  /** The left end of a week's column, its width, and the width with the space between. */
  left: (week: string) => number;
  bandwidth: number;
  step: number;
  width: number;
  /** Where the columns begin and end, from the top. */
  top: number;
  bottom: number;
}

/** Adds the marks; their words stand in the list below the drawing, so that these are decoration. */
export function drawMarks(
  chart: SVGSVGElement,
  columns: readonly WeekColumn[],
  marks: readonly WeekMark[],
  place: Place,
): void {
  const group = make('g', { class: 'weeks-marks', 'aria-hidden': 'true' });
  let lastLabel = Number.NEGATIVE_INFINITY;
  const flagged = new Set<string>();
  for (const mark of marks) {
    const week = columns.find(({ from, to }) => mark.day >= from && mark.day <= to);
    if (!week) continue;
    const left = place.left(week.name);
    if (mark.kind === 'rise') {
      if (flagged.has(week.name)) continue;
      flagged.add(week.name);
      group.append(flag(left + place.bandwidth / 2, place));
      continue;
    }
    const start = left - (place.step - place.bandwidth) / 2;
    const days = daysBetween(week.from, week.to);
    const x = start + (place.step * (daysBetween(week.from, mark.day) - 0.5)) / Math.max(7, days);
    const y = place.top - 8;
    const own = make('g', {});
    const title = make('title', {});
    title.textContent = mark.words;
    own.append(
      title,
      make('line', { x1: x, x2: x, y1: y, y2: place.bottom, class: 'weeks-edit' }),
      mark.kind === 'release'
        ? make('rect', { x: x - 4, y: y - 4, width: 8, height: 8, class: 'weeks-release' })
        : make('circle', { cx: x, cy: y, r: 3.5, class: 'weeks-dot' }),
    );
    group.append(own);
    if (x - lastLabel < LABEL_WIDTH) continue;
    lastLabel = x;
    const isLate = x + LABEL_WIDTH > place.width;
    const label = make('text', { x: isLate ? x - 7 : x + 7, y: place.top - 4, class: 'weeks-day' });
    label.setAttribute('text-anchor', isLate ? 'end' : 'start');
    label.textContent = shortDayWords(mark.day);
    group.append(label);
  }
  chart.append(group);
}

function flag(middle: number, { width }: Place): SVGElement {
  const left = Math.max(0, Math.min(middle - FLAG_WIDTH / 2, width - FLAG_WIDTH));
  const group = make('g', { transform: `translate(${left},0)` });
  const words = make('text', { x: 26, y: 15, 'text-anchor': 'start', class: 'weeks-flag-words' });
  words.textContent = 'Sudden rise';
  group.append(
    make('rect', { width: FLAG_WIDTH, height: 22, rx: 4, class: 'weeks-flag' }),
    make('path', { d: 'M8 15l3.5-3.5 2.5 2.5 5-6M15.5 8H19v3.5', class: 'weeks-flag-line' }),
    words,
  );
  return group;
}

function make(name: string, values: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(values)) element.setAttribute(key, String(value));
  return element;
}
