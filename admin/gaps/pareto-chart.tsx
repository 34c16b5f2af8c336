// Minutes by root cause as columns, the dearest first, with the sum so far as a line.
import { useCallback } from 'preact/hooks';
import { Drawing } from './drawing.tsx';

export interface ParetoCause {
  name: string;
  minutes: number;
  requests: number;
  /** This cause and all dearer ones, 0 to 1. */
  cumulative: number;
  href: string | null;
}

export function ParetoChart({ causes }: { causes: readonly ParetoCause[] }) {
  const fetchDrawing = useCallback(async () => {
    const { drawPareto } = await import('./draw-pareto.ts');
    return (width: number) => drawPareto(causes, width);
  }, [JSON.stringify(causes)]);
  return <Drawing caption="Minutes by root cause, the dearest first" place="pareto" fetchDrawing={fetchDrawing} />;
}
