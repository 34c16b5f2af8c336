// Reads the body of a plain HTML form: bounded; text, and files where the form may bring them.
import type { Context } from 'hono';
import { type ReceivedFile, readFormParts } from '../attachments/read-multipart.ts';
import { AppError } from '../errors.ts';
import { readBounded } from '../http/read-json.ts';
import type { Services } from '../services.ts';

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
  return fieldsOf(new URLSearchParams(await readBounded(context, maxBytes)));
}

/**
 * The same of a form that may bring files (multipart). They lie on the disk: whoever calls this keeps them or removes them.
 * What is wrong with a file or with the body stands in `failure`, beside the fields that could be read.
 * @throws AppError as readForm.
 */
export async function readFormWithFiles(
  context: Context,
  services: Pick<Services, 'config' | 'ids'>,
  maxBytes: number,
): Promise<{ fields: FormFields; files: ReceivedFile[]; failure: unknown }> {
  const type = context.req.header('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    return { fields: await readForm(context, maxBytes), files: [], failure: null };
  const { fields, files, failure } = await readFormParts(context, services, maxBytes);
  return { fields: fieldsOf(fields), files, failure };
}

function fieldsOf(values: { get(name: string): string | null | undefined }): FormFields {
  return { text: (name) => (values.get(name) ?? '').replace(/\r\n?/g, '\n') };
}
