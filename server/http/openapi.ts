// The OpenAPI document, made from the route descriptions and the very schemas that check the bodies, and its page.
import { z } from 'zod';
import { cookieNames } from '../sign-in/cookie-names.ts';
import type { RouteDoc } from './api.ts';

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** An OpenAPI 3.1 document of all described routes. */
export function openApiDocument(docs: readonly RouteDoc[], publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const doc of docs) {
    const operations = paths[doc.path] ?? {};
    operations[doc.method] = operationOf(doc);
    paths[doc.path] = operations;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fingerpost',
      version: '1',
      description:
        'Help search, requests and what they say about knowledge gaps. Errors are RFC 9457 problem documents.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token (fingerpost token create).' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieNames(publicUrl).session,
          description: 'A session of the console; what changes something also needs our own Origin.',
        },
        accessKey: { type: 'http', scheme: 'bearer', description: 'The access key that came with the request.' },
        identity: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Who the server of the product says that somebody is (fingerpost identity secret).',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail', 'request_id'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            detail: { type: 'string' },
            request_id: { type: 'string' },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
            },
          },
        },
      },
    },
  };
}

function operationOf(doc: RouteDoc): Record<string, unknown> {
  const inPath = [...doc.path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(doc.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(schema as z.ZodType),
  }));
  const inHeader = Object.entries(doc.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: !description.startsWith('Optional'),
    description,
    schema: { type: 'string' },
  }));
  const responses = Object.fromEntries(
    Object.entries({ ...commonAnswers(doc), ...doc.answers }).map(([status, { means, schema, type }]) => [
      status,
      {
        description: means,
        ...(schema ? { content: { [type ?? 'application/json']: { schema: jsonSchema(schema) } } } : {}),
        ...(Number(status) >= 400 ? { content: { 'application/problem+json': { schema: PROBLEM } } } : {}),
      },
    ]),
  );
  return {
    summary: doc.summary,
    ...(doc.access === 'token' ? { security: [{ token: [] }, { session: [] }] } : {}),
    ...(doc.access === 'session' ? { security: [{ session: [] }] } : {}),
    ...(doc.access === 'access key' ? { security: [{ accessKey: [] }, { identity: [] }] } : {}),
    ...(doc.access === 'signed identity' ? { security: [{ identity: [] }] } : {}),
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(doc.body ? { requestBody: { required: true, content: bodyContent(doc.body, doc.files) } } : {}),
    responses: {
      ...responses,
      default: { description: 'A problem.', content: { 'application/problem+json': { schema: PROBLEM } } },
    },
  };
}

/** JSON, and where files may come with it the same JSON as one part of a form. */
function bodyContent(body: z.ZodType, part: string | undefined): Record<string, unknown> {
  const schema = jsonSchema(body);
  const json = { 'application/json': { schema } };
  if (part === undefined) return json;
  const file = { type: 'array', items: { type: 'string', format: 'binary' } };
  return { ...json, 'multipart/form-data': { schema: { type: 'object', properties: { [part]: schema, file } } } };
}

/** What any route of this sort may answer besides its own. */
function commonAnswers(doc: RouteDoc): RouteDoc['answers'] {
  const isApi = doc.path.startsWith('/api/v1/');
  const isPublicApi = isApi && doc.access !== 'token';
  const common: [applies: boolean, status: number, means: string][] = [
    [Boolean(doc.body ?? doc.query), 400, 'What was sent cannot be used; `errors` says where and why.'],
    [isPublicApi, 403, 'The page that asks is not one of this site.'],
    [isPublicApi, 404, 'No such site.'],
    [Boolean(doc.body), 413, 'Too long.'],
    [Boolean(doc.body), 415, 'Not JSON.'],
    [isApi, 429, 'Too many; Retry-After says when to try again.'],
    [doc.method !== 'get', 507, 'The disk is full; nothing was stored.'],
  ];
  return Object.fromEntries(
    common.filter(([applies]) => applies).map(([, status, means]): [number, { means: string }] => [status, { means }]),
  );
}

function jsonSchema(schema: z.ZodType): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

/** The document as a page that works without scripts. */
export function openApiPage(docs: readonly RouteDoc[]): string {
  const rows = docs.map((doc) => {
    const answers = Object.entries(doc.answers)
      .map(([status, { means }]) => `<li><code>${status}</code> ${escapeHtml(means)}</li>`)
      .join('');
    const body = doc.body
      ? `<details><summary>Body</summary><pre tabindex="0">${escapeHtml(JSON.stringify(jsonSchema(doc.body), null, 2))}</pre></details>`
      : '';
    const query = doc.query ? `<p>Query: <code>${escapeHtml(Object.keys(doc.query.shape).join(' '))}</code></p>` : '';
    return `<section><h2><code>${doc.method.toUpperCase()} ${escapeHtml(doc.path)}</code></h2><p>${escapeHtml(doc.summary)}</p><p>For: ${doc.access}</p>${query}${body}<ul>${answers}</ul></section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fingerpost API</title><link rel="stylesheet" href="/pages/pages.css"></head><body><main class="plain"><h1>Fingerpost API</h1><p>The same as a document: <a href="/api/openapi.json">/api/openapi.json</a></p>${rows.join('')}</main></body></html>`;
}

/** Text as HTML text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
