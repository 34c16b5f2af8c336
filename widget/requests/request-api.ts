// Sends requests and reads them again; asked for by later views alone.
import type { RequesterTicket, SubmitTicket, SubmittedTicket } from '../../contract/api/tickets.ts';
import type { Answer, ApiClient } from '../api-client.ts';

/** An answer without what it must hold is not the server's: something between has answered. */
function holding<T>(field: keyof T, answer: Answer<T>): Answer<T> {
  return answer.ok && !answer.value?.[field] ? { ok: false, status: 0, problem: null } : answer;
}

/** The same `key` and ticket again give the same answer, however often. */
export async function submitTicket(
  api: ApiClient,
  ticket: SubmitTicket,
  key: string,
): Promise<Answer<SubmittedTicket>> {
  const headers = { 'idempotency-key': key };
  return holding('access_key', await api.post<SubmittedTicket>('tickets', JSON.stringify(ticket), { headers }));
}

/** A request as its requester sees it. */
export async function readTicket(api: ApiClient, number: number, accessKey: string): Promise<Answer<RequesterTicket>> {
  const headers = { authorization: `Bearer ${accessKey}` };
  return holding('messages', await api.ask<RequesterTicket>(`tickets/${number}`, { headers }));
}
