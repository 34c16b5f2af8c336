// A short form on the page: errors under their fields, the focus on the first of them, one button.
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Form } from './form-model.ts';

export function FormView({
  form,
  label,
  sendLabel,
  onDone,
  isPrimary = true,
  isFull = false,
  isDanger = false,
  children,
}: {
  form: Form;
  /** What the form is for, said to screen readers. */
  label: string;
  sendLabel: string;
  onDone: (value: unknown) => void | Promise<void>;
  isPrimary?: boolean;
  isFull?: boolean;
  /** What the button does cannot be undone. */
  isDanger?: boolean;
  children: ComponentChildren;
}) {
  const element = useRef<HTMLFormElement>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const sent = await form.send<unknown>();
    if (sent) return onDone(sent.value);
    // After the errors are drawn.
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const look = `btn${isDanger ? ' danger' : isPrimary ? ' primary' : ''}${isFull ? ' full big' : ''}`;
  return (
    <form ref={element} class="stack4" aria-label={label} noValidate onSubmit={submit}>
      {form.failure.value && (
        <div class="notice bad" role="alert">
          <Icon name="warning" />
          <p class="grow">{form.failure.value}</p>
        </div>
      )}
      {children}
      <button type="submit" class={look} aria-disabled={form.isSending.value}>
        {form.isSending.value ? 'Sending…' : sendLabel}
      </button>
    </form>
  );
}

type FieldProps = Omit<Parameters<typeof TextField>[0], 'value' | 'onInput' | 'error' | 'name'>;

/** A field of the form by its name. */
export function FormField({ form, name, ...field }: FieldProps & { form: Form; name: string }) {
  return (
    <TextField
      {...field}
      name={name}
      value={form.fields.value[name] ?? ''}
      error={form.errors.value[name]}
      onInput={(value) => form.write(name, value)}
    />
  );
}
