// Sends requests and reads them again; asked for by later views alone.
import type { RequesterTicket, SubmitTicket, SubmittedTicket } from '../../contract/api/tickets.ts';
import type { Answer, ApiClient } from '../api-client.ts';

/** The same `key` and ticket again give the same answer, however often. */
export function submitTicket(api: ApiClient, ticket: SubmitTicket, key: string): Promise<Answer<SubmittedTicket>> {
  return api.post('tickets', JSON.stringify(ticket), { headers: { 'idempotency-key': key } });
}

/** A request as its requester sees it. */
export function readTicket(api: ApiClient, number: number, accessKey: string): Promise<Answer<RequesterTicket>> {
  return api.ask(`tickets/${number}`, { headers: { authorization: `Bearer ${accessKey}` } });
}
