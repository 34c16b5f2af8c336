// Requests by week as columns, with what happened beside them.
import { useCallback } from 'preact/hooks';
import type { ReportKind } from '../../contract/api/reports.ts';
import type { Week } from './days.ts';
import { Drawing } from './drawing.tsx';
import type { WeekMark } from './week-marks.ts';

export interface WeekColumn extends Week {
  label: string;
  total: number;
  /** All its requests, where the person may see them. */
  href: string | null;
  /** From the bottom up. */
  parts: { kind: ReportKind; count: number; href: string | null; label: string }[];
}

interface Props {
  columns: readonly WeekColumn[];
  marks: readonly WeekMark[];
  caption: string;
}

export function WeeksChart({ columns, marks, caption }: Props) {
  const fetchDrawing = useCallback(async () => {
    const { drawWeeks } = await import('./draw-weeks.ts');
    return (width: number) => drawWeeks(columns, width, marks);
  }, [JSON.stringify([columns, marks])]);
  return <Drawing caption={caption} place="weeks" fetchDrawing={fetchDrawing} />;
}
