// A site's own patterns are taken out of typed words before they are written, on the server as well (METHOD 2.5.3).
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIMITS } from '../../../contract/limits.ts';
import { parseSettings, SettingsError } from '../../../server/settings/load-settings.ts';
import { scrubOptionsOf } from '../../../server/settings/site-scrub.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const shipped = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');
const withScrub = (patterns: readonly string[]) =>
  shipped.replace(
    /^( +)origins:.*$/m,
    (line, indent: string) => `${line}\n${indent}scrub: ${JSON.stringify(patterns)}`,
  );

let services: TestServices;
let api: ApiCaller;
beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      Object.assign(settings.sites.default ?? {}, { scrub: ['k-[0-9]{4}\\b', 'hotel \\p{Lu}\\w+'] });
    },
  });
  api = apiOf(services);
});
afterAll(() => services.close());

const SID = 'c'.repeat(32);
const events = (locale: string) => [
  { seq: 0, t_ms: 0, type: 'session_started', page_key: '/orders', locale },
  {
    seq: 1,
    t_ms: 9,
    type: 'search_performed',
    search_id: 's1',
    query: 'where is K-2081 for SW1A 1AA error 500',
    result_count: 3,
  },
];

it('nothing of them is in what the server stores of events and of an attached trail', async () => {
  await api.post('/api/v1/events', { v: 1, site: 'default', sid: SID, events: events('en-GB') });
  await services.events.flush();
  await api.submitted({ session: { sid: 'd'.repeat(32), trail: events('en') } });
  await services.events.flush();
  const stored = await services.db.selectFrom('search').select(['query']).execute();
  expect(stored.map(({ query }) => query).sort()).toEqual([
    'where is [removed] for SW1A 1AA error 500',
    'where is [removed] for [postcode] error 500',
  ]);
});

it('what is no regular expression, repeats repeats, is too long or one too many is refused with its place', () => {
  const many = Array.from({ length: LIMITS.scrubPatterns }, (_, at) => `a${at}`);
  const longest = 'a'.repeat(LIMITS.scrubPattern);
  expect(scrubOptionsOf(parseSettings(withScrub([...many.slice(1), longest]), 's.yaml'), 'default').extra).toHaveLength(
    20,
  );
  for (const bad of [['('], ['(a+)+'], ['(?:x*)*y'], ['(a{2,}){3,}'], [`${longest}a`], [''], [...many, 'b']])
    expect(() => parseSettings(withScrub(bad), 's.yaml'), JSON.stringify(bad)).toThrow(SettingsError);
  expect(() => parseSettings(withScrub(['(a+)+']), 's.yaml')).toThrow(/must not repeat what repeats/);
});

it('a site that nobody knows, and one without patterns, have none', () => {
  expect(scrubOptionsOf(services.settings, 'constructor')).toEqual({ locale: 'en', extra: [] });
});
