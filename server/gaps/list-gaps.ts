// The backlog as the page of gaps reads it: its rows, the rises that stand, and what was decided about gaps that are quiet.
import type { GapEffort, GapList, GapState } from '../../contract/api/gaps.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { standingBursts } from '../method/bursts.ts';
import { gapActionOf, subKindOfKey } from '../method/gap-actions.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import type { Services } from '../services.ts';
import { backlogOf, burstFlags, ownersOf } from './backlog.ts';
import { announcedAlone, keysInSight } from './find-gap.ts';
import { gapTitles } from './gap-titles.ts';

export async function listGaps(
  services: Services,
  viewer: Viewer,
  scope: ReportScope,
  asShown: boolean,
): Promise<Pick<GapList, 'gaps' | 'bursts' | 'quiet'>> {
  const { db, settings, clock } = services;
  const articles = articleDirectory(services.releases.current());
  const ask = { settings, articles, now: clock.now(), asShown };
  const { rows, names } = await backlogOf(db, viewer, scope, ask);
  const flags = standingBursts(await burstFlags(db, viewer, scope, ask), scope.days.to);
  const listed = new Set(rows.map(({ key }) => key));
  const inSight = await keysInSight(db, viewer, names);
  // What the widget still says is here until it is taken back, whatever became of its requests.
  const announced = await announcedAlone(db, names);
  const undecided = announced
    .filter((key) => names.decisionOn(key) === null)
    .map((now) => ({ now, merged_into: null, state: 'new', owner: null, effort: null }));
  const decided = [...names.decisions(), ...undecided].filter(
    ({ now, merged_into }) => merged_into === null && !listed.has(now) && (inSight.has(now) || announced.includes(now)),
  );
  const titles = await gapTitles(
    db,
    [...flags, ...decided.map(({ now }) => ({ key: now }))].map(({ key }) => key),
    {
      ...{ names, articles, asked: [] },
    },
  );
  const owners = await ownersOf(db, names);
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  return {
    gaps: rows,
    bursts: flags.map((flag) => ({ ...flag, title: rowOf.get(flag.key)?.title ?? titles.get(flag.key) ?? flag.key })),
    quiet: decided
      .map(({ now, state, owner, effort }) => {
        const sub_kind = subKindOfKey(now);
        return {
          ...{ key: now, title: titles.get(now) ?? now, sub_kind, action: gapActionOf(sub_kind, {}) },
          ...{ state: state as GapState, owner: owners.get(owner ?? '') ?? null, effort: effort as GapEffort | null },
        };
      })
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
  };
}
