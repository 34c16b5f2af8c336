// Whether the workflows of the settings can be walked: no unknown status, none that is never reached, no way without an end.

import type { SettingsProblem } from './settings-problem.ts';
import type { Settings } from './settings-schema.ts';
import type { StatusSettings, TransitionSettings } from './workflow-schema.ts';

/** Where every request begins. */
const START = 'submitted';
/** Problems take the first, everything else the second, unless a category says otherwise. */
const NEEDED_WORKFLOWS = ['problem', 'question'];

type Statuses = Readonly<Record<string, StatusSettings>>;
type Steps = Readonly<Record<string, readonly TransitionSettings[]>>;

/** All problems of statuses and workflows at once. */
export function checkWorkflows({ statuses, workflows }: Partial<Settings>): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  for (const [name, status] of Object.entries(statuses ?? {}))
    problems.push(
      ...repeats(['statuses', name, 'by'], status.by),
      ...repeats(['statuses', name, 'requires'], status.requires),
    );
  if (!workflows) return problems;
  for (const name of NEEDED_WORKFLOWS) {
    if (!(name in workflows)) problems.push({ path: ['workflows'], message: `must have the workflow "${name}"` });
  }
  for (const [name, steps] of Object.entries(workflows)) {
    problems.push(...checkSteps(['workflows', name], steps, statuses));
  }
  const used = new Set(Object.values(workflows).flatMap((steps) => Object.keys(steps)));
  for (const name of Object.keys(statuses ?? {})) {
    if (!used.has(name))
      problems.push({
        path: ['statuses', name],
        message: 'is in no workflow, so that no request can reach it: put it into one, or leave it out',
      });
  }
  return problems;
}

function checkSteps(path: string[], steps: Steps, statuses: Statuses | undefined): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const here = Object.keys(steps);
  for (const [from, following] of Object.entries(steps)) {
    if (statuses && !(from in statuses))
      problems.push({
        path: [...path, from],
        message: `is no status of \`statuses\`; allowed: ${Object.keys(statuses).join(', ')}`,
      });
    following.forEach(({ to, by, requires }, at) => {
      const place = [...path, from, at];
      if (!(to in steps))
        problems.push({
          path: [...place, 'to'],
          message: `is no status of this workflow; allowed: ${here.join(', ')}`,
        });
      if (to === from)
        problems.push({ path: [...place, 'to'], message: 'leads from a status to itself: leave it out' });
      if (following.findIndex((other) => other.to === to) < at)
        problems.push({ path: [...place, 'to'], message: `is named twice after "${from}": leave one out` });
      problems.push(...repeats([...place, 'by'], by), ...repeats([...place, 'requires'], requires));
    });
  }
  if (!(START in steps))
    return [...problems, { path, message: `must have the status "${START}", where every request begins` }];
  const reached = reachableFrom(START, steps);
  for (const status of here) {
    if (!reached.has(status))
      problems.push({
        path: [...path, status],
        message: `is never reached from "${START}": let a status that is reached lead to it, or leave it out`,
      });
    if (!statuses || statuses[status]?.ends) continue;
    const ends = [...reachableFrom(status, steps)].some((later) => statuses[later]?.ends);
    if (ends) continue;
    const isLast = (steps[status] ?? []).length === 0;
    const ending = here.filter((name) => statuses[name]?.ends);
    problems.push({
      path: [...path, status],
      message: `${isLast ? 'leads nowhere and does not end the request' : 'leads to no status that ends the request'}: ${
        ending.length > 0 ? `let it lead on to one of ${ending.join(', ')}` : 'give one of its statuses `ends: true`'
      }`,
    });
  }
  return problems;
}

/** The status itself and all that can follow, near or far. */
function reachableFrom(start: string, steps: Steps): Set<string> {
  const reached = new Set([start]);
  for (const status of reached) for (const { to } of steps[status] ?? []) if (to in steps) reached.add(to);
  return reached;
}

function repeats(path: (string | number)[], list: readonly string[] | undefined): SettingsProblem[] {
  return (list ?? []).flatMap((name, at) =>
    list?.indexOf(name) === at ? [] : [{ path: [...path, at], message: 'is named twice: leave one out' }],
  );
}
