// Who writes: as the page has said it, to be seen and changed; asked for only where it has not.
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Identity } from '../embedding.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { Field } from '../ui/field.tsx';
import { useEffect } from '../ui/hooks.ts';
import { useLocal } from '../ui/use-local.ts';
import { EMAIL } from './draft.ts';
import type { Form } from './form-model.ts';

type Name = 'name' | 'email';

/** What a token says of the person, read without its proof: the help server looks at that. */
function readClaims(token: string): Record<string, unknown> {
  try {
    const part = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
    return Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // No token at all: the server says so.
    return {};
  }
}

/** Name or address as the page has said it, '' where it has not; what is signed stands in place of whatever is typed. */
export function saidOf({ token = '', ...person }: Identity, name: Name): { text: string; isSigned: boolean } {
  const signed = readClaims(token)[name];
  return typeof signed === 'string' && signed
    ? { text: signed, isSigned: true }
    : { text: person[name] ?? '', isSigned: false };
}

/** One line of the form. */
export function Line({ form, name, more }: { form: Form; name: 'subject' | Name; more?: object }) {
  const { help } = useApp();
  const words = useWords('writing', enWriting);
  return (
    <Field id={name} label={words[name]} optional={words.optional} error={form.errors.value[name]}>
      {(tie) => (
        <input
          type="text"
          {...tie}
          {...more}
          class="box"
          maxLength={help.state.value.site?.limits[name]}
          value={form.fields.value[name]}
          onInput={(event) => form.change({ [name]: event.currentTarget.value })}
          onBlur={() => form.left(name)}
        />
      )}
    </Field>
  );
}

/** Name and email: what the page has said as words, what it has not as lines to fill in. */
export function Writer({ form }: { form: Form }) {
  const { person, root } = useApp();
  const words = useWords('writing', enWriting);
  const asksAll = useLocal(false);
  useEffect(() => {
    if (asksAll.value) (root.getElementById('name') ?? root.getElementById('email'))?.focus();
  }, [asksAll.value]);
  const said = (['name', 'email'] as const).flatMap((name) => {
    const { text, isSigned } = saidOf(person, name);
    const typed = form.fields.value[name];
    const goesAsSaid = text === typed && !asksAll.value && (name === 'name' || EMAIL.test(text));
    return text && (isSigned || (goesAsSaid && !form.errors.value[name])) ? [{ name, text, isSigned }] : [];
  });
  const isAsked = (name: Name) => !said.some((one) => one.name === name);
  return (
    <>
      {said.length > 0 && (
        <dl class="receipt">
          {said.map(({ name, text }) => (
            <div key={name}>
              <dt>{words[name]}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {said.some(({ isSigned }) => !isSigned) && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            asksAll.value = true;
          }}
        >
          {words.change}
        </button>
      )}
      {isAsked('name') && <Line form={form} name="name" more={{ autocomplete: 'name' }} />}
      {isAsked('email') && (
        <Line form={form} name="email" more={{ type: 'email', autocomplete: 'email', inputMode: 'email' }} />
      )}
    </>
  );
}
