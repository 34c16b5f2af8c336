// Forms of one word meet, different words do not, and no word is too odd for a stemmer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../../contract/language/rules.ts';
import { loadStemmer } from '../../../contract/language/stemmers.ts';
import { fold } from '../../../contract/language/words.ts';
import { INFLECTIONS } from './inflections.ts';

const STEMMED = 'ar da de el en es fi fr hu id it nb nl nn no pl pt ro ru sv tr uk'.split(' ');

/** Writes a word as somebody without the keyboard of the language types it. */
const withoutDiacritics = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss');

describe.each(Object.entries(INFLECTIONS))('stems in %s', (locale, lines) => {
  const { words } = rulesOf(locale);
  const lineOf = async (line: string) => {
    const stem = await loadStemmer(locale);
    return line.split(' ').map((word) => [word, stem(fold(word, words))] as const);
  };

  it.each(lines)('join %s', async (line) => {
    const stems = await lineOf(line);
    expect(new Set(stems.map(([, stem]) => stem)).size, JSON.stringify(stems)).toBe(1);
  });

  it('keep different words apart', async () => {
    const owners = new Map<string, string>();
    for (const line of lines) {
      for (const stem of new Set((await lineOf(line)).map(([, made]) => made))) {
        expect(`${owners.get(stem) ?? line} (${stem})`).toBe(`${line} (${stem})`);
        owners.set(stem, line);
      }
    }
  });

  it('join words with and without their diacritics, where they are folded', async () => {
    const stem = await loadStemmer(locale);
    const folding = lines
      .flatMap((line) => line.split(' '))
      .filter((word) => !/[åäöÅÄÖ]/.test(word) || locale === 'de');
    for (const word of folding) {
      expect(stem(fold(withoutDiacritics(word), words)), word).toBe(stem(fold(word, words)));
    }
  });
});

describe('words that look alike', () => {
  it.each([
    ['de', 'Gericht', 'richtig'],
    ['de', 'anmelden', 'abmelden'],
    ['de', 'Angebot', 'Boot'],
    ['de', 'Gesicht', 'Sicht'],
    ['de', 'Internet', 'intern'],
    ['de', 'Zeitung', 'Zeiten'],
    ['de', 'Konto', 'Kontakt'],
    ['fr', 'compte', 'complet'],
    ['fr', 'message', 'messagerie'],
    ['fr', 'sous', 'sou'],
    ['es', 'correo', 'corredor'],
    ['pt', 'conta', 'contato'],
    ['pt', 'cartão', 'cartaz'],
    ['it', 'conto', 'contatto'],
    ['nl', 'gebruik', 'bruikbaar'],
    ['nl', 'inloggen', 'uitloggen'],
    ['nl', 'gezicht', 'zicht'],
    ['sv', 'logga', 'lag'],
    ['sv', 'paket', 'paketering'],
    ['pl', 'karta', 'karton'],
    ['pl', 'konto', 'kontakt'],
    ['pl', 'pakiet', 'paka'],
  ])('stay apart in %s: %s, %s', async (locale, one, other) => {
    const stem = await loadStemmer(locale);
    const { words } = rulesOf(locale);
    expect(stem(fold(one, words))).not.toBe(stem(fold(other, words)));
  });
});

describe('other languages', () => {
  it.each([
    ['da', 'indstilling indstillinger indstillingerne'],
    ['nb', 'innstilling innstillinger innstillingene'],
    ['no', 'bruker brukere brukerne brukeren'],
    ['da', 'bruger brugere brugerne brugeren'],
    ['da', 'fil filer filerne filen'],
    ['fi', 'asetus asetukset asetuksen asetuksia'],
    ['fi', 'käyttäjä käyttäjät käyttäjän'],
    ['hu', 'beállítás beállítások beállítást'],
    ['ro', 'setare setări setările'],
    ['ru', 'настройка настройки настройку'],
    ['ru', 'учётная учётной учетную'],
    ['tr', 'hesap hesabım hesaplar hesabımı hesabimi'],
    ['tr', 'ayar ayarlar ayarları ayarlarım AYARLARI'],
    ['el', 'λογαριασμός λογαριασμού λογαριασμοί'],
    ['uk', 'пароль пароля паролем'],
    ['id', 'ubah mengubah diubah'],
  ])('join in %s: %s', async (locale, line) => {
    const stem = await loadStemmer(locale);
    const { words } = rulesOf(locale);
    const stems = line.split(' ').map((word) => stem(fold(word, words)));
    expect(new Set(stems).size, stems.join(' ')).toBe(1);
  });
});

describe('a stemmer', () => {
  it('of a region is that of its language; of an unknown language gives words back', async () => {
    expect((await loadStemmer('pt-BR'))('configuracoes')).toBe((await loadStemmer('pt'))('configuracao'));
    for (const locale of ['ja', 'zh-Hant', 'th', 'xx', '', 'constructor']) {
      expect((await loadStemmer(locale))('settings'), locale).toBe('settings');
    }
  });

  it('gives the same word the same stem, also when its memory is full', async () => {
    const stem = await loadStemmer('en');
    for (let i = 0; i < 60_000; i++) stem(`word${i}`);
    expect(stem('settings')).toBe('set');
    expect(stem('settings')).toBe('set');
  });

  it('takes any word, and makes something of it', { timeout: 30_000 }, async () => {
    const letters = fc.constantFrom(...'abcdeghilmnorstuvyzäåöáéőñıбаейστ0ćעش'.split(''));
    for (const locale of STEMMED) {
      const stem = await loadStemmer(locale);
      const { words } = rulesOf(locale);
      const odd = [
        '',
        'a',
        'ge',
        'gegegegegegt',
        'ss',
        'aus',
        '0',
        'e'.repeat(48),
        'ge'.repeat(24),
        'niet'.repeat(12),
        'anzuzugeget',
      ];
      for (const word of odd) expect(stem(word), `${locale} ${word}`).toBeTypeOf('string');
      fc.assert(
        fc.property(fc.string({ unit: letters, minLength: 3, maxLength: 48 }), (text) => {
          expect(stem(fold(text, words)).length).toBeGreaterThan(0);
        }),
        { numRuns: 100 },
      );
    }
  });
});
