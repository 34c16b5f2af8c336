// GET /api/v1/sites/{site}/index: the first part of the search index at an address that is known before anything was asked.
import { z } from 'zod';
import { bestLocale } from '../../contract/best-locale.ts';
import { addressesOf, indexFile, isShipped } from '../articles/release.ts';
import { AppError } from '../errors.ts';
import type { Api } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';

export const LocalesQuery = z.object({
  /** Locales that the reader wishes, best first, parted by commas. */
  locales: z.string().max(400).default(''),
});

/** Nobody reads more languages; to look for each among many would take long. */
const MOST_WISHES = 8;

/** The locales, best first; an empty one wishes nothing. */
export const wishesOf = (locales: string): string[] =>
  locales
    .split(',')
    .slice(0, MOST_WISHES)
    .map((wish) => wish.trim());

/** @throws AppError unknown_site. */
export function siteNamed({ settings }: Pick<Services, 'settings'>, name: string): Settings['sites'][string] {
  const site = Object.hasOwn(settings.sites, name) ? settings.sites[name] : undefined;
  if (!site) throw new AppError('unknown_site');
  return site;
}

export function addIndexRoute(api: Api, services: Services): void {
  api.route(
    {
      method: 'get',
      path: '/api/v1/sites/{site}/index',
      summary:
        'The first part of the search index in the best of the wished locales; Content-Location says which locale and release it is of.',
      access: 'anybody',
      query: LocalesQuery,
      answers: {
        200: { means: 'What the `index` address of the site’s answer serves.', type: 'application/octet-stream' },
        204: { means: 'The index of this locale is not sent to browsers: ask /api/v1/search.' },
        304: { means: 'As it was at the ETag.' },
        404: { means: 'No such site.' },
      },
    },
    (context) => {
      const name = context.req.param('site') ?? '';
      siteNamed(services, name);
      requireSiteOrigin(context, services, name);
      const { locales } = parseBody(LocalesQuery, context.req.query());
      const release = services.releases.current();
      const wishes = wishesOf(locales);
      const chosen = bestLocale(Object.keys(release.locales), wishes, services.settings.default_locale);
      const part = release.locales[chosen];
      if (!part) throw new AppError('not_found');
      const headers = {
        'Cache-Control': 'no-cache',
        'Content-Location': addressesOf(release.id, part).index,
        Vary: 'Origin',
      };
      if (!isShipped(part)) return context.body(null, 204, headers);
      return services.releases.files.answer(context, ...indexFile(release.id, part, 'index'), headers);
    },
  );
}
