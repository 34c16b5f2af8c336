// Bodies with files, as a browser writes them, or byte by byte as nobody should.
import type { RawBody } from './call-api.ts';

export interface TestFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer> | string;
}

/** A form with one part of JSON and parts `file`, written by the platform's own FormData. */
export async function withFiles(part: string, value: unknown, files: readonly TestFile[]): Promise<RawBody> {
  const form = new FormData();
  form.append(part, JSON.stringify(value));
  for (const { name, bytes } of files) form.append('file', new Blob([bytes]), name);
  const response = new Response(form);
  return { raw: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') };
}

const BOUNDARY = 'a-boundary-of-the-tests';

/** A form whose headers are written by hand: each part is its header lines and its content. */
export function rawForm(
  parts: readonly { headers: string[]; content: string }[],
  end = `--${BOUNDARY}--\r\n`,
): RawBody {
  const text = parts.map(({ headers, content }) => `--${BOUNDARY}\r\n${headers.join('\r\n')}\r\n\r\n${content}\r\n`);
  return {
    raw: new TextEncoder().encode(text.join('') + end),
    type: `multipart/form-data; boundary=${BOUNDARY}`,
  };
}

/** Bytes that are no text, and never the same for two lengths. */
export function someBytes(length: number, seed = 7): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, at) => (at * seed + (at >> 8) * 13 + length) & 255);
}
