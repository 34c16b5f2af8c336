// Keeps figures in memory for as long as nothing was written: who looks again, or goes back, waits for no second count.

import { dataVersion } from '../db/data-version.ts';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { Report, ReportOptions } from './report.ts';
import type { ReportScope } from './report-rows.queries.ts';

type Figure = Awaited<ReturnType<Report['compute']>>;

/** What waits grows with the hours, so that no figure is kept for longer. */
const KEPT_MS = 60_000;
const MOST_FIGURES = 500;

const kept = new WeakMap<Db, { version: string; settings: Settings; figures: Map<string, Figure> }>();

/** A report as `compute` gives it; the same person asking for the same gets the same while nothing has changed. */
export async function computeOrKeep(
  { db, releases }: Pick<Services, 'db' | 'releases'>,
  viewer: Viewer,
  report: Report,
  scope: ReportScope,
  options: ReportOptions,
): Promise<Figure> {
  const version = await dataVersion(db);
  let known = kept.get(db);
  const isOld = known?.version !== version || known.settings !== options.settings;
  if (!known || isOld || known.figures.size >= MOST_FIGURES) {
    known = { version, settings: options.settings, figures: new Map() };
    kept.set(db, known);
  }
  const { minN, asShown, now } = options;
  const minute = Math.floor(now.getTime() / KEPT_MS);
  const key = JSON.stringify([report.name, viewer, scope, minN, asShown, minute, releases.current().id]);
  const before = known.figures.get(key);
  if (before) return before;
  const figure = await report.compute(db, viewer, scope, options);
  known.figures.set(key, figure);
  return figure;
}
