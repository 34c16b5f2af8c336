// Answers with a file: always a download, never sniffed, never cached, nothing of it may run.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { AppError } from '../errors.ts';
import type { Services } from '../services.ts';
import { attachmentPath } from './attachment-files.ts';
import type { AttachmentRow } from './attachments.queries.ts';

/** @throws `missing` where row or file is not there, in the words of a request that is not there. */
export async function sendAttachment(
  context: Context,
  { config, log }: Pick<Services, 'config' | 'log'>,
  attachment: AttachmentRow | undefined,
  missing: AppError,
): Promise<Response> {
  if (!attachment) throw missing;
  const path = attachmentPath(config, attachment.id);
  const found = await stat(path).catch(() => null);
  if (!found || found.size !== attachment.bytes) {
    log.error({ attachment: attachment.id }, 'the file of an attachment is missing or cut');
    throw missing;
  }
  context.header('Content-Type', attachment.type);
  context.header('Content-Length', String(attachment.bytes));
  context.header('Content-Disposition', contentDisposition(attachment.name));
  context.header('Content-Security-Policy', "sandbox; default-src 'none'");
  context.header('Cache-Control', 'private, no-store');
  context.header('X-Content-Type-Options', 'nosniff');
  // Of a question for the headers alone nobody would read the file to its end, and it would stay open.
  if (context.req.method === 'HEAD') return context.body(null);
  return context.body(Readable.toWeb(createReadStream(path)) as ReadableStream);
}

/** RFC 6266: a plain name for old programs, the whole one as RFC 5987. */
export function contentDisposition(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^A-Za-z0-9 ._()-]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
