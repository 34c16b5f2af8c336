// Sends requests and reads them again; asked for by later views alone.
import type { LostLinksAnswer, MyRequests } from '../../contract/api/my-requests.ts';
import type { RequesterTicket, SubmitTicket, SubmittedTicket } from '../../contract/api/tickets.ts';
import type { Answer } from '../api-client.ts';
import { hostWindow } from '../host-window.ts';
import type { App } from '../shell/app-context.ts';
import type { uploadFiles } from './upload-files.ts';

/** An answer without what it must hold is not the server's: something between has answered. */
function holding<T>(field: keyof T, answer: Answer<T>): Answer<T> {
  return answer.ok && !answer.value?.[field] ? { ok: false, status: 0, problem: null } : answer;
}

/** Files that go along, with word of how many of their bytes have gone. */
export interface Upload {
  files: readonly File[];
  signal: AbortSignal;
  onSent(bytes: number): void;
}

/** The same `key` and ticket again give the same answer, however often. */
export async function submitTicket(
  app: App,
  ticket: SubmitTicket,
  key: string,
  upload: Upload,
): Promise<Answer<SubmittedTicket>> {
  const headers = { 'idempotency-key': key };
  const answer = upload.files.length
    ? await withFiles<SubmittedTicket>(app, { path: 'tickets', part: 'ticket', value: ticket }, headers, upload)
    : await app.api.post<SubmittedTicket>('tickets', JSON.stringify(ticket), { headers });
  return holding('access_key', answer);
}

/** A request, and what opens it: its key, or '' for the signed identity of the moment. */
export interface Access {
  number: number;
  accessKey: string;
}

const headersFor = ({ person }: App, accessKey: string) => ({ authorization: `Bearer ${accessKey || person.token}` });

/** A request as its requester sees it. */
export async function readTicket(app: App, { number, accessKey }: Access): Promise<Answer<RequesterTicket>> {
  const headers = headersFor(app, accessKey);
  return holding('messages', await app.api.ask<RequesterTicket>(`tickets/${number}`, { headers }));
}

/** What a requester does: `confirmation`, `satisfaction`, or `messages` without files. */
export async function actOnTicket(
  app: App,
  { number, accessKey }: Access,
  act: 'messages' | 'confirmation' | 'satisfaction',
  body: object,
): Promise<Answer<RequesterTicket>> {
  const headers = headersFor(app, accessKey);
  const path = `tickets/${number}/${act}`;
  return holding('messages', await app.api.post<RequesterTicket>(path, JSON.stringify(body), { headers }));
}

/** An answer with files, which takes as long as the line needs. */
export async function sendFiles(
  app: App,
  { number, accessKey }: Access,
  body: string,
  files: readonly File[],
  onSent: Upload['onSent'] = () => undefined,
): Promise<Answer<RequesterTicket>> {
  const upload = { files, onSent, signal: new AbortController().signal };
  const letter = { path: `tickets/${number}/messages`, part: 'message', value: { body } } as const;
  return holding('messages', await withFiles<RequesterTicket>(app, letter, headersFor(app, accessKey), upload));
}

/** The code that sends files is fetched with the first of them. */
const withFiles: typeof uploadFiles = (...given) =>
  import('./upload-files.ts').then(
    (module) => module.uploadFiles(...given),
    () => ({ ok: false, status: 0, problem: null }),
  );

/** Notes that it was read up to `at`; nobody waits for it. */
export function noteSeen(app: App, { number, accessKey }: Access, at: string): void {
  void app.api.post(`tickets/${number}/seen`, JSON.stringify({ at }), { headers: headersFor(app, accessKey) });
}

/** All requests of the signed identity, a page. */
export async function readMine(app: App, cursor: string | null): Promise<Answer<MyRequests>> {
  const query = cursor ? `?cursor=${cursor}` : '';
  const headers = headersFor(app, '');
  return holding('requests', await app.api.ask<MyRequests>(`sites/${app.api.site}/requests${query}`, { headers }));
}

/** Asks for the links of requests by mail. */
export async function askForLinks(app: App, email: string): Promise<Answer<LostLinksAnswer>> {
  const body = JSON.stringify({ email, locale: app.locale });
  return holding('mail', await app.api.post<LostLinksAnswer>(`sites/${app.api.site}/lost-links`, body));
}

/** Hands a file of a request to the browser's downloads; false where it could not be fetched. */
export async function saveFile(app: App, { accessKey }: Access, file: { url: string; name: string }): Promise<boolean> {
  try {
    const headers = headersFor(app, accessKey);
    const response = await app.env.fetch(app.api.resolve(file.url), { credentials: 'omit', headers });
    if (!response.ok) return false;
    const link = hostWindow.document.createElement('a');
    const address = URL.createObjectURL(await response.blob());
    link.href = address;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return true;
  } catch {
    return false;
  }
}
