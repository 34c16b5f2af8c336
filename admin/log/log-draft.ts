// What is being written down, kept in this tab until it is saved: a reload or a wrong click loses nothing.

import type { Desk } from '../../contract/api/desk.ts';
import type { LogRequest } from '../../contract/api/queue.ts';
import { newUuid } from './new-uuid.ts';

export interface ChosenArticle {
  slug: string;
  title: string;
}

export interface LogDraft {
  /** One for each form, however often it is sent. */
  key: string;
  startedAt: number;
  channel: LogRequest['channel'];
  message: string;
  name: string;
  email: string;
  category: string;
  isUrgent: boolean;
  answered: 'not_yet' | 'article' | 'no_article';
  article: ChosenArticle | null;
  said: string;
  /** As typed; null while the timer counts. */
  minutes: string | null;
}

export type LogField = 'channel' | 'message' | 'name' | 'email' | 'category' | 'said' | 'minutes' | 'answered';

const DRAFT_KEY = 'fp-console-log';
const CHANNEL_KEY = 'fp-console-log-channel';
const MINUTE_MS = 60_000;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** An empty form; the channel is the one of the form before it. */
export function emptyDraft(desk: Desk, now: number): LogDraft {
  const last = read(CHANNEL_KEY);
  const channel = desk.logged_channels.find((one) => one === last) ?? desk.logged_channels[0] ?? 'phone';
  const category = desk.categories.find(({ key }) => key === 'general') ?? desk.categories[0];
  return {
    key: newUuid(),
    startedAt: now,
    channel: channel as LogRequest['channel'],
    message: '',
    name: '',
    email: '',
    category: category?.key ?? '',
    isUrgent: false,
    answered: 'not_yet',
    article: null,
    said: '',
    minutes: null,
  };
}

export function hasRememberedChannel(): boolean {
  return read(CHANNEL_KEY) !== null;
}

/** The draft of this person in this tab, if it is one. */
export function keptDraft(desk: Desk, now: number): LogDraft | null {
  try {
    const kept = JSON.parse(read(DRAFT_KEY) ?? 'null') as { owner?: unknown; draft?: Partial<LogDraft> } | null;
    if (!kept?.draft || kept.owner !== desk.me.id || typeof kept.draft.message !== 'string') return null;
    return { ...emptyDraft(desk, now), ...kept.draft };
  } catch (_unreadable) {
    return null;
  }
}

export function keepDraft(desk: Desk, draft: LogDraft): void {
  write(DRAFT_KEY, JSON.stringify({ owner: desk.me.id, draft }));
  write(CHANNEL_KEY, draft.channel);
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT_KEY);
  } catch (_notAllowed) {
    // Nothing was kept then.
  }
}

/** Whole minutes since the form was opened, one at least; or what was typed. */
export function minutesOf(draft: LogDraft, now: number): string {
  return draft.minutes ?? String(Math.max(1, Math.round((now - draft.startedAt) / MINUTE_MS)));
}

/** What has to be mended before it can be sent, by field, each with its remedy. */
export function problemsIn(draft: LogDraft, now: number): Partial<Record<LogField, string>> {
  const found: Partial<Record<LogField, string>> = {};
  if (draft.message.trim() === '') found.message = 'Write down what they asked: one sentence is enough.';
  if (draft.email.trim() !== '' && !EMAIL.test(draft.email.trim()))
    found.email = 'Enter an email like name@example.com, or leave it empty.';
  if (!/^\d{1,4}$/.test(minutesOf(draft, now).trim())) found.minutes = 'Enter whole minutes, for instance 5.';
  if (draft.answered === 'article' && !draft.article) found.answered = 'Choose the article that answers it.';
  return found;
}

/** The draft as the API takes it. */
export function bodyOf(draft: LogDraft, desk: Desk, now: number): LogRequest {
  const isAnswered = draft.answered !== 'not_yet';
  const isSpecialist = desk.me.role === 'specialist';
  const filled = (name: 'name' | 'email') => (draft[name].trim() ? { [name]: draft[name].trim() } : {});
  return {
    channel: draft.channel,
    message: draft.message,
    category: draft.category,
    ...filled('name'),
    ...filled('email'),
    ...(draft.isUrgent && !isSpecialist ? { priority: 'urgent' as const } : {}),
    ...(isAnswered || isSpecialist ? { assignee: 'me' as const } : {}),
    handling_minutes: Number(minutesOf(draft, now)),
    ...(isAnswered && draft.said.trim() ? { reply: draft.said } : {}),
    ...(draft.answered === 'article' && draft.article
      ? {
          answer: {
            status: 'completed',
            answer_state: 'article' as const,
            answer_articles: [draft.article.slug],
            resolution_code: 'linked_article' as const,
          },
        }
      : {}),
    ...(draft.answered === 'no_article'
      ? {
          answer: { status: 'completed', answer_state: 'no_article' as const, resolution_code: 'explained' as const },
        }
      : {}),
  };
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch (_notAllowed) {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch (_full) {
    // The form still holds it, until the page is left.
  }
}
