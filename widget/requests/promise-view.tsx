// Says by when a person reads a request, in the reader's own time zone.
import { enPromise } from '../i18n/en-promise.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { CLOCK, Icon } from '../ui/icon.tsx';
import css from './promise.css?inline';

/** A moment as a person says it: `Monday 12:40`, or `today, 14:05`. Days further than six ahead are given as dates. */
export function sayMoment(moment: Date, now: Date, locale: string, today = enPromise.today): string {
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(moment);
  if (moment.toDateString() === now.toDateString()) return today(time);
  const near = moment.getTime() - now.getTime() < 6 * 86_400_000;
  const day = new Intl.DateTimeFormat(locale, near ? { weekday: 'long' } : { day: 'numeric', month: 'long' });
  return `${day.format(moment)} ${time}`;
}

/** The promise of one category, or nothing where none is known. */
export function PromiseLine({ category }: { category?: string | undefined }) {
  const { help, env, locale, style } = useApp();
  style(css);
  const words = useWords('promise', enPromise);
  const site = help.state.value.site;
  const promise = (site?.categories.find(({ key }) => key === category) ?? site?.categories[0])?.promise;
  if (!promise) return null;
  const now = new Date(env.now());
  const until = new Date(promise.respond_by);
  const plain = (time: string) => time;
  return (
    <p class="promise">
      <Icon d={CLOCK} />
      <span>
        {words.promise(promise.hours)}{' '}
        {words.until(
          `${new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(now)} ${sayMoment(now, now, locale, plain)}`,
        )}
        <time dateTime={promise.respond_by} title={until.toLocaleString(locale)}>
          <b>{words.by(sayMoment(until, now, locale, words.today))}</b>
        </time>
        {words.end}
      </span>
    </p>
  );
}
