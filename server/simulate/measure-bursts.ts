/** Whether planted faults raise an alert, how soon, and what raises one without (METHOD 12.3 f). */
import { burstsBetween } from '../method/bursts.ts';
import type { AssessedTicket } from './assess.ts';
import type { Truth } from './generate.ts';
import { majority } from './ranking.ts';
import { DAYS, JUDGED_DAYS } from './world.ts';

export interface BurstMeasure {
  readonly planted: number;
  /** Alerts within three days: by the end of the third day of the fault. */
  readonly foundInTime: number;
  /** Days until the alert, 1 for the end of the first day, of those that raised one. */
  readonly days: readonly number[];
  /** Alerts of judged days about something else; one that goes on is one. */
  readonly falseAlarms: number;
  /** Gaps that were watched. */
  readonly keys: number;
}

const IN_TIME = 3;
/** The longer window of the test still holds the days of the fault for a week after it. */
const LINGERS = 9;
const QUIET = 7;
const DAY_MS = 86_400_000;

export function measureBursts(
  tickets: readonly AssessedTicket[],
  truth: Truth,
  topicOfTicket: (id: string) => string,
): { measure: BurstMeasure; topics: Set<string> } {
  const startMs = Date.parse(truth.start);
  const dateOf = (day: number) => new Date(startMs + day * DAY_MS).toISOString().slice(0, 10);
  const rows = tickets.flatMap(({ key, requester, submitted_at }) =>
    key === null ? [] : [{ key, requester, day: submitted_at.slice(0, 10) }],
  );
  const topicOfKey = new Map<string, string | null>();
  const topicOf = (key: string) => {
    if (!topicOfKey.has(key))
      topicOfKey.set(key, majority(tickets.filter((each) => each.key === key).map(({ id }) => topicOfTicket(id))));
    return topicOfKey.get(key) ?? null;
  };
  const alerts = new Map<string, number>();
  const lastFlag = new Map<string, number>();
  const topics = new Set<string>();
  let falseAlarms = 0;
  const first = DAYS - JUDGED_DAYS;
  const flags = burstsBetween(rows, { from: dateOf(first), to: dateOf(DAYS - 1) }, dateOf(0));
  for (let day = first; day < DAYS; day += 1) {
    const today = dateOf(day);
    for (const key of new Set(flags.flatMap((flag) => (flag.to === today ? flag.key : [])))) {
      const topic = topicOf(key);
      if (topic !== null) topics.add(topic);
      const since = topic === null ? undefined : truth.bugs.get(topic);
      const isPlanted = since !== undefined && day >= since && day <= since + LINGERS;
      if (isPlanted && topic !== null && !alerts.has(topic)) alerts.set(topic, day - since + 1);
      const goesOn = day - (lastFlag.get(key) ?? -QUIET - 1) <= QUIET;
      if (!isPlanted && !goesOn) falseAlarms += 1;
      lastFlag.set(key, day);
    }
  }
  const days = [...alerts.values()];
  const measure = {
    planted: truth.bugs.size,
    foundInTime: days.filter((count) => count <= IN_TIME).length,
    ...{ days, falseAlarms, keys: new Set(rows.map(({ key }) => key)).size },
  };
  return { measure, topics };
}
