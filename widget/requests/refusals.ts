// Why the server did not take a request as it is, as sentences at the fields of the form.
import type { Problem } from '../../contract/error-codes.ts';
import { enRefusals } from '../../contract/words/tongues/en-refusals.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { App } from '../shell/app-context.ts';
import type { Fields } from './draft.ts';

/** A sentence for each field that is to be mended; `form` is about all of it, pointers are what the site asks, and files. */
export type FieldErrors = Partial<Record<keyof Fields | 'form' | `/${string}`, string>>;

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

/** What is said of a refusal as a whole. */
export function refusalOf(app: App, { code }: Problem): string {
  if (code === 'ticket_not_found') return app.say('writing', enWriting).requestMissing;
  return sayCode(app, code === 'unknown_site' ? 'origin_not_allowed' : code) || app.say('refusals', enRefusals).other;
}

/** What a code of the server's means to whoever waits; '' where there is nothing to say about it. */
export function sayCode(app: App, code: string): string {
  const { codes } = app.say('refusals', enRefusals);
  return Object.hasOwn(codes, code) ? codes[code as keyof typeof codes] : '';
}

/** What is wrong, by field, in the person's language: the server's own sentences are English. */
export function errorsOf(app: App, problem: Problem): FieldErrors {
  const words = app.say('writing', enWriting);
  const { code, errors = [] } = problem;
  if (code === 'identity_required') return { form: words.signIn(app.help.state.value.site?.name ?? '') };
  if (code === 'identity_invalid') return { form: words.signInAgain };
  if (!errors.length) return { form: refusalOf(app, problem) };
  const { long, choice, other } = app.say('refusals', enRefusals);
  const asked = app.help.state.value.site?.fields ?? [];
  const placeOf = (pointer: string) => {
    const isAsked = asked.some(({ key }) => pointer === `/fields/${key}`);
    return POINTERS[pointer] ?? (isAsked ? pointer : /^\/file\b/.test(pointer) ? '/file' : 'form');
  };
  const said = (field: keyof Fields | undefined) => {
    if (!field) return other;
    if (field === 'email') return words.errors.email;
    // An empty message is not sent from here.
    return /message|subject|name/.test(field) ? long : choice;
  };
  return Object.fromEntries(errors.map(({ pointer }) => [placeOf(pointer), said(POINTERS[pointer])]));
}
