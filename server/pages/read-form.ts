// Reads the body of a plain HTML form: bounded, and text only.
import type { Context } from 'hono';
import { AppError } from '../errors.ts';
import { readBounded } from '../http/read-json.ts';

/** The fields of a form; line ends are those of text files. */
export interface FormFields {
  /** The first value of a field, '' where it is absent. */
  text(name: string): string;
}

/** @throws AppError unsupported_media_type or body_too_large. */
export async function readForm(context: Context, maxBytes: number): Promise<FormFields> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type))
    throw new AppError('unsupported_media_type', {
      detail: 'Send this as a form (application/x-www-form-urlencoded).',
    });
  const fields = new URLSearchParams(await readBounded(context, maxBytes));
  return { text: (name) => (fields.get(name) ?? '').replace(/\r\n?/g, '\n') };
}
