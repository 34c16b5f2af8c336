// Draws weekly stacked columns by kind with Observable Plot; loaded only where a chart is shown.
// Plot writes a style element into its drawing, which the console's policy refuses: it is taken out before anybody sees
// it, and charts.css says the same and more.
import { axisX, axisY, barY, gridY, type Plot, plot, ruleY, text } from '@observablehq/plot';
import { drawMarks } from './draw-marks.ts';
import type { WeekMark } from './week-marks.ts';
import type { WeekColumn } from './weeks-chart.tsx';

const HEIGHT = 270;
/** Room for the marks. */
const TOP = 46;
const BOTTOM = 40;
const LEFT = 28;
/** A label of a week, 12 pixels high, with some room. */
const LABEL_WIDTH = 52;
const MAX_COLUMN_WIDTH = 72;
/** A lower or narrower part has its number in the table only. */
const MIN_PART_HEIGHT = 15;
const MIN_PART_WIDTH = 16;
/** With more weeks than these the same day comes twice: a label says its year then. */
const WEEKS_OF_A_YEAR = 52;
const KINDS = ['knowledge_gap', 'functionality_issue', 'other', 'undetermined'] as const;
const SVG = 'http://www.w3.org/2000/svg';

type Part = WeekColumn['parts'][number] & { week: string; from: number; to: number };

/** A drawing of `width` pixels. Every part with requests is a link to them, where the person may see them. */
export function drawWeeks(
  columns: readonly WeekColumn[],
  width: number,
  marks: readonly WeekMark[] = [],
): SVGSVGElement {
  const parts = columns.flatMap(stacked);
  const highest = Math.max(1, ...columns.map(({ total }) => total));
  const pixelsEach = (HEIGHT - TOP - BOTTOM) / highest;
  const every = Math.max(1, Math.ceil((columns.length * LABEL_WIDTH) / Math.max(1, width - LEFT)));
  const labelled = columns.filter((_column, at) => at % every === 0);
  const roomy = (width - LEFT) / columns.length >= 76;
  // Few weeks make no fatter columns.
  const padding = Math.max(0.4, 1 - (MAX_COLUMN_WIDTH * columns.length) / Math.max(1, width - LEFT));
  const partWidth = ((width - LEFT) / columns.length) * (1 - padding);
  const chart = plot({
    width,
    height: HEIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    marginRight: 0,
    x: { domain: columns.map(({ name }) => name), padding, label: null },
    y: { domain: [0, highest], label: null },
    marks: [
      gridY({ ticks: wholeTicks(highest), className: 'weeks-grid', strokeOpacity: 1 }),
      axisY({ ticks: wholeTicks(highest), tickSize: 0, tickFormat: 'd', label: null, className: 'weeks-axis' }),
      ...KINDS.map((kind) =>
        barY(
          parts.filter((part) => part.kind === kind),
          // Two pixels of ground between the parts of a column.
          { x: 'week', y1: 'from', y2: 'to', insetBottom: 1, insetTop: 1, rx: 2, className: `weeks-part k-${kind}` },
        ),
      ),
      ...KINDS.map((kind) =>
        text(
          parts.filter(
            (part) => part.kind === kind && part.count * pixelsEach >= MIN_PART_HEIGHT && partWidth >= MIN_PART_WIDTH,
          ),
          {
            x: 'week',
            y: (part: Part) => (part.from + part.to) / 2,
            text: (part: Part) => String(part.count),
            className: `weeks-number on-${kind}`,
          },
        ),
      ),
      ruleY([0], { className: 'weeks-base' }),
      axisX({
        ticks: labelled.map(({ name }) => name),
        tickSize: 0,
        tickFormat: (name: string) => labelOf(columns, name, { roomy, isEach: every === 1 }),
        label: null,
        className: 'weeks-axis',
        lineHeight: 1.33,
      }),
    ],
  }) as unknown as SVGSVGElement & Plot;
  chart.querySelector('style')?.remove();
  chart.setAttribute('class', 'weeks-chart');
  // The links inside speak for themselves; the table behind has everything in order.
  chart.setAttribute('role', 'group');
  chart.setAttribute('aria-label', 'Requests by week and kind');
  for (const decoration of chart.querySelectorAll('.weeks-grid, .weeks-axis, .weeks-number, .weeks-base')) {
    decoration.setAttribute('aria-hidden', 'true');
  }
  linkParts(chart, parts);
  addHatching(chart);
  const x = chart.scale('x');
  const place = { left: (week: string) => Number(x?.apply(week)), bandwidth: x?.bandwidth ?? 0, step: x?.step ?? 0 };
  drawMarks(chart, columns, marks, { ...place, width, top: TOP, bottom: HEIGHT - BOTTOM });
  return chart;
}

function stacked(column: WeekColumn): Part[] {
  let height = 0;
  return column.parts
    .filter(({ count }) => count > 0)
    .map((part) => {
      const from = height;
      height += part.count;
      return { ...part, week: column.name, from, to: height };
    });
}

/** Up to five whole numbers from 0 on. */
function wholeTicks(highest: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => highest / size <= 4) ?? Math.ceil(highest / 4);
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, at) => at * step);
}

/** The number of a week stands below it only where every week has a label: elsewhere it would seem to be of all of them. */
function labelOf(
  columns: readonly WeekColumn[],
  name: string,
  { roomy, isEach }: { roomy: boolean; isEach: boolean },
): string {
  const column = columns.find((one) => one.name === name);
  if (!column) return '';
  const { label, total, from } = column;
  if (!isEach) return columns.length > WEEKS_OF_A_YEAR ? `${label}\n${from.slice(0, 4)}` : label;
  return roomy ? `${label}\n${total} ${total === 1 ? 'request' : 'requests'}` : `${label}\n${total}`;
}

/** Plot keeps the order of the data within a mark. */
function linkParts(chart: SVGSVGElement, parts: readonly Part[]): void {
  for (const kind of new Set(parts.map((part) => part.kind))) {
    const own = parts.filter((part) => part.kind === kind);
    const drawn = [...chart.querySelectorAll(`.k-${kind} rect`)];
    for (const [at, part] of own.entries()) {
      const rect = drawn[at];
      if (!rect) continue;
      const title = document.createElementNS(SVG, 'title');
      title.textContent = part.label;
      if (!part.href) {
        rect.setAttribute('role', 'img');
        rect.setAttribute('aria-label', part.label);
        rect.append(title);
        continue;
      }
      const link = document.createElementNS(SVG, 'a');
      link.setAttribute('href', part.href);
      link.setAttribute('aria-label', part.label);
      rect.replaceWith(link);
      link.append(title, rect);
    }
  }
}

/** What is unsure is hatched, not coloured. */
function addHatching(chart: SVGSVGElement): void {
  const defs = document.createElementNS(SVG, 'defs');
  const pattern = document.createElementNS(SVG, 'pattern');
  const line = document.createElementNS(SVG, 'line');
  const set = (element: Element, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  };
  set(pattern, {
    id: 'gaps-hatch',
    width: '6',
    height: '6',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  set(line, { x1: '0', y1: '0', x2: '0', y2: '6', class: 'weeks-hatch' });
  pattern.append(line);
  defs.append(pattern);
  chart.prepend(defs);
  for (const rect of chart.querySelectorAll('.k-undetermined rect')) rect.setAttribute('fill', 'url(#gaps-hatch)');
}
