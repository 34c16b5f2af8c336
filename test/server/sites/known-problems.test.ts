// Problems that are announced in the settings: those of the moment, in the reader's language, wrong ones named at the start.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Site } from '../../../contract/api/site.ts';
import { parseSettings } from '../../../server/settings/load-settings.ts';
import { apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from '../articles/temporary-folder.ts';

const SHIPPED = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');

let services: TestServices | undefined;
let folder: TemporaryFolder | undefined;
afterEach(async () => {
  await services?.close();
  folder?.remove();
});

async function siteWith(known_problems: unknown[], now: string, query = '') {
  folder = makeFolder({ 'en/slow-refunds.md': article('Slow refunds'), 'de/slow-refunds.md': article('Erstattung') });
  services = await makeServices({
    now,
    kbDir: folder.dir,
    settings: (settings) => {
      Object.assign(settings, { locales: ['en', 'de'], known_problems });
    },
  });
  return (await apiOf(services).get(`/api/v1/sites/default${query}`)).json as Site;
}

const SLOW = {
  words: { en: 'Refunds are slow today', de: 'Erstattungen dauern heute' },
  article: 'slow-refunds',
  pages: ['/orders/*'],
};

describe('known problems', () => {
  it('are told with their article and their pages, in the wished language', async () => {
    const { known_problems } = await siteWith([SLOW], '2026-03-02T10:00:00.000Z', '?locales=de');
    expect(known_problems).toEqual([
      { text: 'Erstattungen dauern heute', article: 'slow-refunds', pages: ['/orders/*'] },
    ]);
  });

  it('are told from their first moment to their last, and no longer', async () => {
    const timed = { ...SLOW, from: '2026-03-02T09:00:00+01:00', until: '2026-03-02T12:00:00Z' };
    const site = await siteWith([timed], '2026-03-02T07:59:59.000Z');
    expect(site.known_problems).toBeUndefined();
    const ask = async (moment: string) => {
      services?.clock.set(moment);
      const answer = await apiOf({
        ...(services as TestServices),
        metrics: new (await import('prom-client')).Registry(),
      }).get('/api/v1/sites/default');
      return (answer.json as Site).known_problems?.length ?? 0;
    };
    expect([await ask('2026-03-02T08:00:00.000Z'), await ask('2026-03-02T11:59:59.000Z')]).toEqual([1, 1]);
    expect(await ask('2026-03-02T12:00:00.000Z')).toBe(0);
  });

  it('without an article that is there are not told', async () => {
    const site = await siteWith([{ ...SLOW, article: 'nowhere' }], '2026-03-02T10:00:00.000Z');
    expect(site.known_problems).toBeUndefined();
  });

  it('that are written wrongly are named at the start, each with what is allowed', () => {
    const parse = (problem: string) => parseSettings(`${SHIPPED}\nknown_problems:\n  - ${problem}\n`, 'settings.yaml');
    const good = 'words: Slow, article: slow-refunds, pages: ["/orders/*"]';
    expect(parse(`{${good}}`).known_problems).toHaveLength(1);
    expect(() => parse('{words: Slow, article: slow-refunds, pages: [orders]}')).toThrow(
      /known_problems\.0\.pages\.0 is "orders": must begin with \/, like \/checkout/,
    );
    expect(() => parse(`{${good}, from: tomorrow}`)).toThrow(
      /known_problems\.0\.from is "tomorrow": must be a moment like/,
    );
    expect(() => parse(`{${good}, from: "2026-03-02T10:00:00Z", until: "2026-03-01T10:00:00Z"}`)).toThrow(
      /known_problems\.0\.until .*must be later than `from`/,
    );
    expect(() => parse('{words: {xx: Slow}, article: a, pages: ["/*"]}')).toThrow(
      /known_problems\.0\.words\.xx .*allowed: /,
    );
    expect(() => parse('{words: Slow, article: a, pages: []}')).toThrow(/must name a page/);
  });
});
