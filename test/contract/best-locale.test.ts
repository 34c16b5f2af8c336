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
    // Scripts are told apart: whoever reads the one can read the other only somewhat, and would rather have what they wish next.
    [['en', 'zh'], ['zh-CN'], 'zh'],
    [['en', 'zh-Hans'], ['zh'], 'zh-Hans'],
    [['en', 'zh-Hans'], ['zh-SG'], 'zh-Hans'],
    [['en', 'zh-Hans', 'zh-Hant'], ['zh-TW'], 'zh-Hant'],
    [['en', 'zh-Hans', 'zh-TW'], ['zh-Hant-HK'], 'zh-TW'],
    [['en', 'zh-Hans'], ['zh-Hant', 'en'], 'en'],
    [['en', 'zh-Hans'], ['zh-Hant', 'ko'], 'zh-Hans'],
    [['sr-Cyrl', 'sr-Latn', 'en'], ['sr'], 'sr-Cyrl'],
    // Regions are not: a language in another region is that language.
    [['en', 'pt'], ['pt-BR'], 'pt'],
    [['en', 'pt'], ['pt-PT'], 'pt'],
    [['pt-PT', 'pt-BR'], ['pt'], 'pt-BR'],
    [['en', 'es'], ['es-419'], 'es'],
    [['en', 'ar'], ['ar-EG'], 'ar'],
    [['en', 'ar'], ['ar-MA-u-nu-arab'], 'ar'],
    // One language under two names, and names that are no longer used.
    [['en', 'no'], ['nb-NO'], 'no'],
    [['en', 'nb'], ['no'], 'nb'],
    [['en', 'nb', 'nn'], ['nn'], 'nn'],
    [['en', 'he'], ['iw'], 'he'],
    // Languages that begin alike are others, and none is met by what is no language.
    [['en', 'ar'], ['arn'], 'otherwise'],
    [['not a tag', 'en'], ['also none', 'en-AU'], 'en'],
  ])('of %j for %j is %s', (offered, wishes, best) => {
    expect(bestLocale(offered, wishes, 'otherwise')).toBe(best);
  });
});
