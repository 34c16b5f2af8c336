// The fields of a request being written: what is filled in, what is wrong with it, and the articles that may answer it.
import { computed, createModel, signal } from '@preact/signals-core';
import type { Identity } from '../embedding.ts';
import { enWriting } from '../i18n/en-writing.ts';
import type { Hit } from '../search/finder.ts';
import type { App } from '../shell/app-context.ts';
import type { Place } from '../shell/panel-model.ts';
import type { FormStateName } from '../view-states.ts';
import { draftNameOf, type Fields } from './draft.ts';
import { makeTicket } from './make-ticket.ts';
import { errorsOf, type FieldErrors } from './refusals.ts';
import { sendingOf } from './sending.ts';

const SUGGEST_AFTER_MS = 600;
const SUGGEST_LETTERS = 12;
const SUGGESTIONS = 3;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

export const FormModel = createModel((app: App, place: Extract<Place, { view: 'form' }>) => {
  const { recorder, help, search } = app;
  const words = () => app.say('writing', enWriting);
  const categories = computed(() => help.state.value.site?.categories ?? []);
  const secret = computed(() => categories.value.find(({ key, restricted }) => restricted && key === place.category));
  const name = draftNameOf(app, place);
  const isSecret = name === 'secret';
  const sending = sendingOf(app, name);
  const { fields: draft, removed: wasRemoved = false } = sending.draft();
  const { subject, message, category, ...prefill } = place.prefill ?? {};
  const written = draft?.message.trim();
  /** The page's words, or those of a note, come after what is written already, and once. */
  const joined = written && message && !written.includes(message) ? `${written}\n\n${message}` : written || message;
  const fields = signal<Fields>({
    message: '',
    subject: isSecret ? '' : search.query.value.trim(),
    category: place.category ?? categories.value.find(({ restricted }) => !restricted)?.key ?? '',
    enquiry: '',
    browser: '',
    reply: true,
    ...draft,
    ...(subject && !written ? { subject } : {}),
    ...(joined ? { message: joined } : {}),
    ...(category ? { category } : {}),
    name: prefill.name || draft?.name || app.person.name || '',
    email: prefill.email || draft?.email || app.person.email || '',
  });
  /** What was found wrong here; what the server refused is added to it. */
  const found = signal<FieldErrors>({});
  const errors = computed<FieldErrors>(() => ({
    ...(sending.refused.value ? errorsOf(app, sending.refused.value) : {}),
    ...found.value,
  }));
  const isWithdrawn = signal(false);
  const state = computed<FormStateName>(() => {
    if (isWithdrawn.value) return 'withdrawn';
    if (sending.state.value !== 'resting') return sending.state.value;
    return Object.keys(errors.value).length ? 'mending' : 'writing';
  });
  const removed = signal(wasRemoved);
  const suggestions = signal<readonly Hit[]>([]);
  let suggesting: ReturnType<typeof setTimeout> | undefined;
  let suggestedBefore = '';
  let opened: string | undefined;

  if (joined && joined !== written) {
    sending.hold();
    sending.keep({ fields: fields.value });
  }
  if (!isSecret) {
    recorder.record({ type: 'form_opened', entry: place.entry });
    app.emit('form');
  }

  const suggest = () => {
    const now = help.state.value;
    const text = fields.value.message.trim();
    // What somebody writes goes to the server when they send it, not before: without an index nothing is suggested.
    if (now.is !== 'ready' || !now.finder.answersAtOnce || isSecret || text.length < SUGGEST_LETTERS) return;
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

  return {
    state,
    fields,
    errors,
    removed,
    suggestions,
    categories,
    /** The restricted category that this form reports to, if it does. */
    secret,
    /** It goes by itself as soon as it can. */
    waits: sending.waits,
    /** An earlier state of it is with us. */
    hasArrived: sending.hasArrived,
    async send() {
      if (sending.state.value === 'sending') return;
      found.value = problemsOf(fields.value);
      if (Object.keys(found.value).length) return;
      clearTimeout(suggesting);
      sending.keep({ fields: fields.value });
      await sending.press(makeTicket(app, fields.value, { secret: isSecret, removed: removed.value }));
    },
    change(changed: Partial<Fields>) {
      fields.value = { ...fields.value, ...changed };
      sending.hold();
      sending.keep({ fields: fields.value });
      const left = problemsOf(fields.value);
      const still = Object.entries(errors.value).filter(([name]) => !(name in changed) || name in left);
      sending.refused.value = undefined;
      found.value = Object.fromEntries(still);
      if (changed.message === undefined) return;
      clearTimeout(suggesting);
      suggesting = setTimeout(suggest, SUGGEST_AFTER_MS);
    },
    /** A field was left: says at once what is wrong with an email, never that a field is still empty. */
    left(name: keyof Fields) {
      const problem = name === 'email' ? problemsOf(fields.value).email : undefined;
      if (problem) found.value = { ...found.value, email: problem };
    },
    /** Fills in what is still empty. */
    meet({ name, email }: Identity) {
      const { value: now } = fields;
      fields.value = { ...now, name: now.name || name || '', email: now.email || email || '' };
    },
    removeTrail(yes: boolean) {
      sending.hold();
      sending.keep({ removed: yes });
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
      sending.forget();
      isWithdrawn.value = true;
    },
    /** What waits is not sent before Send is pressed again. */
    takeBack: sending.hold,
    /** The request as an address that opens a mail; empty where the site has none. */
    mailAddress(): string {
      const mail = help.state.value.site?.mail;
      const { subject, message } = fields.value;
      return mail ? `mailto:${mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}` : '';
    },
    /** Somebody writes a mail instead: it does not go by itself any more. */
    mailed() {
      sending.hold();
      recorder.record({ type: 'other_channel_used', channel: 'email' });
    },
  };
});
export type Form = InstanceType<typeof FormModel>;
