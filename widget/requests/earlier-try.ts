// Where an earlier try of the same form had arrived and its words were changed since: adds them to that request.
import type { RequesterTicket, SubmitTicket, SubmittedTicket } from '../../contract/api/tickets.ts';
import { enWaiting } from '../../contract/words/tongues/en-waiting.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Answer } from '../api-client.ts';
import type { App } from '../shell/app-context.ts';
import { categoryOf } from './draft.ts';
import { sendFiles } from './request-api.ts';

type Details = Partial<SubmitTicket>;

/**
 * Finds the request that this key made, and adds to it as answers what it does not say yet. To do it again adds nothing twice.
 * @param tries what each try with this key said beside its message; any of them may be the one that arrived.
 * @param files what goes along now; those that are not there yet are added.
 * @returns undefined where there is no such request any more.
 */
export async function joinEarlierTry(
  app: App,
  key: string,
  ticket: SubmitTicket,
  tries: readonly Details[],
  files: readonly File[] = [],
): Promise<Answer<SubmittedTicket> | undefined> {
  const headers = { 'idempotency-key': key };
  const found = await app.api.ask<SubmittedTicket>('tickets', { headers });
  if (!found.ok) return found.status === 404 ? undefined : found;
  const { number, access_key: accessKey } = found.value;
  const bearer = { authorization: `Bearer ${accessKey}` };
  const read = await app.api.ask<RequesterTicket>(`tickets/${number}`, { headers: bearer });
  if (!read.ok) return read;
  const isThere = (words: string) =>
    read.value.messages.some(({ from, body }) => from === 'requester' && body.trim() === words.trim());
  for (const words of [ticket.message, changedDetails(app, ticket, tries)]) {
    if (!words || isThere(words)) continue;
    const added = await app.api.post<RequesterTicket>(`tickets/${number}/messages`, JSON.stringify({ body: words }), {
      headers: bearer,
    });
    if (!added.ok) return added;
  }
  const hasCome = ({ name, size }: File) =>
    read.value.messages.some(({ attachments }) => attachments.some((one) => one.name === name && one.bytes === size));
  const missing = files.filter((file) => !hasCome(file));
  if (!missing.length) return found;
  const added = await sendFiles(app, { number, accessKey }, missing.map(({ name }) => name).join('\n'), missing);
  return added.ok ? found : added;
}

/** What was said otherwise in one of the tries, line by line; empty where nothing was. */
function changedDetails(app: App, ticket: SubmitTicket, tries: readonly Details[]): string {
  const words = app.say('writing', enWriting);
  const lines = Object.entries(detailsOf(app, ticket))
    .filter(([name, value]) => tries.some((one) => detailsOf(app, one)[name] !== value))
    .map(([name, value]) => `${words[name as 'subject'] ?? name}: ${value}`);
  return lines.length ? [app.say('waiting', enWaiting).changed, ...lines].join('\n') : '';
}

/** The fields that people fill in, by the names of the words that label them. */
function detailsOf(app: App, ticket: Details): Record<string, string> {
  const { subject, category, enquiry_type: enquiry, browser, name, email, fields = {} } = ticket;
  const { enquiries } = app.say('writing', enWriting);
  const given = {
    ...{ subject, browser, name, email, ...fields },
    category: categoryOf(app, category)?.label ?? category,
    enquiry: enquiry && enquiries[enquiry],
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([label, value]) =>
      value === undefined || value === '' ? [] : [[label, `${value}`]],
    ),
  );
}
