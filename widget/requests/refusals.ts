// Why the server did not take a request as it is, as sentences at the fields of the form.
import type { Problem } from '../../contract/error-codes.ts';
import { enWriting } from '../i18n/en-writing.ts';
import type { App } from '../shell/app-context.ts';
import type { Fields } from './draft.ts';

/** A sentence for each field that is to be mended; `form` is about all of it. */
export type FieldErrors = Partial<Record<keyof Fields | 'form', string>>;

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

/** What is wrong, by field; the identity's own words where the page has to mend it. */
export function errorsOf(app: App, problem: Problem): FieldErrors {
  const words = app.say('writing', enWriting);
  const { code, errors = [], detail } = problem;
  if (code === 'identity_required') return { form: words.signIn(app.help.state.value.site?.name ?? '') };
  if (code === 'identity_invalid') return { form: words.signInAgain };
  if (!errors.length) return { form: detail ?? words.errors.other };
  return Object.fromEntries(errors.map((error) => [POINTERS[error.pointer] ?? 'form', error.detail]));
}
