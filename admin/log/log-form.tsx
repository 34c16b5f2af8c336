// The one form for a request that came by phone, chat, mail or in person: channel, message, and what else is known.
import { useEffect, useRef } from 'preact/hooks';
import { signedInAs } from '../session-model.ts';
import { Field, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.tsx';
import { AnsweredChoice } from './answered-choice.tsx';
import { hasRememberedChannel, type LogDraft } from './log-draft.ts';
import type { Log } from './log-model.ts';

export function LogForm({ model }: { model: Log }) {
  const { desk } = signedInAs();
  const form = useRef<HTMLFormElement>(null);
  const draft = model.draft.value;
  const problems = model.problems.value;
  const now = model.state.value;
  const message = () => form.current?.querySelector<HTMLTextAreaElement>('textarea[name="message"]');
  useEffect(() => {
    if (hasRememberedChannel()) message()?.focus();
    else form.current?.querySelector<HTMLInputElement>('input[name="channel"]:checked')?.focus();
  }, []);
  const save = async () => {
    const first = await model.save();
    if (!first) return;
    const name = first === 'answered' ? '#log-answered' : `[name="${first}"]`;
    form.current?.querySelector<HTMLElement>(name)?.focus();
  };
  const takeChannel = (channel: string) => {
    model.set({ channel: channel as LogDraft['channel'] });
    message()?.focus();
  };
  const labelOf = (key: string) => desk.channels.find((channel) => channel.key === key)?.label ?? key;
  useKeys('Log a request', [
    ...desk.logged_channels.slice(0, 9).map((key, at) => ({
      keys: String(at + 1),
      label: labelOf(key),
      run: () => takeChannel(key),
    })),
    { keys: 'Ctrl+Enter', label: 'Save it', run: () => void save(), whileTyping: true },
  ]);
  const isAnswered = draft.answered !== 'not_yet';
  return (
    <form
      ref={form}
      class="log-form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset class="field channels">
        <legend class="label">How did it come?</legend>
        <div class="channel-row">
          {desk.logged_channels.map((key, at) => (
            <label key={key} class="channel">
              <input
                type="radio"
                name="channel"
                value={key}
                checked={draft.channel === key}
                onChange={() => model.set({ channel: key as LogDraft['channel'] })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.ctrlKey) return;
                  event.preventDefault();
                  message()?.focus();
                }}
              />
              {labelOf(key)} {at < 9 && <kbd>{at + 1}</kbd>}
            </label>
          ))}
        </div>
      </fieldset>
      <Field label="What did they ask?" error={problems.message}>
        {(control) => (
          <textarea
            {...control}
            name="message"
            class="input big-message"
            dir="auto"
            rows={6}
            maxLength={desk.limits.message}
            value={draft.message}
            onInput={(event) => model.set({ message: event.currentTarget.value })}
          />
        )}
      </Field>
      <AnsweredChoice model={model} />
      {isAnswered && (
        <Field
          label="What did you tell them? (optional)"
          hint="Kept with the request; it is not sent."
          error={problems.said}
        >
          {(control) => (
            <textarea
              {...control}
              name="said"
              class="input"
              dir="auto"
              rows={3}
              maxLength={desk.limits.message}
              value={draft.said}
              onInput={(event) => model.set({ said: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <div class="log-pair">
        <TextField
          label="Their name (optional)"
          name="name"
          autocomplete="off"
          maxLength={desk.limits.name}
          error={problems.name}
          value={draft.name}
          onInput={(name) => model.set({ name })}
        />
        <TextField
          label="Their email (optional)"
          name="email"
          type="text"
          inputMode="email"
          autocomplete="off"
          maxLength={desk.limits.email}
          error={problems.email}
          value={draft.email}
          onInput={(email) => model.set({ email })}
        />
      </div>
      <div class="log-pair">
        <Field label="Category" error={problems.category}>
          {(control) => (
            <select
              {...control}
              name="category"
              class="input"
              value={draft.category}
              onChange={(event) => model.set({ category: event.currentTarget.value })}
            >
              {desk.categories.map(({ key, label, restricted }) => (
                <option key={key} value={key}>
                  {restricted ? `${label} (only its named readers see it)` : label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField
          label="Minutes it took"
          name="minutes"
          inputMode="numeric"
          autocomplete="off"
          maxLength={4}
          error={problems.minutes}
          value={model.minutes.value}
          onInput={(minutes) => model.set({ minutes })}
        />
      </div>
      {desk.me.role !== 'specialist' && (
        <label class="check">
          <input
            type="checkbox"
            checked={draft.isUrgent}
            onChange={(event) => model.set({ isUrgent: event.currentTarget.checked })}
          />
          <span>Urgent: somebody cannot work, or money or data is at risk</span>
        </label>
      )}
      {now.state === 'failed' && (
        <div class="notice bad" role="alert">
          <Icon name="warning" />
          <p class="grow">{now.words} Everything you wrote is still here.</p>
        </div>
      )}
      <div class="log-foot">
        <button type="submit" class="btn primary big" aria-disabled={now.state === 'sending'}>
          {now.state === 'sending' ? 'Saving…' : 'Save'} <kbd>Ctrl Enter</kbd>
        </button>
        {model.isFromBefore.value && (
          <span class="small muted">
            This is the draft you began in this tab.{' '}
            <button type="button" class="linkish" onClick={() => model.startOver()}>
              Start over
            </button>
          </span>
        )}
      </div>
    </form>
  );
}
