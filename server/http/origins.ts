// Which host pages may use the API of a site: requests with an Origin need an allowed one, others are served.
import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';

/** True where an entry of the settings (`PUBLIC_URL`, `https://shop.example`, `http://localhost:*`) covers this origin. */
export function originMatches(entry: string, origin: string, publicUrl: string): boolean {
  if (entry === 'PUBLIC_URL') return origin === new URL(publicUrl).origin;
  if (entry.endsWith(':*')) {
    const base = entry.slice(0, -2);
    return origin === base || (origin.startsWith(`${base}:`) && /^\d+$/.test(origin.slice(base.length + 1)));
  }
  return entry === origin;
}

/** True where any site lists this origin. */
export function isAllowedOrigin(origin: string, services: Pick<Services, 'settings' | 'config'>): boolean {
  return Object.values(services.settings.sites).some((site) =>
    site.origins.some((entry) => originMatches(entry, origin, services.config.publicUrl)),
  );
}

/** CORS for the public API: the listed origin itself, never credentials, `Vary: Origin`; other origins get 403. */
export function publicCors(services: Services): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    context.header('Vary', 'Origin');
    if (origin !== undefined) {
      if (!isAllowedOrigin(origin, services)) throw new AppError('origin_not_allowed');
      context.header('Access-Control-Allow-Origin', origin);
      context.header('Access-Control-Expose-Headers', 'Idempotent-Replayed, Retry-After, Content-Location');
    }
    if (context.req.method === 'OPTIONS') {
      context.header('Access-Control-Allow-Methods', 'GET, POST');
      context.header('Access-Control-Allow-Headers', 'Content-Type, Idempotency-Key, Authorization');
      context.header('Access-Control-Max-Age', '600');
      return context.body(null, 204);
    }
    await next();
  };
}

/** Refuses a request whose Origin is not on the list of this very site. */
export function requireSiteOrigin(context: Context, services: Services, site: string): void {
  const origin = context.req.header('origin');
  if (origin === undefined) return;
  const entries = services.settings.sites[site]?.origins ?? [];
  if (!entries.some((entry) => originMatches(entry, origin, services.config.publicUrl)))
    throw new AppError('origin_not_allowed');
}
