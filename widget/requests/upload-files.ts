// Sends a request or an answer together with its files, and says how far they have come where the browser lets us see it.
import type { Answer } from '../api-client.ts';
import type { App } from '../shell/app-context.ts';
import type { Upload } from './request-api.ts';

/** A slow line takes as long as it needs; one on which nothing moves for so long is given up. */
const STILL_MS = 30_000;

/** Where it goes, and what goes with the files as a part of this name. */
interface Letter {
  path: string;
  part: 'ticket' | 'message';
  value: object;
}

/** `headers` without the body's type, which the browser writes. Nothing here throws. */
export async function uploadFiles<T>(
  app: App,
  { path, part, value }: Letter,
  headers: Record<string, string>,
  upload: Upload,
): Promise<Answer<T>> {
  const form = new FormData();
  form.append(part, JSON.stringify(value));
  for (const file of upload.files) form.append('file', file, file.name);
  const address = `${app.api.root}${path}`;
  try {
    // One that the page has put in its place may keep what people send.
    const isOwn = /{ \[native code] }$/.test(`${XMLHttpRequest}`);
    const { status, text } = isOwn
      ? await sendWatched(address, form, headers, upload)
      : await sendUnseen(app, address, form, headers, upload);
    const body = JSON.parse(text);
    if (status >= 200 && status < 300) return { ok: true, value: body as T };
    return { ok: false, status, problem: body?.code ? body : null };
  } catch {
    return { ok: false, status: 0, problem: null };
  }
}

interface Came {
  status: number;
  text: string;
}

function sendWatched(
  address: string,
  form: FormData,
  headers: Record<string, string>,
  { files, signal, onSent }: Upload,
): Promise<Came> {
  const whole = files.reduce((sum, { size }) => sum + size, 0);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const stop = () => request.abort();
    const moves = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, STILL_MS);
    };
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      moves();
      // The words and the borders between the parts count as well: they are the same share of all.
      onSent(total ? Math.min(whole, Math.round((whole * loaded) / total)) : 0);
    };
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = request.onabort = () => reject(new Error('not sent'));
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    moves();
    request.send(form);
  });
}

async function sendUnseen(
  app: App,
  address: string,
  body: FormData,
  headers: Record<string, string>,
  { signal }: Upload,
): Promise<Came> {
  const response = await app.env.fetch(address, { method: 'POST', body, headers, credentials: 'omit', signal });
  return { status: response.status, text: await response.text() };
}
