// One line of JSON for each request: method, route, status, milliseconds. No addresses, no queries, no keys, no bodies.
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Counter, Histogram } from 'prom-client';
import type { Services } from '../services.ts';

export function requestLog(services: Pick<Services, 'log' | 'metrics' | 'ids'>): MiddlewareHandler {
  const total = new Counter({
    name: 'fingerpost_http_requests_total',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [services.metrics],
  });
  const seconds = new Histogram({
    name: 'fingerpost_http_request_seconds',
    help: 'Time to answer.',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [services.metrics],
  });
  return async (context, next) => {
    const id = services.ids.uuid();
    context.set('requestId', id);
    const started = performance.now();
    await next();
    const ms = performance.now() - started;
    const route = routePath(context, -1);
    const status = String(context.res.status);
    total.inc({ method: context.req.method, route, status });
    seconds.observe({ route }, ms / 1_000);
    services.log.info(
      { id, method: context.req.method, route, status: context.res.status, ms: Math.round(ms * 10) / 10 },
      'request',
    );
  };
}
