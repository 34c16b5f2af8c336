// Registers a route and its description in one call, so that what the OpenAPI document says is what is served.
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { z } from 'zod';

export interface RouteDoc {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** With `{name}` for parameters. */
  path: string;
  summary: string;
  /**
   * Who is let in: anybody, the holder of a request's access key, somebody who works here (by an API token or signed in
   * to the console), somebody signed in to the console only, or somebody whom the product's own server has signed.
   */
  access: 'anybody' | 'access key' | 'token' | 'session' | 'signed identity';
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The name of the part with the body, where it may also come as multipart with parts `file`. */
  files?: string;
  headers?: Record<string, string>;
  /** By status: what it means, and the shape of its JSON where it has one. */
  answers: Record<number, { means: string; schema?: z.ZodType; type?: string }>;
}

export interface Api {
  app: Hono;
  docs: RouteDoc[];
  route(doc: RouteDoc, ...handlers: [...MiddlewareHandler[], (context: Context) => Response | Promise<Response>]): void;
}

export function createApi(): Api {
  const app = new Hono();
  const docs: RouteDoc[] = [];
  return {
    app,
    docs,
    route(doc, ...handlers) {
      docs.push(doc);
      app.on(
        [doc.method.toUpperCase()],
        [doc.path.replaceAll(/\{(\w+)\}/g, ':$1')],
        ...(handlers as MiddlewareHandler[]),
      );
    },
  };
}

/** The methods that an address of the described routes takes, in capitals; none where there is no such address. */
export function methodsAt(docs: readonly RouteDoc[], address: string): string[] {
  const parts = address.split('/');
  return docs
    .filter(({ path }) => {
      const wanted = path.split('/');
      return (
        wanted.length === parts.length &&
        wanted.every((part, at) => part === parts[at] || (part.startsWith('{') && parts[at]))
      );
    })
    .map(({ method }) => method.toUpperCase());
}
