// Minutes by root cause as columns with the sum so far as a line: fetched when shown, drawn anew at the width that it gets.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

export interface ParetoCause {
  name: string;
  minutes: number;
  /** This cause and all dearer ones, 0 to 1. */
  cumulative: number;
  href: string | null;
}

type Draw = typeof import('./draw-pareto.ts').drawPareto;

export function ParetoChart({ causes }: { causes: readonly ParetoCause[] }) {
  const place = useRef<HTMLDivElement>(null);
  const [draw, setDraw] = useState<Draw | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [width, setWidth] = useState(0);
  const { route } = useLocation();
  useEffect(() => {
    import('./draw-pareto.ts').then(
      (module) => setDraw(() => module.drawPareto),
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
    if (draw && width > 0) place.current?.replaceChildren(draw(causes, width));
  }, [draw, width, causes]);
  if (hasFailed) return <p class="small muted">The drawing did not arrive. The table below has the same numbers.</p>;
  const follow = (event: MouseEvent) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    if (!href || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    route(href);
  };
  return (
    <figure>
      <figcaption class="sr">Minutes by root cause, the dearest first</figcaption>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what one operates */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div class="pareto" ref={place} onClick={follow} />
    </figure>
  );
}
