// Requests by week as columns: asks for the drawing when it is first shown, and draws anew at the width that it gets.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { ReportKind } from '../../contract/api/reports.ts';
import type { Week } from './days.ts';
import type { WeekMark } from './week-marks.ts';

export interface WeekColumn extends Week {
  label: string;
  total: number;
  /** From the bottom up. */
  parts: { kind: ReportKind; count: number; href: string | null; label: string }[];
}

type Draw = typeof import('./draw-weeks.ts').drawWeeks;

interface Props {
  columns: readonly WeekColumn[];
  marks: readonly WeekMark[];
  caption: string;
}

export function WeeksChart({ columns, marks, caption }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [draw, setDraw] = useState<Draw | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);
  const { route } = useLocation();

  useEffect(() => {
    import('./draw-weeks.ts').then(
      (module) => setDraw(() => module.drawWeeks),
      () => setFailed(true),
    );
  }, []);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, [hasFailed]);
  useEffect(() => {
    if (!draw || width === 0 || !place.current) return;
    const had = document.activeElement?.getAttribute('aria-label');
    const chart = draw(columns, width, marks);
    place.current.replaceChildren(chart);
    if (had) focusOn(chart, had);
  }, [draw, width, columns, marks]);

  if (hasFailed) return <p class="small muted">The drawing did not arrive. The table below has the same numbers.</p>;
  /** Links in a drawing are of another kind than those of the page, which the router listens to. */
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href');
    if (!href || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    route(href);
  };
  return (
    <figure>
      <figcaption class="sr">{caption}</figcaption>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what one operates */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div class="weeks" ref={place} onClick={follow} />
    </figure>
  );
}

function focusOn(chart: Element, label: string): void {
  for (const link of chart.querySelectorAll<SVGAElement>('a')) {
    if (link.getAttribute('aria-label') === label) link.focus();
  }
}
