// Draws minutes by root cause with Observable Plot: columns, the dearest first, and the sum so far as a line with dots.
// Plot writes a style element into its drawing, which the console's policy refuses: it is taken out before anybody sees it.
import { axisX, axisY, barY, dot, gridY, line, plot, ruleY, text } from '@observablehq/plot';
import type { ParetoCause } from './pareto-chart.tsx';

const HEIGHT = 260;
const BOTTOM = 44;
const LEFT = 44;
const TOP = 24;
/** A name that is longer than its column is cut; the table has it whole. */
const PIXELS_A_LETTER = 6.5;
const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of `width` pixels. Each column is a link to its requests, where the person may see them. */
export function drawPareto(causes: readonly ParetoCause[], width: number): SVGSVGElement {
  const spent = causes.filter(({ minutes }) => minutes > 0);
  const total = spent.reduce((sum, { minutes }) => sum + minutes, 0);
  const letters = Math.max(3, Math.floor((width - LEFT) / Math.max(1, spent.length) / PIXELS_A_LETTER));
  const cut = (name: string) => (name.length > letters ? `${name.slice(0, letters - 1)}…` : name);
  const sums = spent.map((cause) => ({ ...cause, sum: cause.cumulative * total }));
  const chart = plot({
    width,
    height: HEIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    marginRight: 8,
    x: { domain: spent.map(({ name }) => name), padding: 0.35, label: null },
    y: { domain: [0, Math.max(1, total)], label: null },
    marks: [
      gridY({ ticks: 4, className: 'weeks-grid', strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, label: null, className: 'weeks-axis' }),
      barY(spent, { x: 'name', y: 'minutes', rx: 2, className: 'pareto-bar' }),
      line(sums, { x: 'name', y: 'sum', className: 'pareto-line' }),
      dot(sums, { x: 'name', y: 'sum', r: 3.5, className: 'pareto-dot' }),
      text(sums, {
        x: 'name',
        y: 'sum',
        dy: -12,
        text: ({ cumulative }: ParetoCause) => `${Math.round(cumulative * 100)}\u202f%`,
        className: 'pareto-share',
      }),
      ruleY([0], { className: 'weeks-base' }),
      axisX({ tickSize: 0, tickFormat: cut, label: null, className: 'weeks-axis' }),
    ],
  }) as unknown as SVGSVGElement;
  chart.querySelector('style')?.remove();
  chart.setAttribute('class', 'weeks-chart pareto-chart');
  chart.setAttribute('role', 'group');
  chart.setAttribute('aria-label', 'Minutes by root cause');
  for (const decoration of chart.querySelectorAll(
    '.weeks-grid, .weeks-axis, .weeks-base, .pareto-line, .pareto-dot, .pareto-share',
  )) {
    decoration.setAttribute('aria-hidden', 'true');
  }
  for (const [at, rect] of [...chart.querySelectorAll('.pareto-bar rect')].entries()) {
    const cause = spent[at];
    if (cause) linkTo(rect, cause);
  }
  return chart;
}

function linkTo(rect: Element, { name, minutes, requests, cumulative, href }: ParetoCause): void {
  const from = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  const label = `${name}: ${minutes} minutes of ${from}, ${Math.round(cumulative * 100)} % so far`;
  if (!href) {
    rect.setAttribute('role', 'img');
    rect.setAttribute('aria-label', label);
    return;
  }
  const link = document.createElementNS(SVG, 'a');
  link.setAttribute('href', href);
  link.setAttribute('aria-label', label);
  rect.replaceWith(link);
  link.append(rect);
}
