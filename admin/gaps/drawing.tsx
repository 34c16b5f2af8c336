// A drawing in its place: fetched when it is first shown, drawn anew at the width that it gets, its links followed by the router.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

interface Props {
  /** Said to those who do not see it. */
  caption: string;
  /** The place keeps room for what comes. */
  place: string;
  /** Fetches what draws; called once. */
  fetchDrawing: () => Promise<(width: number) => SVGSVGElement>;
}

/** @param fetchDrawing another function draws anew; so it must stay the same while what is drawn does. */
export function Drawing({ caption, place: className, fetchDrawing }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [draw, setDraw] = useState<((width: number) => SVGSVGElement) | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);
  const { route } = useLocation();
  useEffect(() => {
    let isWanted = true;
    fetchDrawing().then(
      (drawing) => isWanted && setDraw(() => drawing),
      () => isWanted && setFailed(true),
    );
    return () => {
      isWanted = false;
    };
  }, [fetchDrawing]);
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
    const chart = draw(width);
    place.current.replaceChildren(chart);
    if (had) focusOn(chart, had);
  }, [draw, width]);

  if (hasFailed) return <p class="small muted">The drawing did not arrive. The table below has the same numbers.</p>;
  /** Links in a drawing are of another kind than those of the page, which the router listens to. */
  const follow = (event: MouseEvent) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    if (!href || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    route(href);
  };
  return (
    <figure>
      <figcaption class="sr">{caption}</figcaption>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what one operates */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div class={className} ref={place} onClick={follow} />
    </figure>
  );
}

/** The part that had the focus has it in the new drawing as well. */
function focusOn(chart: Element, label: string): void {
  for (const link of chart.querySelectorAll<SVGAElement>('a')) {
    if (link.getAttribute('aria-label') === label) link.focus();
  }
}
