// A short form: its fields, what is wrong with each, and sending it once at a time.
import { createModel, signal } from '@preact/signals';
import { type Answer, type Refusal, wordsOf } from '../api-client.ts';

export type FieldWords = Record<string, string>;

export interface FormParts {
  /** What each field holds at first. */
  fields: FieldWords;
  /** Problems that need no server, by field. */
  check?: (fields: FieldWords) => FieldWords;
  send: (fields: FieldWords) => Promise<Answer<unknown>>;
  /** Our words for a refusal that belongs to no field; null for the server's own. */
  words?: (refusal: Refusal) => string | null;
}

export const FormModel = createModel((parts: FormParts) => {
  const fields = signal<FieldWords>(parts.fields);
  const errors = signal<FieldWords>({});
  const failure = signal<string | null>(null);
  const isSending = signal(false);

  return {
    fields,
    errors,
    failure,
    isSending,
    /** Typing takes away what was wrong with the field. */
    write(name: string, value: string) {
      fields.value = { ...fields.value, [name]: value };
      const { [name]: _mended, ...others } = errors.value;
      errors.value = others;
    },
    clear(...names: string[]) {
      fields.value = { ...fields.value, ...Object.fromEntries(names.map((name) => [name, ''])) };
    },
    /** @returns the value of a good answer, or null where something is wrong; then `errors` or `failure` say what. */
    async send<T>(): Promise<{ value: T } | null> {
      if (isSending.value) return null;
      failure.value = null;
      errors.value = parts.check?.(fields.value) ?? {};
      if (Object.keys(errors.value).length > 0) return null;
      isSending.value = true;
      const answer = await parts.send(fields.value);
      isSending.value = false;
      if (answer.ok) return { value: answer.value as T };
      errors.value = errorsOf(answer, Object.keys(fields.value));
      if (Object.keys(errors.value).length === 0) failure.value = parts.words?.(answer) ?? wordsOf(answer);
      return null;
    },
  };
});

export type Form = InstanceType<typeof FormModel>;

/** What the server said about single fields, by the first member that their pointers name; of one field the first. */
function errorsOf(refusal: Refusal, names: readonly string[]): FieldWords {
  return Object.fromEntries(
    (refusal.problem?.errors ?? [])
      .toReversed()
      .map(({ pointer, detail }) => [pointer.split('/')[1] ?? '', capitalised(detail)] as const)
      .filter(([name]) => names.includes(name)),
  );
}

function capitalised(sentence: string): string {
  const end = /[.!?]$/.test(sentence) ? '' : '.';
  return sentence.charAt(0).toUpperCase() + sentence.slice(1) + end;
}

/** "about 12 minutes", for a limit that says when to come back. */
export function waitWords({ retryAfterSeconds }: Refusal): string {
  const minutes = Math.ceil((retryAfterSeconds ?? 60) / 60);
  return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
}
