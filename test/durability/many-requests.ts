// Sends many requests at once to a server that may die, and knows which of them were acknowledged.
import { createHash } from 'node:crypto';
import { type Agent, request } from 'node:http';

export interface Sent {
  key: string;
  message: string;
  /** One request in ten brings a file. */
  file: Buffer | null;
  /** The answer 201 as it came, or null where none came. */
  acknowledged: string | null;
}

const FILE_EVERY = 10;
const FILE_BYTES = 100_000;
const BOUNDARY = 'a-boundary-that-stands-nowhere-else';

/** Requests with words of their own, hostile characters and all sizes included. */
export function inventRequests(count: number, label: string): Sent[] {
  return Array.from({ length: count }, (_, at) => ({
    key: crypto.randomUUID(),
    message: `${label} ${at} – „Hilfe“ 😀 \t<b>&amp; ${'x'.repeat((at * 37) % 3_000)}\n`,
    file: at % FILE_EVERY === 0 ? Buffer.alloc(FILE_BYTES, `${label} ${at} \u0000\r\n--`) : null,
    acknowledged: null,
  }));
}

export interface RawAnswer {
  status: number;
  text: string;
  bytes: Buffer;
  replayed: boolean;
}

/** One HTTP exchange; rejects where the connection broke before the whole answer was there. */
export function exchange(
  agent: Agent,
  url: string,
  options: { method: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: options.method, headers: options.headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (!response.complete) return reject(new Error('the answer was cut off'));
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          bytes,
          text: bytes.toString('utf8'),
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
    headers: {
      'content-type': one.file ? `multipart/form-data; boundary=${BOUNDARY}` : 'application/json',
      'idempotency-key': one.key,
    },
    body: bodyOf(one),
  }).catch((_connectionBroke: unknown) => null);
  if (answer?.status === 201) one.acknowledged = answer.text;
  return answer;
}

function bodyOf({ message, file }: Sent): string | Buffer {
  const json = JSON.stringify({ site: 'default', locale: 'en', message });
  if (!file) return json;
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="ticket"\r\n\r\n${json}\r\n`;
  const fileHead = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="proof.bin"\r\n\r\n`;
  return Buffer.concat([Buffer.from(head + fileHead), file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

/**
 * The first message of a request and the SHA-256 of its file, read with the key of its acknowledgement; null where it is
 * not there. As `asSent` gives them.
 */
export async function readBack(
  agent: Agent,
  url: string,
  one: Sent,
): Promise<{ message: string; file: string | null } | null> {
  const { number, access_key } = JSON.parse(one.acknowledged ?? '{}') as { number: number; access_key: string };
  const get = (path: string) =>
    exchange(agent, `${url}${path}`, { method: 'GET', headers: { authorization: `Bearer ${access_key}` } });
  const answer = await get(`/api/v1/tickets/${number}`);
  if (answer.status !== 200) return null;
  const [first] = (JSON.parse(answer.text) as { messages: { body: string; attachments: { url: string }[] }[] })
    .messages;
  if (!first) return null;
  const [attachment] = first.attachments;
  const file = attachment ? await get(attachment.url) : null;
  return { message: first.body, file: file && (file.status === 200 ? hashOf(file.bytes) : `answered ${file.status}`) };
}

/** What `readBack` gives for a request of which nothing was lost. */
export function asSent({ message, file }: Sent): { message: string; file: string | null } {
  return { message, file: file && hashOf(file) };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
