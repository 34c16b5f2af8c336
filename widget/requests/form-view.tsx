// The request form: one big box first, answers while somebody writes, what is attached, the promise, and Send.

import type { SiteCategory } from '../../contract/api/site.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import { type App, useApp, useWords } from '../shell/app-context.ts';
import type { Place, Step } from '../shell/panel-model.ts';
import { ALERT, Field } from '../ui/field.tsx';
import { useEffect, useRef } from '../ui/hooks.ts';
import { Icon, LOCK } from '../ui/icon.tsx';
import { AttachOffer } from './attach-offer.tsx';
import { catchFiles } from './catch-files.ts';
import { type Form, FormModel } from './form-model.ts';
import { PromiseLine } from './promise-view.tsx';
import css from './requests.css?inline';
import { TrailView } from './trail-view.tsx';
import { keptWords, RefusedNotice, WaitingNotice } from './waiting-view.tsx';
import { Line, saidOf, Writer } from './writer-view.tsx';

function hold(app: App, step: Step): Form {
  const held = step as Step & { held?: Form };
  held.held ??= new FormModel(app, step.place as Extract<Place, { view: 'form' }>);
  return held.held;
}

/** The view of one step; the model lives with the step, the draft with the tab. */
export function FormView({ step }: { step: Step }) {
  const words = useWords('writing', enWriting);
  const app = useApp();
  app.style(css);
  const form = hold(app, step);
  const state = form.state.value;
  const errors = form.errors.value;
  const node = useRef<HTMLFormElement>(null);
  const open = app.panel.mayFocus.value;
  useEffect(() => {
    if (open) node.current?.querySelector('textarea')?.focus();
  }, [open]);
  useEffect(() => {
    // Where somebody was in it before the page was loaded anew.
    const body = step.scroll ? node.current?.closest('.body') : null;
    if (body) body.scrollTop = step.scroll;
  }, []);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    await form.send(node.current?.querySelector<HTMLInputElement>('[name=website]')?.value);
    node.current?.querySelector<HTMLElement>('.notice[tabindex],[aria-invalid=true]')?.focus();
  };
  if (state === 'withdrawn') return <Withdrawn />;
  const secret = form.secret.value;
  const isSecurity = secret?.key === 'security';
  const Sent = form.sent.value === null ? undefined : form.attaching.value?.Sent;
  return (
    <form
      ref={node}
      class="form"
      data-view="form"
      data-state={state}
      noValidate
      onSubmit={onSubmit}
      {...catchFiles((files) => void form.attach(files))}
    >
      <WaitingNotice form={form} />
      <RefusedNotice form={form} />
      {app.help.state.value.site?.require_identity && !app.person.token && !errors.form && (
        <p class="notice">
          <Icon d={ALERT} />
          <span>
            {words.signIn(app.help.state.value.site.name)} {!secret && keptWords(app, words)}
          </span>
        </p>
      )}
      {secret && (
        <p class="notice">
          <Icon d={LOCK} />
          <span>
            {readersOf(secret, words, app.locale)} {words.secretHere}
          </span>
        </p>
      )}
      <Field
        id="message"
        label={isSecurity ? words.secretMessage : words.message}
        hint={isSecurity ? words.secretHint : words.messageHint}
        error={errors.message}
      >
        {(tie) => (
          <textarea
            {...tie}
            class="box grow"
            rows={6}
            required
            maxLength={app.help.state.value.site?.limits.message}
            value={form.fields.value.message}
            onInput={(event) => {
              form.change({ message: event.currentTarget.value });
              growWithText(event.currentTarget);
            }}
          />
        )}
      </Field>
      {!secret && <Suggestions form={form} />}
      <Details form={form} />
      <AttachOffer form={form} />
      {!secret && <TrailView form={form} />}
      <PromiseLine category={form.fields.value.category} />
      <div class="trap" aria-hidden="true">
        <input name="website" type="text" tabIndex={-1} autocomplete="off" placeholder="https://" />
      </div>
      <div class="foot">
        <button type="submit" class="btn main" aria-disabled={state === 'sending'}>
          {state === 'sending' ? words.sending : isSecurity ? words.sendSecret : words.send}
        </button>
        {Sent && <Sent form={form} />}
        {state === 'sending' && !secret && app.store.lasts() && <p class="quiet">{words.sendingMore}</p>}
      </div>
      <p class="sr" role="status">
        {state === 'sending' && words.sending}
      </p>
    </form>
  );
}

/** Everything but the message: each is a select or a line, and only what the site asks for. */
function Details({ form }: { form: Form }) {
  const words = useWords('writing', enWriting);
  const { help, person } = useApp();
  const fields = form.fields.value;
  const errors = form.errors.value;
  const site = help.state.value.site;
  const secret = form.secret.value;
  const categories = form.categories.value.filter(({ restricted }) => !restricted);
  const Asked = form.asked.value?.View;
  const asksBrowser = form.categories.value.find(({ key }) => key === fields.category)?.asks_browser;
  return (
    <>
      {fields.subject && !secret && <Line form={form} name="subject" />}
      {!secret && categories.length > 1 && (
        <Field id="category" label={words.category} error={errors.category}>
          {(tie) => (
            <select
              {...tie}
              class="box"
              value={fields.category}
              onChange={(event) => form.change({ category: event.currentTarget.value })}
            >
              {categories.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {!secret && (site?.enquiry_types.length ?? 0) > 0 && (
        <Field id="enquiry" label={words.enquiry} optional={words.optional} error={errors.enquiry}>
          {(tie) => (
            <select
              {...tie}
              class="box"
              value={fields.enquiry}
              onChange={(event) => form.change({ enquiry: event.currentTarget.value as typeof fields.enquiry })}
            >
              <option value="">{words.enquiryNone}</option>
              {site?.enquiry_types.map((key) => (
                <option key={key} value={key}>
                  {words.enquiries[key as keyof typeof words.enquiries] ?? key}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {asksBrowser && (
        <Field id="browser" label={words.browser} optional={words.optional} error={errors.browser}>
          {(tie) => (
            <select
              {...tie}
              class="box"
              value={fields.browser}
              onChange={(event) => form.change({ browser: event.currentTarget.value })}
            >
              <option value="">{words.browserNone}</option>
              {words.browsers.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {Asked && <Asked form={form} />}
      <Writer form={form} />
      <label class="check">
        <input
          type="checkbox"
          checked={fields.reply}
          onChange={(event) => form.change({ reply: event.currentTarget.checked })}
        />
        <span>
          {words.reply}
          {fields.reply && !fields.email && !saidOf(person, 'email').text && <span class="quiet">{words.noEmail}</span>}
        </span>
      </label>
    </>
  );
}

/** Articles that fit what is being written, quietly. */
function Suggestions({ form }: { form: Form }) {
  const words = useWords('writing', enWriting);
  const { value: help } = useApp().help.state;
  const hits = form.suggestions.value;
  if (!hits.length) return null;
  return (
    <section class="instant">
      <h3 class="label">{words.mayAnswer}</h3>
      <ul dir="auto" lang={help.is === 'ready' ? help.locale : undefined}>
        {hits.map((hit, at) => (
          <li key={hit.slug}>
            <button type="button" class="line" onClick={() => form.openSuggestion(at)}>
              <span>
                <b>{hit.title}</b>
                {hit.snippet && <span class="quiet">{hit.snippet}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="btn" onClick={form.withdraw}>
        {words.solved}
      </button>
    </section>
  );
}

function Withdrawn() {
  const words = useWords('writing', enWriting);
  const { panel } = useApp();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div class="form" data-view="form" data-state="withdrawn">
      <div role="status">
        <h3 ref={head} class="big" tabIndex={-1}>
          {words.withdrawn}
        </h3>
        <p>{words.withdrawnMore}</p>
      </div>
      <button type="button" class="btn" onClick={panel.home}>
        {words.searchHelp}
      </button>
    </div>
  );
}

function readersOf({ readers }: SiteCategory, words: Pack['writing'], locale: string): string {
  if (!readers.length) return words.readersNobody;
  return words.readers(new Intl.ListFormat(locale, { type: 'conjunction' }).format(readers));
}

function growWithText(box: HTMLTextAreaElement): void {
  box.style.setProperty('height', 'auto');
  box.style.setProperty('height', `${box.scrollHeight + 2}px`);
}
