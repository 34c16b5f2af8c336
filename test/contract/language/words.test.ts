// Words are found in every script, folded as readers expect, and keep their place in the text.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rulesOf } from '../../../contract/language/rules.ts';
import { fold, wordsOf } from '../../../contract/language/words.ts';

const foldedOf = (text: string, locale: string) => wordsOf(text, rulesOf(locale).words).map(({ folded }) => folded);
const placesOf = (text: string, locale: string) =>
  wordsOf(text, rulesOf(locale).words).map(({ start, end }) => text.slice(start, end));

describe('diacritics', () => {
  it.each([
    ['fr', 'réinitialiser Élève cœur français', 'reinitialiser eleve coeur francais'],
    ['es', 'Contraseña configuración PINGÜINO', 'contrasena configuracion pinguino'],
    ['pt', 'ação endereço não', 'acao endereco nao'],
    ['it', 'perché attività', 'perche attivita'],
    ['de', 'Passwörter ändern, für Öffnung', 'passworter andern, fur offnung'],
    ['de', 'Straße GROẞ', 'STRASSE gross'],
    ['pl', 'hasło Łódź zażółć gęślą', 'haslo lodz zazolc gesla'],
    ['cs', 'účet žádost', 'ucet zadost'],
    ['vi', 'đăng nhập mật khẩu', 'dang nhap mat khau'],
    ['tr', 'ŞİFRE ışık İstanbul', 'sifre isik istanbul'],
    ['ru', 'учётная Ещё', 'учетная еще'],
    ['el', 'Ρυθμίσεις', 'ρυθμισεις'],
    ['he', 'שָׁלוֹם כֻּלָּם', 'שלום כלם'],
    ['ar', 'مَرْحَبًا العـــربية أحمد', 'مرحبا العربية احمد'],
    ['ja', 'ﾊﾟｽﾜｰﾄﾞ ＡＢＣ', 'パスワード abc'],
  ])('in %s: "%s" is found typed as "%s"', (locale, written, typed) => {
    expect(foldedOf(written, locale)).toEqual(foldedOf(typed, locale));
  });

  it('are the same composed and decomposed', () => {
    for (const locale of ['fr', 'sv', 'vi', 'hu', 'ru']) {
      const text = 'Åsa öppnar é ệ őű йё';
      expect(foldedOf(text.normalize('NFD'), locale)).toEqual(foldedOf(text.normalize('NFC'), locale));
    }
  });

  it.each([
    ['sv', 'får', 'far'],
    ['fi', 'säde', 'sade'],
    ['da', 'røv', 'rov'],
    ['nb', 'på', 'pa'],
    ['hu', 'kérek', 'kerek'],
    ['ru', 'мой', 'мои'],
  ])('stay in %s where they make another letter: %s is not %s', (locale, one, other) => {
    expect(foldedOf(one, locale)).not.toEqual(foldedOf(other, locale));
  });

  it('that make vowels in scripts of India and Thailand are no decoration', () => {
    expect(foldedOf('की', 'hi')).not.toEqual(foldedOf('कु', 'hi'));
    expect(fold('ที่', rulesOf('th').words)).not.toBe(fold('ท', rulesOf('th').words));
    expect(foldedOf('が', 'ja')).not.toEqual(foldedOf('か', 'ja'));
  });
});

describe('apostrophes', () => {
  it.each([
    ['fr', 'l’adresse', 'adresse'],
    ['fr', "J'ai oublié d'où vient l'identifiant", 'identifiant'],
    ['it', "dell'account", 'account'],
    ['it', 'all’indirizzo', 'indirizzo'],
    ['ca', "l'usuari", 'usuari'],
    ['tr', "Gmail'de", 'gmail'],
    ['pl', "Gmail'a", 'gmail'],
  ])('part words in %s: "%s" has "%s"', (locale, text, word) => {
    expect(foldedOf(text, locale)).toContain(word);
    expect(placesOf(text, locale).map((place) => fold(place, rulesOf(locale).words))).toContain(word);
  });

  it('join words in English and others, and are left out', () => {
    expect(foldedOf("Don't use the user’s login", 'en')).toEqual(['dont', 'use', 'the', 'users', 'login']);
    expect(foldedOf("foto's", 'nl')).toEqual(['fotos']);
    expect(foldedOf("комп'ютер", 'uk')).toEqual(foldedOf('комп’ютер', 'uk'));
    expect(foldedOf("צ'אט", 'he')).toHaveLength(1);
  });

  it('elided before a word are stop words of the language', () => {
    for (const [locale, text] of [
      ['fr', 'l’ d’ j’ qu’ n’ s’ m’ t’ c’'],
      ['it', 'l’ dell’ all’ dall’ nell’ sull’ d’ c’'],
    ] as const) {
      const { stopWords } = rulesOf(locale);
      expect(foldedOf(text, locale).filter((word) => !stopWords.has(word))).toEqual([]);
    }
  });
});

describe('scripts without spaces', () => {
  it.each([
    ['ja', 'パスワードをリセットする方法', 'パスワードのリセット方法', ['パスワード', 'リセット', '方法']],
    ['ja', 'プロフィールを変更するには', '名前が変更できません', ['変更']],
    ['ja', '通知を停止する', '通知の停止はどこですか', ['通知', '停止']],
    ['zh', '修改登录邮箱', '怎么修改我的邮箱？', ['修改', '邮箱']],
    ['zh', '忘记密码怎么办', '我忘记了密码', ['忘记', '密码']],
    ['zh-TW', '變更帳號密碼', '如何變更密碼', ['變更', '密碼']],
    ['th', 'การเปลี่ยนรหัสผ่าน', 'เปลี่ยนรหัสผ่านอย่างไร', ['เปลี่ยน', 'รหัส', 'ผ่าน']],
    ['lo', 'ປ່ຽນລະຫັດຜ່ານ', 'ຂ້ອຍລືມລະຫັດຜ່ານ', ['ລະຫັດ', 'ຜ່ານ']],
    ['km', 'ប្តូរពាក្យសម្ងាត់', 'ខ្ញុំភ្លេចពាក្យសម្ងាត់', ['ពាក្យសម្ងាត់']],
    ['my', 'စကားဝှက်ပြောင်းရန်', 'စကားဝှက်မေ့နေတယ်', ['စကားဝှက်']],
  ])('in %s: "%s" and "%s" share their words', (locale, title, question, shared) => {
    expect(foldedOf(title, locale)).toEqual(expect.arrayContaining(shared));
    expect(foldedOf(question, locale)).toEqual(expect.arrayContaining(shared));
  });

  it('are divided whatever the locale, in one text with others', () => {
    for (const locale of ['en', 'de', 'ja']) {
      expect(foldedOf('Gmailの設定を開く: click 設定', locale)).toEqual(
        expect.arrayContaining(['gmail', 'の', '設定', '開く', 'click']),
      );
      expect(placesOf('iPhone13の設定', locale)).toEqual(['iPhone13', 'の', '設定']);
    }
  });

  it('leave words of scripts with spaces whole', () => {
    expect(foldedOf('비밀번호를 변경하는 방법', 'ko')).toEqual(['비밀번호를', '변경하는', '방법']);
    expect(foldedOf('पासवर्ड कैसे बदलें', 'hi')).toHaveLength(3);
    expect(foldedOf('كيف أغير كلمة المرور', 'ar')).toHaveLength(4);
    expect(foldedOf('שכחתי את הסיסמה', 'he')).toHaveLength(3);
    expect(foldedOf('პაროლის შეცვლა', 'ka')).toHaveLength(2);
    expect(foldedOf('የይለፍ ቃል', 'am')).toHaveLength(2);
  });
});

describe('an engine without dictionaries', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it('gets each character with its next, and the words of other scripts as they are', async () => {
    vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined });
    vi.resetModules();
    const old = await import('../../../contract/language/words.ts');
    const text = 'Gmailの設定 รหัส שלום 비밀번호 ክፍል ok';
    const words = old.wordsOf(text, rulesOf('ja').words);
    expect(words.map(({ folded }) => folded)).toEqual([
      'gmail',
      'の設',
      '設定',
      '定',
      'รห',
      'หั',
      'ัส',
      'ส',
      'שלום',
      '비밀번호',
      'ክፍል',
      'ok',
    ]);
    for (const { folded, start, end } of words) expect(text.slice(start, end).toLowerCase()).toBe(folded);
  });
});

describe('places', () => {
  it('are UTF-16 units of the text, with emoji and marks in it', () => {
    expect(placesOf('👍🏽 Café (naïve) 𠮷野家 1️⃣ 💡don’t שָׁלוֹם, مَرْحَبًا!', 'en')).toEqual([
      'Café',
      'naïve',
      ...placesOf('𠮷野家', 'en'),
      '1️⃣',
      'don’t',
      'שָׁלוֹם',
      'مَرْحَبًا',
    ]);
  });

  it('lead back to the word, whatever the text', () => {
    const alphabet = fc.constantFrom(..."aZ9é ñß'’-.\u0301\u00ad\ud83d\ude00\ud840שָׁعـًのパ設ก่ั한\u200d\n");
    fc.assert(
      fc.property(
        fc.string({ unit: alphabet, maxLength: 80 }),
        fc.constantFrom('en', 'fr', 'sv', 'ja'),
        (text, locale) => {
          let last = 0;
          for (const { folded, start, end } of wordsOf(text, rulesOf(locale).words)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(fold(text.slice(start, end), rulesOf(locale).words)).toBe(folded);
            expect(folded).not.toBe('');
            last = end;
          }
        },
      ),
    );
  });

  it('are none in a text without words', () => {
    for (const text of ['', ' ', '?!… — 🙂 ❤️', '\u0301\u0301', "''’’"]) expect(foldedOf(text, 'en')).toEqual([]);
  });
});

describe('size', () => {
  it('of a word that counts is 48 characters', () => {
    expect(foldedOf('a'.repeat(600), 'en')).toEqual(['a'.repeat(48)]);
    expect(foldedOf(`${'a'.repeat(48)}b`, 'en')).toEqual(foldedOf(`${'a'.repeat(48)}c`, 'en'));
    expect(fold('ß'.repeat(1000), rulesOf('de').words)).toBe('s'.repeat(96));
  });

  it('of a text costs in proportion, up to a million characters of any script, with and without spaces', () => {
    const { words } = rulesOf('en');
    const timeOf = (text: string) => {
      const started = performance.now();
      wordsOf(text, words);
      return performance.now() - started;
    };
    for (const unit of ['a', 'é', "ע'", '密', 'ก', 'a\u0301', '%', 'change the password ']) {
      const small = unit.repeat(50_000 / unit.length);
      const large = unit.repeat(1_000_000 / unit.length);
      // In proportion it takes 20 times as long, growing with the square 400 times; between them is room for a busy machine.
      expect(timeOf(large), unit).toBeLessThan(100 * Math.max(2, timeOf(small), timeOf(small)));
    }
  });
});
