// A request as a program sends it, with or without what was tried before.
import type { SubmittedTicket } from '../../../contract/api/tickets.ts';
import type { Product } from './product.ts';

/** Sends a request over the public API and gives its number and key. */
export async function writeRequest(product: Product, request: Record<string, unknown>): Promise<SubmittedTicket> {
  const response = await fetch(`${product.origin}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ site: 'default', locale: 'en', ...request }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as SubmittedTicket;
}
