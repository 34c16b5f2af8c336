// Settings: the shipped ones are those of the contract, any others are either understood or refused with their places.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSettings, parseSettings, SettingsError } from '../../../server/settings/load-settings.ts';

const shipped = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');

describe('the shipped settings', () => {
  it('have what an outsider may rely on', () => {
    const settings = loadSettings({ settingsFile: null });
    expect(Object.keys(settings.sites)).toEqual(['default']);
    expect(settings.sites.default?.origins).toEqual(['PUBLIC_URL', 'http://localhost:*', 'http://127.0.0.1:*']);
    expect(Object.keys(settings.categories)).toEqual(['general', 'billing', 'account', 'bug', 'security']);
    expect(settings.categories.security).toMatchObject({ restricted: true, readers: ['first-admin'] });
    expect(Object.keys(settings.target_groups)).toHaveLength(2);
    expect(settings.locales).toContain(settings.default_locale);
  });

  it('inherit no names from JavaScript', () => {
    const { sites, categories, statuses, workflows, target_groups } = loadSettings({ settingsFile: null });
    for (const names of [sites, categories, statuses, workflows, target_groups, workflows.question ?? {}])
      expect('constructor' in names || 'toString' in names).toBe(false);
  });
});

describe('any text as settings', () => {
  function understoodOrRefused(text: string): void {
    try {
      parseSettings(text, 'settings.yaml');
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      for (const line of (error as Error).message.split('\n')) expect(line).toMatch(/^settings\.yaml:\d+:\d+ {2}\S/);
    }
  }

  it('is understood, or refused with file, line and column', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), understoodOrRefused), { numRuns: 300 });
  });

  it('is refused on one line where a name holds line ends', () => {
    const text = shipped.replace(/^sites:$/m, 'sites:\n  "two\\nlines": 3');
    expect(() => parseSettings(text, 'settings.yaml')).toThrow(SettingsError);
    understoodOrRefused(text);
  });

  it('is so too when a line of good settings is replaced, doubled or left out', () => {
    const lines = shipped.split('\n');
    const change = fc.record({
      at: fc.nat(lines.length - 1),
      line: fc.oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom(
          '',
          '  - x',
          'sites: 3',
          '    submitted: [submitted]',
          'categories: {}',
          'locales: []',
          'statuses: {}',
        ),
      ),
      count: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = [...lines];
        for (const { at, line, count } of changes) changed.splice(at, count, line);
        understoodOrRefused(changed.join('\n'));
      }),
      { numRuns: 300 },
    );
  });
});
