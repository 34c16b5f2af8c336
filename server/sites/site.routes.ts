// GET /api/v1/sites/{site}: what the widget needs to start.
import type { AnnounceProblem } from '../../contract/api/announced-problems.ts';
import { type Site, SiteSchema } from '../../contract/api/site.ts';
import { ENQUIRY_TYPES } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { addressesOf } from '../articles/release.ts';
import { databaseTroubleOf } from '../db/database-errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody } from '../http/read-json.ts';
import { restrictedReaders } from '../people/restricted-readers.ts';
import { keepPopular } from '../reports/keep-popular.ts';
import type { Services } from '../services.ts';
import { formFieldsOf } from '../settings/form-fields.ts';
import { inLocale } from '../settings/words-by-locale.ts';
import { promiseFor } from '../tickets/promise.ts';
import { announcedOn } from './announced-problems.queries.ts';
import { knownProblems } from './known-problems.ts';
import { addIndexRoute, LocalesQuery, siteNamed, wishesOf } from './site-index.routes.ts';

/** Results that a panel shows without scrolling. */
const SHOWN_COUNT = 5;
/** One in so many who said yes is asked whether they would have written (METHOD 2.2). */
const INTENT_SAMPLE = 3;

export function siteRoutes(services: Services): Api {
  const api = createApi();
  const popularOf = keepPopular(services);
  const readersNow = keepingLast<Readers>(new Map(), () => restrictedReaders(services.db, services.settings));
  const lastAnnounced = new Map<string, () => Promise<AnnounceProblem[]>>();
  const announcedNow = (site: string) => {
    const known = lastAnnounced.get(site) ?? keepingLast([], () => announcedOn(services.db, site));
    lastAnnounced.set(site, known);
    return known();
  };
  api.route(
    {
      method: 'get',
      path: '/api/v1/sites/{site}',
      summary:
        'What the widget needs to start: addresses of the articles, categories with their promise, limits, theme.',
      access: 'anybody',
      query: LocalesQuery,
      answers: {
        200: {
          means: 'The site, with the labels of its categories in the best of the wished locales.',
          schema: SiteSchema,
        },
        404: { means: 'No such site.' },
      },
    },
    async (context) => {
      const name = context.req.param('site') ?? '';
      const { locales } = parseBody(LocalesQuery, context.req.query());
      const site = await describeSite(services, name, wishesOf(locales), { readersNow, announcedNow });
      requireSiteOrigin(context, services, name);
      context.header('Cache-Control', 'no-cache');
      return context.json({ ...site, popular: await popularOf(name) });
    },
  );
  addIndexRoute(api, services);
  return api;
}

type Readers = ReadonlyMap<string, string[]>;

interface Now {
  readersNow: () => Promise<Readers>;
  announcedNow: (site: string) => Promise<AnnounceProblem[]>;
}

/** While the database is away what was known last stays: a widget starts without it. */
function keepingLast<Value>(first: Value, read: () => Promise<Value>): () => Promise<Value> {
  let last = first;
  return async () => {
    try {
      last = await read();
    } catch (error) {
      if (databaseTroubleOf(error) !== 'unavailable') throw error;
    }
    return last;
  };
}

/** @throws AppError unknown_site. */
async function describeSite(
  services: Services,
  name: string,
  wishes: readonly string[],
  { readersNow, announcedNow }: Now,
): Promise<Omit<Site, 'popular'>> {
  const { settings, clock } = services;
  const site = siteNamed(services, name);
  const release = services.releases.current();
  const readers = await readersNow();
  const now = clock.now();
  const problems = knownProblems(services, wishes, await announcedNow(name));
  const fields = formFieldsOf(settings) as Site['fields'] & object;
  return {
    site: name,
    name: site.name,
    locale: settings.default_locale,
    locales: Object.keys(release.locales),
    release: release.id,
    kb: Object.fromEntries(
      Object.entries(release.locales).map(([locale, part]) => [locale, addressesOf(release.id, part)]),
    ),
    categories: Object.entries(settings.categories).map(([key, category]) => {
      const promise = promiseFor(settings, key, now);
      return {
        key,
        label: inLocale(category.label, wishes, settings),
        restricted: category.restricted === true,
        readers: readers.get(key) ?? [],
        asks_browser: category.asks_browser === true,
        ...(category.enquiry_type ? { enquiry_type: category.enquiry_type } : {}),
        promise: { hours: promise.hours, respond_by: promise.respondBy },
      };
    }),
    enquiry_types: [...ENQUIRY_TYPES],
    ...(fields.length > 0 ? { fields } : {}),
    ...(problems.length > 0 ? { known_problems: problems } : {}),
    limits: {
      message: LIMITS.message,
      subject: LIMITS.subject,
      name: LIMITS.name,
      email: LIMITS.email,
      files: LIMITS.attachmentsAtOnce,
      file_bytes: LIMITS.attachmentBytes,
      files_bytes: LIMITS.attachmentsAtOnceBytes,
    },
    theme: { color: site.theme.color },
    mail: settings.mail,
    time_zone: settings.time_zone,
    ...(site.require_identity ? { require_identity: true } : {}),
    intent_sample: INTENT_SAMPLE,
    shown_count: SHOWN_COUNT,
  };
}
