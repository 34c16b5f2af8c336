// The fields of a request being written: what is filled in, what is wrong with it, and the articles that may answer it.
import { computed, createModel, signal } from '@preact/signals-core';
import { type FieldValue, isFilled } from '../../contract/form-fields.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Identity } from '../embedding.ts';
import type { Hit } from '../search/finder.ts';
import type { App } from '../shell/app-context.ts';
import type { Place } from '../shell/panel-model.ts';
import type { FormStateName } from '../view-states.ts';
import type { AttachPart } from './attach-view.tsx';
import { draftNameOf, EMAIL, type Fields } from './draft.ts';
import type { AskedPart } from './fields-view.tsx';
import { makeTicket } from './make-ticket.ts';
import { errorsOf, type FieldErrors, sayCode } from './refusals.ts';
import { sendingOf } from './sending.ts';

const SUGGEST_AFTER_MS = 600;
const SUGGEST_LETTERS = 12;
const SUGGESTIONS = 3;

export const FormModel = createModel((app: App, place: Extract<Place, { view: 'form' }>) => {
  const { recorder, help, search } = app;
  const words = () => app.say('writing', enWriting);
  const categories = computed(() => help.state.value.site?.categories ?? []);
  const secret = computed(() => categories.value.find(({ key, restricted }) => restricted && key === place.category));
  const name = draftNameOf(app, place);
  const isSecret = name === 'secret';
  const sending = sendingOf(app, name);
  const { fields: draft, removed: wasRemoved = false, prefilled } = sending.draft();
  const { subject, message, category, ...prefill } = place.prefill ?? {};
  const written = draft?.message.trim();
  /** The page's words, or those of a note, come after what is written already, and once. */
  const isNew = message !== undefined && message !== '' && message !== prefilled && !written?.includes(message);
  const begun: Fields = {
    message: '',
    subject: isSecret ? '' : search.query.value.trim(),
    category: place.category ?? categories.value.find(({ restricted }) => !restricted)?.key ?? '',
    enquiry: '',
    browser: '',
    reply: true,
    ...draft,
    ...(subject && !written ? { subject } : {}),
    ...(isNew ? { message: written ? `${written}\n\n${message}` : message } : {}),
    ...(category ? { category } : {}),
    name: prefill.name || draft?.name || app.person.name || '',
    email: prefill.email || draft?.email || app.person.email || '',
  };
  // Whoever looks into the tab's store finds neither the form nor what the page prefilled.
  if (isSecret) place.secret = true;
  // One for all forms of the same draft, on whichever step of the way they stand.
  sending.fields.value = begun;
  const fields = computed<Fields>(() => sending.fields.value ?? { ...begun, message: '', subject: '' });
  /** What was found wrong here; what the server refused is added to it. */
  const found = signal<FieldErrors>({});
  const errors = computed<FieldErrors>(() => {
    const all = { ...(sending.refused.value ? errorsOf(app, sending.refused.value) : {}), ...found.value };
    const hidden = Object.keys(all).find((name) => name.startsWith('/fields/'));
    // What could not be fetched to be drawn has no field to say it at.
    return hidden && !asked.value ? { ...all, form: all[hidden as `/${string}`] } : all;
  });
  const isWithdrawn = signal(false);
  /** What the site asks beyond the message; its code is fetched only where a site asks anything. */
  const asked = signal<AskedPart | undefined>();
  const meetAsked = async () => {
    if (asked.value || !help.state.value.site?.fields) return;
    asked.value = await import('./fields-view.tsx').then(
      (module) => module.openAsked(app),
      () => undefined,
    );
  };
  void meetAsked();
  /** What takes care of files; fetched with the first one. */
  const attaching = signal<AttachPart | undefined>();
  const meetAttaching = async () => {
    attaching.value ??= await import('./attach-view.tsx').then(
      (module) => module.openAttach(app, sending),
      () => undefined,
    );
    return attaching.value;
  };
  if (sending.files.value.length) void meetAttaching();
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

  if (isNew) {
    sending.hold();
    sending.keep({ fields: begun, prefilled: message });
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
  const problemsOf = (now: Fields): FieldErrors => ({
    ...ownProblems(now),
    ...asked.value?.problems(now, sending.files.value),
  });
  const ownProblems = ({ message, email }: Fields): FieldErrors => ({
    ...(message.trim() ? {} : { message: words().errors.message }),
    ...(email.trim() && !EMAIL.test(email.trim()) ? { email: words().errors.email } : {}),
  });

  const change = (changed: Partial<Fields>) => {
    sending.hold();
    sending.write({ ...fields.value, ...changed });
    stillWrong(changed);
    if (changed.message === undefined) return;
    clearTimeout(suggesting);
    suggesting = setTimeout(suggest, SUGGEST_AFTER_MS);
  };
  /** Of what was wrong stays what was not changed, or is wrong as it is now. */
  const stillWrong = (changed: Partial<Fields>) => {
    const left = problemsOf(fields.value);
    const isAsked = (name: string) => name.startsWith('/fields/');
    const still = Object.entries(errors.value).filter(
      ([name]) => (!(name in changed) && !isAsked(name)) || name in left,
    );
    sending.refused.value = undefined;
    found.value = Object.fromEntries(still);
  };
  const setFileProblem = (problem: string | undefined) => {
    stillWrong({});
    const { '/file': _before, ...others } = found.value;
    found.value = problem ? { ...others, '/file': problem } : others;
  };

  return {
    state,
    fields,
    asked,
    attaching,
    files: sending.files,
    /** Names of files that a page load has taken. */
    lost: sending.lost,
    /** How far the files that are on their way have come, in bytes; null where it cannot be seen. */
    sent: sending.sent,
    errors,
    refusal: sending.refused,
    removed,
    suggestions,
    categories,
    /** The restricted category that this form reports to, if it does. */
    secret,
    /** It goes by itself as soon as it can. */
    waits: sending.waits,
    /** An earlier state of it is with us. */
    hasArrived: sending.hasArrived,
    /** @param website what a program wrote where people see no field. */
    async send(website?: string) {
      if (sending.state.value === 'sending') return;
      await meetAsked();
      found.value = problemsOf(fields.value);
      if (Object.keys(found.value).length) return;
      clearTimeout(suggesting);
      sending.write(fields.value);
      const shown = asked.value?.shown(fields.value, sending.files.value).map(({ key }) => key) ?? [];
      // A file stays here while the field that asks for it is hidden.
      const files = sending.files.value.filter(({ field }) => !field || shown.includes(field));
      const values = asked.value?.values(fields.value, files);
      await sending.press(
        makeTicket(app, fields.value, { secret: isSecret, removed: removed.value, asked: values, website }),
        files.map(({ file }) => file),
      );
    },
    change,
    /** Fills in a field that the site asks for. */
    fill: (key: string, value: FieldValue) => change({ custom: { ...fields.value.custom, [key]: value } }),
    /** Takes files that were chosen, dropped or pasted; `field` is the one that asks for it. */
    async attach(files: readonly File[], field?: string) {
      if (!files.length) return;
      const part = await meetAttaching();
      setFileProblem(part ? part.take(files, field) : app.words.viewFailed);
    },
    detach(id: number) {
      attaching.value?.remove(id);
      setFileProblem(undefined);
    },
    /** Somebody left a field that the site asks for: what they filled in is looked at, never that it is still empty. */
    leftField(key: string) {
      const name = `/fields/${key}` as const;
      const problem = isFilled(fields.value.custom?.[key]) ? problemsOf(fields.value)[name] : undefined;
      if (problem) found.value = { ...found.value, [name]: problem };
    },
    /** A field was left: says at once what is wrong with an email, never that a field is still empty. */
    left(name: keyof Fields) {
      const problem = name === 'email' ? problemsOf(fields.value).email : undefined;
      if (problem) found.value = { ...found.value, email: problem };
    },
    /** Fills in what is still empty. */
    meet({ name, email }: Identity) {
      const { value: now } = fields;
      sending.fields.value = { ...now, name: now.name || name || '', email: now.email || email || '' };
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
    /** What the server said of the last try; a sentence in the person's language, '' where it said nothing that helps. */
    whyUnsent: () => sayCode(app, sending.failure.value),
    /** The other way to write: an address, and what opens a mail to it with what was written. */
    mailInstead(): { to: string; link: string } | undefined {
      const to = help.state.value.site?.mail ?? app.mail;
      const { subject, message } = fields.value;
      const body = [message, ...(asked.value?.lines(fields.value, sending.files.value) ?? [])].join('\n');
      const link = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
      return to ? { to, link } : undefined;
    },
    /** Somebody writes a mail instead: it does not go by itself any more. */
    mailed() {
      sending.hold();
      recorder.record({ type: 'other_channel_used', channel: 'email' });
    },
  };
});
export type Form = InstanceType<typeof FormModel>;
