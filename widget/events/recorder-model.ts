// Records what somebody does in help, as METHOD's events: numbered, timed, sent in batches, kept as the trail of a request.
import { createModel, signal } from '@preact/signals-core';
import { pageKeyOf } from '../../contract/page-key.ts';
import { scrubText } from '../../contract/scrub.ts';
import type { UsageEvent, UsageEventBody } from '../../contract/usage-events.ts';
import type { ApiClient } from '../api-client.ts';
import type { Identity } from '../embedding.ts';
import type { Environment } from '../environment.ts';
import type { TabStore } from '../tab-store.ts';

interface Session {
  /** 32 hex digits. */
  sid: string;
  startedAt: number;
  lastAt: number;
  trail: UsageEvent[];
  /** How many of them the server has, from the first on. */
  taken?: number;
}

const SEND_AFTER_MS = 2_000;
const BATCH = 50;
/** After so many failures in a row nothing is tried before something else happens. */
const MOST_TRIES = 4;
/** A session ends on the server after this much silence or age; what follows is a new one. */
const IDLE_MS = 30 * 60_000;
const AGE_MS = 4 * 3_600_000;
const MOST_EVENTS = 200;
const MOST_BEATS = 120;
const MOST_USER_REF = 200;

export interface RecorderDeps {
  api: ApiClient;
  env: Environment;
  store: TabStore;
  /** What is known now of person and page. */
  facts(): {
    locale: string;
    audience: string;
    person: Identity;
    title?: string | undefined;
    hostErrors?: { count: number; codes: HostErrorCode[] } | undefined;
  };
}

type HostErrorCode = NonNullable<Extract<UsageEventBody, { type: 'session_started' }>['host_error_codes']>[number];

/** Nothing is recorded before the first `record`; failures to send never show. */
export const RecorderModel = createModel(({ api, env, store, facts }: RecorderDeps) => {
  const session = signal<Session | undefined>(store.get('session'));
  /** What a page before this one, which may have crashed, could not send any more comes first. */
  let unsent: UsageEvent[] = session.value?.trail.slice(session.value.taken ?? 0) ?? [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let isOver = false;

  const bodyOf = (sid: string, events: UsageEvent[]) => JSON.stringify({ v: 1, site: api.site, sid, events });
  const scrubbed = (body: UsageEventBody): UsageEventBody => {
    if (body.type === 'search_performed')
      return { ...body, query: scrubText(body.query, { locale: facts().locale, maxLength: 200 }) };
    if (body.type === 'answer_voted' && body.comment)
      return { ...body, comment: scrubText(body.comment, { locale: facts().locale, maxLength: 500 }) };
    return body;
  };
  const start = (): UsageEventBody => {
    const { locale, audience, person, title, hostErrors } = facts();
    return {
      type: 'session_started',
      page_key: pageKeyOf(env.path()),
      locale,
      ...(audience ? { audience } : {}),
      ...(title ? { page_title: scrubText(title, { locale, maxLength: 120 }) } : {}),
      // An address of mail is nobody's business here.
      ...(person.userRef && !person.userRef.includes('@') ? { user_ref: person.userRef.slice(0, MOST_USER_REF) } : {}),
      ...(person.isStaff ? { is_staff: true } : {}),
      ...(hostErrors?.count ? { host_error_count: hostErrors.count, host_error_codes: hostErrors.codes } : {}),
    };
  };
  /** Something but the page is known better than it was. */
  const isNews = (trail: readonly UsageEvent[]) => {
    const last = trail.findLast(({ type }) => type === 'session_started');
    return Object.entries(start()).some(
      ([name, value]) =>
        !/^page_/.test(name) && `${(last as Record<string, unknown> | undefined)?.[name]}` !== `${value}`,
    );
  };
  const append = (body: UsageEventBody, at: number) => {
    const current = session.value as Session;
    const event = { ...scrubbed(body), seq: current.trail.length, t_ms: Math.max(0, at - current.startedAt) };
    session.value = { ...current, lastAt: at, trail: [...current.trail, event] };
    store.set('session', session.value);
    unsent.push(event);
    timer ??= setTimeout(send, SEND_AFTER_MS);
  };
  const noteTaken = (batch: readonly UsageEvent[]) => {
    const { value: current } = session;
    if (!current) return;
    session.value = { ...current, taken: Math.max(current.taken ?? 0, (batch.at(-1)?.seq ?? -1) + 1) };
    store.set('session', session.value);
  };
  const send = async () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = unsent.splice(0, BATCH);
    const sid = session.value?.sid;
    if (!sid || !batch.length) return;
    const { ok: taken } = await api.post('events', bodyOf(sid, batch), { keepalive: true });
    tries = taken ? 0 : tries + 1;
    if (isOver) return;
    if (session.value?.sid === sid) {
      if (taken) noteTaken(batch);
      else unsent = [...batch, ...unsent];
    }
    if (unsent.length && tries < MOST_TRIES) timer ??= setTimeout(send, SEND_AFTER_MS * (1 + tries));
  };
  const startOver = () => {
    void send();
    unsent = [];
    session.value = undefined;
    store.set('session', undefined);
  };

  if (unsent.length) timer = setTimeout(send, SEND_AFTER_MS);
  return {
    session,
    /** `at` is when it happened, in milliseconds since 1970. */
    record(body: UsageEventBody, at: number) {
      // Do Not Track: the server is told only that a form was opened.
      if (env.doNotTrack && body.type !== 'form_opened') return;
      const current = session.value;
      if (current && (at - current.lastAt > IDLE_MS || at - current.startedAt > AGE_MS)) startOver();
      if (!session.value) {
        session.value = { sid: env.uuid().replace(/-/g, ''), startedAt: at, lastAt: at, trail: [] };
        if (!env.doNotTrack) append(start(), at);
      } else if (body.type === 'session_started' && isNews(session.value.trail)) append(start(), at);
      if (body.type === 'session_started') return;
      const { trail } = session.value;
      if (trail.length >= (body.type === 'article_heartbeat' ? MOST_BEATS : MOST_EVENTS)) return;
      append(body, at);
    },
    /** Sends what waits; on the way out of the page too. */
    flush(leaving = false) {
      // It goes on its way without an answer; without a connection it waits for the next page.
      if (leaving && navigator.onLine === false) return;
      if (leaving) noteTaken(unsent.slice(0, BATCH));
      if (leaving && session.value && unsent.length && !('keepalive' in Request.prototype))
        // A plain-text beacon, which needs no permission to be asked for.
        navigator.sendBeacon?.(`${api.root}events`, bodyOf(session.value.sid, unsent.splice(0, BATCH)));
      else void send();
    },
    /** What a request carries: the session's id and everything before it. */
    evidence(): { sid: string; trail: UsageEvent[] } {
      return {
        sid: session.value?.sid ?? env.uuid().replace(/-/g, ''),
        trail: env.doNotTrack ? [] : (session.value?.trail ?? []),
      };
    },
    /** After a request the next act begins a new session. */
    startOver,
    /** Sends what waits for the last time; nobody looks at the answer. */
    stop() {
      isOver = true;
      clearTimeout(timer);
      if (!session.value || !unsent.length) return;
      const body = bodyOf(session.value.sid, unsent.splice(0, BATCH));
      const headers = { 'content-type': 'application/json' };
      const last = { method: 'POST', body, headers, keepalive: true, credentials: 'omit' } as const;
      env.fetch(`${api.root}events`, last).catch(() => undefined);
    },
  };
});
export type RecorderState = InstanceType<typeof RecorderModel>;
