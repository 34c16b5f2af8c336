// Says by when a person reads a request, in the reader's own time zone, and whose hours are counted where theirs are others.
import type { Site } from '../../contract/api/site.ts';
import { enPromise } from '../../contract/words/tongues/en-promise.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect } from '../ui/hooks.ts';
import { CLOCK, Icon } from '../ui/icon.tsx';
import { useLocal } from '../ui/use-local.ts';
import css from './promise.css?inline';

/** The promise is asked for again so often while it can be seen: in support hours it moves with the clock. */
const ANEW_MS = 60_000;
const DAY_MS = 86_400_000;
/** No promise is so far away: 1,000 support hours of a short week are less. */
const FAR_MS = 400 * DAY_MS;

interface Saying {
  /** What is said of the present day, given the time. */
  today?: ((time: string) => string) | undefined;
  /** The reader's own zone, where it is not the browser's. */
  zone?: string | undefined;
}

const dayOf = (moment: Date, timeZone?: string) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(moment);

/**
 * A moment as a person says it: `Monday 12:40`, or `today, 14:05`. Days further than six away are given as dates, those of
 * another year with the year.
 */
export function sayMoment(
  moment: Date,
  now: Date,
  locale: string,
  { today = enPromise.today, zone }: Saying = {},
): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(zone ? { timeZone: zone } : {}) }).format(moment);
  // A time stays in one piece: `5:00 PM`.
  const time = format({ timeStyle: 'short' }).replace(/\s/g, '\u00a0');
  if (dayOf(moment, zone) === dayOf(now, zone)) return today(time);
  if (Math.abs(moment.getTime() - now.getTime()) < 6 * DAY_MS) return `${format({ weekday: 'long' })} ${time}`;
  const isFar = format({ year: 'numeric' }) !== new Intl.DateTimeFormat(locale, { year: 'numeric' }).format(now);
  return `${format({ day: 'numeric', month: 'long', ...(isFar ? { year: 'numeric' } : {}) })} ${time}`;
}

/** What the site's time zone is called, where its clocks show another time than the reader's at one of these moments; else ''. */
export function otherZone(site: string, moments: readonly Date[], locale: string, zone?: string): string {
  const wall = (moment: Date, timeZone?: string) =>
    new Intl.DateTimeFormat('en', {
      ...{ dateStyle: 'short', timeStyle: 'short' },
      ...(timeZone ? { timeZone } : {}),
    }).format(moment);
  if (moments.every((moment) => wall(moment, site) === wall(moment, zone))) return '';
  const nameOf = (timeZoneName: 'longGeneric' | 'long') =>
    new Intl.DateTimeFormat(locale, { timeZone: site, timeZoneName })
      .formatToParts(moments[0])
      .find(({ type }) => type === 'timeZoneName')?.value ?? site;
  const generic = nameOf('longGeneric');
  // UTC has no generic name, and would be `GMT+00:00`.
  return /\d/.test(generic) ? nameOf('long') : generic;
}

/** That the times are the reader's, and whose hours are counted; nothing where it makes no difference. */
export function ZoneNote({ moments }: { moments: readonly Date[] }) {
  const { help, locale } = useApp();
  const words = useWords('promise', enPromise);
  const site = help.state.value.site?.time_zone;
  const zone = site && otherZone(site, moments, locale);
  return zone ? <span class="quiet"> {words.ours(zone)}</span> : null;
}

/** The promise of one category, or nothing where none is known. */
export function PromiseLine({ category }: { category?: string | undefined }) {
  const { help, env, locale, style, api, panel } = useApp();
  style(css);
  const words = useWords('promise', enPromise);
  const { reads } = useWords('writing', enWriting);
  const asked = useLocal<Site | undefined>(undefined);
  const isOpen = panel.isOpen.value;
  useEffect(() => {
    if (!isOpen) return undefined;
    const askAnew = async () => {
      const answer = await api.readSite();
      if (answer.ok && answer.value?.categories) asked.value = answer.value;
    };
    // It was promised when help was loaded, which may be long before somebody writes.
    if (category) void askAnew();
    const timer = setInterval(askAnew, ANEW_MS);
    return () => clearInterval(timer);
  }, [isOpen]);
  const site = asked.value ?? help.state.value.site;
  const promise = (site?.categories.find(({ key }) => key === category) ?? site?.categories[0])?.promise;
  if (!promise) return null;
  const now = new Date(env.now());
  const until = new Date(promise.respond_by);
  const plain = (time: string) => time;
  const clock = `${new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(now)} ${sayMoment(now, now, locale, { today: plain })}`;
  // A clock that is years off, or ahead of the promise, is not argued with.
  const isOff = Math.abs(until.getTime() - now.getTime()) > FAR_MS || until < now;
  return (
    <p class="promise">
      <Icon d={CLOCK} />
      <span>
        {isOff ? reads(promise.hours) : `${words.promise(promise.hours)} ${words.until(clock)}`}
        <time dateTime={promise.respond_by} title={until.toLocaleString(locale)}>
          <b>{words.by(sayMoment(until, now, locale, { today: words.today }))}</b>
        </time>
        {words.end}
        <ZoneNote moments={[now, until]} />
      </span>
    </p>
  );
}
