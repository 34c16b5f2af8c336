// A request being written: its fields, its draft, what is attached, and sending it exactly once.
import { computed, createModel, signal } from '@preact/signals-core';
import type { EnquiryType, SubmitTicket } from '../../contract/api/tickets.ts';
import { pageKeyOf } from '../../contract/page-key.ts';
import type { Identity } from '../embedding.ts';
import { enWriting } from '../i18n/en-writing.ts';
import type { Hit } from '../search/finder.ts';
import type { App } from '../shell/app-context.ts';
import type { Place } from '../shell/panel-model.ts';
import type { FormStateName } from '../view-states.ts';
import { submitTicket } from './request-api.ts';

export interface Fields {
  message: string;
  subject: string;
  category: string;
  enquiry: EnquiryType | '';
  browser: string;
  name: string;
  email: string;
  reply: boolean;
}
export type FieldErrors = Partial<Record<keyof Fields | 'form', string>>;

interface Draft {
  fields: Fields;
  /** The same for every try to send this form, so that no retry makes a second request. */
  key: string;
}

const SUGGEST_AFTER_MS = 600;
const SUGGEST_LETTERS = 12;
const SUGGESTIONS = 3;
const MOST_FAILURES = 3;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
/** Fields by the pointer that the server uses for them. */
const POINTERS: Record<string, keyof Fields> = {
  '/message': 'message',
  '/subject': 'subject',
  '/category': 'category',
  '/enquiry_type': 'enquiry',
  '/browser': 'browser',
  '/name': 'name',
  '/email': 'email',
};

export const FormModel = createModel((app: App, place: Extract<Place, { view: 'form' }>) => {
  const { store, env, recorder, help, search, panel } = app;
  const words = () => app.say('writing', enWriting);
  const categories = computed(() => help.state.value.site?.categories ?? []);
  const secret = computed(() => categories.value.find(({ key, restricted }) => restricted && key === place.category));
  const draftName = secret.value ? 'draft-secret' : 'draft';
  const draft = store.get<Draft>(draftName);
  const key = signal(draft?.key ?? env.uuid());
  const { subject, message, category, ...prefill } = place.prefill ?? {};
  const fields = signal<Fields>({
    message: '',
    subject: secret.value ? '' : search.query.value.trim(),
    category: place.category ?? categories.value.find(({ restricted }) => !restricted)?.key ?? '',
    enquiry: '',
    browser: '',
    reply: true,
    ...draft?.fields,
    ...(subject ? { subject } : {}),
    ...(message ? { message } : {}),
    ...(category ? { category } : {}),
    name: prefill.name || draft?.fields.name || app.person.name || '',
    email: prefill.email || draft?.fields.email || app.person.email || '',
  });
  const state = signal<FormStateName>('writing');
  const errors = signal<FieldErrors>({});
  const removed = signal(false);
  const suggestions = signal<readonly Hit[]>([]);
  let failures = 0;
  /** What was sent at the last try; an unchanged form is sent again byte for byte. */
  let sent: { of: string; ticket: SubmitTicket } | undefined;
  let suggesting: ReturnType<typeof setTimeout> | undefined;
  let suggestedBefore = '';
  let opened: string | undefined;

  if (!secret.value) {
    recorder.record({ type: 'form_opened', entry: place.entry });
    app.emit('form');
  }

  const save = () => store.set(draftName, { fields: fields.value, key: key.value } satisfies Draft);
  const suggest = () => {
    const now = help.state.value;
    const text = fields.value.message.trim();
    // What somebody writes goes to the server when they send it, not before: without an index nothing is suggested.
    if (now.is !== 'ready' || !now.finder.answersAtOnce || secret.value || text.length < SUGGEST_LETTERS) return;
    suggestions.value = now.finder.find(text, { k: SUGGESTIONS, asYouType: false }).hits;
    const ids = suggestions.value.map(({ slug }) => slug);
    if (!ids.length || ids.join() === suggestedBefore) return;
    suggestedBefore = ids.join();
    recorder.record({ type: 'suggestions_shown', article_ids: ids, typed_len: text.length });
  };
  const problemsOf = ({ message, email }: Fields): FieldErrors => ({
    ...(message.trim() ? {} : { message: words().errors.message }),
    ...(email.trim() && !EMAIL.test(email.trim()) ? { email: words().errors.email } : {}),
  });
  const makeTicket = (): SubmitTicket => {
    const { message, subject, category, enquiry, browser, name, email, reply } = fields.value;
    const asksBrowser = categories.value.find((one) => one.key === category)?.asks_browser;
    const filled = (value: Partial<SubmitTicket>) =>
      Object.fromEntries(Object.entries(value).filter(([, text]) => text !== '' && text !== undefined));
    const evidence = secret.value ? undefined : recorder.model.value?.evidence();
    return {
      site: app.config.site,
      locale: app.locale,
      message: message.trim(),
      reply_expected: reply,
      ...filled({
        subject: subject.trim(),
        category,
        name: name.trim(),
        email: email.trim(),
        user_token: app.person.token,
        ...(enquiry && !secret.value ? { enquiry_type: enquiry } : {}),
        ...(asksBrowser ? { browser } : {}),
        ...(secret.value || removed.value ? {} : { page_key: pageKeyOf(env.path()) }),
      }),
      ...(evidence ? { session: { sid: evidence.sid, trail: removed.value ? 'removed' : evidence.trail } } : {}),
    };
  };
  const failWith = (found: FieldErrors) => {
    errors.value = found;
    state.value = 'mending';
  };
  const send = async (): Promise<void> => {
    if (state.value === 'sending') return;
    const found = problemsOf(fields.value);
    if (Object.keys(found).length) return failWith(found);
    state.value = 'sending';
    const of = JSON.stringify([fields.value, removed.value, app.person.token]);
    if (sent?.of !== of) sent = { of, ticket: makeTicket() };
    const { ticket } = sent;
    let answer = await submitTicket(app.api, ticket, key.value);
    if (!answer.ok && answer.problem?.code === 'idempotency_mismatch') {
      // An earlier try did arrive, and the words were changed since: these are a request of their own.
      key.value = env.uuid();
      save();
      answer = await submitTicket(app.api, ticket, key.value);
    }
    if (answer.ok) {
      clearTimeout(suggesting);
      store.set(draftName, undefined);
      if (ticket.session) recorder.model.value?.startOver();
      const promise = categories.value.find((one) => one.key === ticket.category)?.promise;
      app.emit('submitted', { number: answer.value.number });
      panel.settle({ view: 'sent', ticket: answer.value, hours: promise?.hours ?? null });
      return;
    }
    const { problem, status } = answer;
    const refused = {
      identity_required: words().signIn(help.state.value.site?.name ?? ''),
      identity_invalid: words().signInAgain,
    };
    const refusal = refused[problem?.code as keyof typeof refused];
    if (refusal) {
      // Asked again, it may come with a token that is right.
      sent = undefined;
      app.emit('error', { code: `${problem?.code}`, message: refusal });
      return failWith({ form: refusal });
    }
    if (problem?.errors?.length || (status >= 400 && status < 500 && status !== 408 && status !== 429)) {
      const byField: FieldErrors = {};
      for (const { pointer, detail } of problem?.errors ?? []) byField[POINTERS[pointer] ?? 'form'] = detail;
      return failWith(Object.keys(byField).length ? byField : { form: problem?.detail ?? words().errors.other });
    }
    failures++;
    app.emit('error', { code: problem?.code ?? 'unreachable', message: words().unsent });
    state.value = failures < MOST_FAILURES ? 'unsent' : 'given_up';
  };

  return {
    state,
    fields,
    errors,
    removed,
    suggestions,
    categories,
    /** The restricted category that this form reports to, if it does. */
    secret,
    send,
    change(changed: Partial<Fields>) {
      fields.value = { ...fields.value, ...changed };
      save();
      const left = problemsOf(fields.value);
      const still = Object.entries(errors.value).filter(([name]) => !(name in changed) || name in left);
      errors.value = Object.fromEntries(still);
      if (state.value === 'mending' && !still.length) state.value = 'writing';
      if (changed.message === undefined) return;
      clearTimeout(suggesting);
      suggesting = setTimeout(suggest, SUGGEST_AFTER_MS);
    },
    /** A field was left: says at once what is wrong with an email, never that a field is still empty. */
    left(name: keyof Fields) {
      const problem = name === 'email' ? problemsOf(fields.value).email : undefined;
      if (problem) failWith({ ...errors.value, email: problem });
    },
    /** Fills in what is still empty. */
    meet({ name, email }: Identity) {
      const { value: now } = fields;
      fields.value = { ...now, name: now.name || name || '', email: now.email || email || '' };
    },
    removeTrail(yes: boolean) {
      removed.value = yes;
    },
    openSuggestion(at: number) {
      const hit = suggestions.value[at];
      if (!hit) return;
      opened = hit.slug;
      app.openArticle({ slug: hit.slug, source: 'suggestion', position: at + 1, section: hit.section?.id });
    },
    withdraw() {
      const article = opened ?? suggestions.value[0]?.slug;
      recorder.record({ type: 'request_withdrawn', ...(article ? { article_id: article } : {}) });
      store.set(draftName, undefined);
      state.value = 'withdrawn';
    },
    /** The request as an address that opens a mail; empty where neither the site nor the page has one. */
    mailAddress(): string {
      const mail = help.state.value.site?.mail ?? app.mail;
      const { subject, message } = fields.value;
      return mail ? `mailto:${mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}` : '';
    },
    mailed() {
      recorder.record({ type: 'other_channel_used', channel: 'email' });
    },
  };
});
export type Form = InstanceType<typeof FormModel>;
