// Reads a JSON body at the edge: bounded, parsed, checked against a schema, every problem with its place.
import type { Context } from 'hono';
import type { z } from 'zod';
import { AppError } from '../errors.ts';

/**
 * @param maxBytes the body may be this long.
 * @throws AppError unsupported_media_type, body_too_large, malformed_json or validation_failed with a pointer for each problem.
 */
export async function readJson<S extends z.ZodType>(
  context: Context,
  schema: S,
  maxBytes: number,
): Promise<z.infer<S>> {
  const type = context.req.header('content-type') ?? '';
  // sendBeacon and other simple requests may only say text/plain; a page may not send it across origins unnoticed, since
  // the Origin is checked for every public route and the console's routes take tokens only.
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) throw new AppError('unsupported_media_type');
  return parseBody(schema, parseJsonText(await readBounded(context, maxBytes)));
}

/** The body as text of at most `maxBytes` bytes. */
export async function readBounded(context: Context, maxBytes: number): Promise<string> {
  const length = Number(context.req.header('content-length') ?? '0');
  if (length > maxBytes) throw new AppError('body_too_large', { detail: `Send at most ${maxBytes} bytes.` });
  const stream = context.req.raw.body;
  if (!stream) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError('body_too_large', { detail: `Send at most ${maxBytes} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * JSON text as a value. Names like `__proto__` become ordinary fields of it, which the schema then refuses or leaves out.
 * @throws AppError malformed_json.
 */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (_notJson) {
    throw new AppError('malformed_json');
  }
}

/** @throws AppError validation_failed naming every place and what is allowed there. */
export function parseBody<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => {
    const at = issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: `${at}/${key.slice(0, 80)}`,
        detail: 'This field is not known here; leave it out.',
      }));
    }
    return [{ pointer: at, detail: issue.message }];
  });
  throw new AppError('validation_failed', { errors: errors.slice(0, 50) });
}
