// A form field: label, hint, error and control in this order, joined for assistive technology.
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export const ALERT = 'M8 2 1.8 13.3h12.4zM8 6.5v3M8 11.5v.1';

interface FieldProps {
  /** The id of the control in the shadow root. */
  id: string;
  label: string;
  optional?: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Gets what ties the control to its label, hint and error. */
  children(tie: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }): ComponentChildren;
}

export function Field({ id, label, optional, hint, error, children }: FieldProps) {
  const described = [hint && `${id}h`, error && `${id}e`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label for={id}>
        <b>{label}</b> {optional && <span class="quiet">{optional}</span>}
      </label>
      {hint && (
        <p id={`${id}h`} class="quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}e`} class="wrong">
          <Icon d={ALERT} />
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
    </div>
  );
}
