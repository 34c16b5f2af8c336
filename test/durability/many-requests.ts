// Sends many requests at once to a server that may die, and knows which of them were acknowledged.
import { type Agent, request } from 'node:http';

export interface Sent {
  key: string;
  message: string;
  /** The answer 201 as it came, or null where none came. */
  acknowledged: string | null;
}

/** Requests with words of their own, hostile characters and all sizes included. */
export function inventRequests(count: number, label: string): Sent[] {
  return Array.from({ length: count }, (_, at) => ({
    key: crypto.randomUUID(),
    message: `${label} ${at} – „Hilfe“ 😀 \t<b>&amp; ${'x'.repeat((at * 37) % 3_000)}\n`,
    acknowledged: null,
  }));
}

export interface RawAnswer {
  status: number;
  text: string;
  replayed: boolean;
}

/** One HTTP exchange; rejects where the connection broke before the whole answer was there. */
export function exchange(
  agent: Agent,
  url: string,
  options: { method: string; headers?: Record<string, string>; body?: string },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: options.method, headers: options.headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (!response.complete) return reject(new Error('the answer was cut off'));
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          replayed: response.headers['idempotent-replayed'] === 'true',
        });
      });
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** Sends one request and notes its acknowledgement. @returns the answer, or null where the connection broke. */
export async function send(agent: Agent, url: string, one: Sent): Promise<RawAnswer | null> {
  const answer = await exchange(agent, `${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': one.key },
    body: JSON.stringify({ site: 'default', locale: 'en', message: one.message }),
  }).catch((_connectionBroke: unknown) => null);
  if (answer?.status === 201) one.acknowledged = answer.text;
  return answer;
}

/** The first message of a request, read with the key of its acknowledgement; null where it is not there. */
export async function readBack(agent: Agent, url: string, one: Sent): Promise<string | null> {
  const { number, access_key } = JSON.parse(one.acknowledged ?? '{}') as { number: number; access_key: string };
  const answer = await exchange(agent, `${url}/api/v1/tickets/${number}`, {
    method: 'GET',
    headers: { authorization: `Bearer ${access_key}` },
  });
  if (answer.status !== 200) return null;
  return (JSON.parse(answer.text) as { messages: { body: string }[] }).messages[0]?.body ?? null;
}
