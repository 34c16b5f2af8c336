import { describe, expect, it } from 'vitest';
import { bestLocale } from '../../contract/best-locale.ts';

describe('the best locale', () => {
  it.each([
    [['en', 'de'], ['de'], 'de'],
    [['en', 'de'], ['de-AT'], 'de'],
    [['en', 'pt-BR'], ['pt'], 'pt-BR'],
    [['en', 'pt-BR'], ['pt-PT'], 'pt-BR'],
    [['en', 'de', 'de-AT'], ['de-AT'], 'de-AT'],
    [['en', 'de'], ['fr', 'DE'], 'de'],
    [['en-US', 'de'], ['en_us'], 'en-US'],
    [['en', 'de'], ['fr'], 'otherwise'],
    [['en', 'de'], ['', ' ', 'constructor'], 'otherwise'],
    [[], ['en'], 'otherwise'],
  ])('of %j for %j is %s', (offered, wishes, best) => {
    expect(bestLocale(offered, wishes, 'otherwise')).toBe(best);
  });
});
