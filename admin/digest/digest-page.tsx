// The weekly digest of a team as it will be mailed: to read, to download, and what became of the last ones.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { DigestView } from '../../contract/api/digests.ts';
import { get, type Refusal, wordsOf } from '../api-client.ts';
import { addDays, dayWords, isDay, spanWords, todayIn } from '../gaps/days.ts';
import {
  addressFor,
  attemptsAddress,
  gapsAddress,
  type Looking,
  maySeeAttempts,
  requestsAddress,
} from '../gaps/gaps-address.ts';
import { Rows } from '../gaps/panel.tsx';
import { countWords } from '../gaps/rate-words.ts';
import { useReturnFocus } from '../gaps/return-focus.ts';
import { signedInAs } from '../session-model.ts';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { dayWords as dayOfMoment, Moment, momentWords } from '../ui/time.tsx';
import './digest.css';

type Loading = { state: 'loading' } | { state: 'ready'; view: DigestView } | { state: 'failed'; refusal: Refusal };

const WEEKS_SHOWN = 8;
const PARTS = [
  { key: 'all', label: 'Everything' },
  { key: 'knowledge', label: 'What editors get' },
  { key: 'product', label: 'What product people get' },
];

export function DigestPage() {
  const { me, desk } = signedInAs();
  const { query, route } = useLocation();
  const groups = desk.target_groups;
  const group = groups.find(({ key }) => key === query.team)?.key ?? groups[0]?.key ?? '';
  const part = PARTS.find(({ key }) => key === query.part)?.key ?? 'all';
  const now = useSignal<Loading>({ state: 'loading' });
  const mayRead = me.can.read_reports;
  const weeks = lastWeeks(todayIn(desk.time_zone, new Date()));
  const asked = query.to ?? '';
  const to = isDay(asked) ? asked : (weeks[0]?.key ?? '');
  const path = `v1/admin/digests/${encodeURIComponent(group)}`;

  async function load(): Promise<void> {
    const answer = await get<DigestView>(path, { part, to });
    now.value = answer.ok ? { state: 'ready', view: answer.value } : { state: 'failed', refusal: answer };
  }
  useEffect(() => {
    document.title = `Weekly digest · ${desk.name}`;
    if (mayRead && group) load();
  }, [group, part, to]);

  useReturnFocus(now.value.state === 'ready');

  if (!mayRead)
    return (
      <div class="panel empty">
        <h1 class="h-page">The digest is not for your role.</h1>
        <p class="muted">It is read by everybody who reads the figures. An admin can change your role.</p>
      </div>
    );
  if (!group)
    return (
      <div class="panel empty">
        <h1 class="h-page">There is no team yet to write to.</h1>
        <p class="muted">The settings name the teams that can act on what people ask.</p>
        <p>
          <a class="btn" href="/help/en/target-groups">
            Set up teams
          </a>
        </p>
      </div>
    );
  const goTo = (more: Record<string, string>) =>
    route(
      `/admin/gaps/digest?${new URLSearchParams({ team: group, part, ...(isDay(asked) ? { to } : {}), ...more })}`,
      true,
    );
  const loading = now.value;
  return (
    <div class="digest stack4">
      <div>
        <h1 class="h-page">Weekly digest</h1>
        <p class="muted">
          {loading.state === 'ready' ? nextWords(loading.view, desk.time_zone) : 'Four weeks of one team in a mail.'}
        </p>
        <p class="muted">
          It tells of the four weeks before a Monday, and is written then at 08:00: this one of{' '}
          {spanWords(addDays(to, -27), to)}.
        </p>
      </div>
      <div class="digest-choices">
        <Select label="Team" value={group} options={groups} onPick={(team) => goTo({ team })} />
        <Select
          label="Four weeks to"
          value={to}
          options={weeks.some(({ key }) => key === to) ? weeks : [{ key: to, label: dayOf(to) }, ...weeks]}
          onPick={(day) => goTo({ to: day })}
        />
        <Select label="For" value={part} options={PARTS} onPick={(chosen) => goTo({ part: chosen })} />
      </div>
      {loading.state === 'loading' && <Skeleton lines={[40, 70, 100, 90, 60]} label="Writing the digest" />}
      {loading.state === 'failed' && <ProblemNotice words={wordsOf(loading.refusal)} onRetry={load} />}
      {loading.state === 'ready' && (
        <Letter view={loading.view} file={(format) => `/api/${path}?part=${part}&to=${to}&format=${format}`} />
      )}
      {loading.state === 'ready' && loading.view.sent.length > 0 && <Sent view={loading.view} />}
    </div>
  );
}

/** The last Sundays, the newest first: digests of earlier weeks are there as well. */
function lastWeeks(today: string): { key: string; label: string }[] {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: WEEKS_SHOWN }, (_none, at) => {
    const key = addDays(today, -weekday - 1 - 7 * at);
    return { key, label: at === 0 ? `${dayOf(key)}, last week` : dayOf(key) };
  });
}

function dayOf(day: string): string {
  return `${dayWords(day)} ${day.slice(0, 4)}`;
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly { key: string; label: string }[];
  onPick: (key: string) => void;
}

function Select({ label, value, options, onPick }: SelectProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} class="input" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.key} value={option.key}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function nextWords({ next, mail, label }: DigestView, timeZone: string): string {
  if (next) {
    const people = next.people === 1 ? '1 person' : `${next.people} people`;
    const isHere = Intl.DateTimeFormat().resolvedOptions().timeZone === timeZone;
    return `The next one goes to ${people} on ${momentWords(next.at)}${isHere ? '' : `, when it is 08:00 in ${timeZone}`}.`;
  }
  if (mail === 'off') return 'Mail is off on this server, so it is only here: to read and to download.';
  return `Nobody is named in the settings to get it for ${label}, so it is only here: to read and to download.`;
}

function Letter({ view, file }: { view: DigestView; file: (format: 'text' | 'html') => string }) {
  const { me } = signedInAs();
  const { title, volume, alerts, lines, honesty } = view.digest;
  // What it leads to shows the numbers that it says.
  const looking: Looking = { period: null, from: view.from, to: view.to, filters: { target_group: view.group } };
  return (
    <article class="panel digest-letter" aria-labelledby="digest-title">
      <h2 class="h-sec" id="digest-title">
        {title}
      </h2>
      <p>{volume}</p>
      <p class="small">
        {me.can.list_tickets && (
          <>
            <a href={requestsAddress(looking, {})}>These requests</a>
            {' · '}
          </>
        )}
        {maySeeAttempts(me) && (
          <>
            <a href={attemptsAddress(looking, { with: 'attempt' })}>These attempts</a>
            {' · '}
          </>
        )}
        <a href={gapsAddress(looking)}>All figures of these weeks</a>
      </p>
      {alerts.map((alert) => (
        <p class="digest-alert" key={alert}>
          <b aria-hidden="true">!</b> {alert}
        </p>
      ))}
      <dl>
        {lines.map(({ label, words, url }, at) => (
          <div key={words} class={label === lines[at - 1]?.label ? 'goes-on' : undefined}>
            {label && <dt>{label}</dt>}
            <dd>{url ? <a href={addressFor(new URL(url).pathname, looking)}>{words}</a> : words}</dd>
          </div>
        ))}
      </dl>
      {honesty && <p class="muted">{honesty}</p>}
      {view.without_team > 0 && (
        <p class="notice">
          <Icon name="question" />
          <span>
            <Rows
              href={
                me.can.list_tickets ? requestsAddress({ ...looking, filters: {} }, { target_group: 'unset' }) : null
              }
              label={`${countWords(view.without_team, 'request', 'requests')} of these weeks without a team`}
            >
              {countWords(view.without_team, 'request', 'requests')} of these weeks
            </Rows>{' '}
            {view.without_team === 1 ? 'belongs' : 'belong'} to no team, and so to no digest.
          </span>
        </p>
      )}
      <p class="digest-files">
        <a class="btn" href={file('text')} download>
          Download as text
        </a>
        <a class="btn" href={file('html')} download>
          Download as HTML
        </a>
      </p>
    </article>
  );
}

const BECAME = { queued: 'waits to be sent', sent: 'sent', dead: 'given up' };

function Sent({ view: { sent } }: { view: DigestView }) {
  return (
    <section class="panel" aria-labelledby="digest-sent">
      <h2 class="h-sec" id="digest-sent">
        The last mails
      </h2>
      <table class="tbl">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">To</th>
            <th scope="col">What became of it</th>
          </tr>
        </thead>
        <tbody>
          {sent.map(({ at, recipient, state, last_error }) => (
            <tr key={at + recipient}>
              <td title={dayOfMoment(at)}>
                <Moment at={at} />
              </td>
              <td>{recipient}</td>
              <td>{last_error ? `${BECAME[state]} (${last_error})` : BECAME[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
