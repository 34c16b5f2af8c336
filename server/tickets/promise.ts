// The promise: by when a person will have read a request, in support hours, said in words and as a moment.
import { packFor, tongueFor } from '../../contract/words/tongues/whole-packs.ts';
import { addBusinessMinutes } from '../method/business-hours.ts';
import { calendarOf } from '../settings/calendar.ts';
import type { Settings } from '../settings/settings-schema.ts';

export interface ReadPromise {
  hours: number;
  /** UTC. */
  respondBy: string;
}

/** The promise of a category for a request that arrives at `at`. */
export function promiseFor(settings: Settings, category: string, at: Date): ReadPromise {
  const hours = settings.categories[category]?.promise_hours ?? 8;
  return { hours, respondBy: addBusinessMinutes(at.toISOString(), hours * 60, calendarOf(settings)) };
}

/** "We read this within 4 working hours: by Monday 12:40." in the language that suits a locale, in the site's time zone. */
export function promiseText(settings: Settings, promise: ReadPromise, locale: string): string {
  const by = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: settings.time_zone,
  }).format(new Date(promise.respondBy));
  const moment = `${by} (${settings.time_zone})`;
  if (tongueFor(locale) !== 'en') {
    const { writing, promise: words } = packFor(locale);
    return `${writing.reads(promise.hours)}${words.by(moment)}${words.end}`;
  }
  const hours = new Intl.NumberFormat(locale).format(promise.hours);
  return `We read this within ${hours} working ${promise.hours === 1 ? 'hour' : 'hours'}: by ${moment}.`;
}
