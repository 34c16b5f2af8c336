// Stop words are few, folded like the words of a text, and hold nothing that changes what a question means.
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../../contract/language/rules.ts';
import { wordsOf } from '../../../contract/language/words.ts';

/** What is left of a question once its stop words are gone. */
function tellingWords(question: string, locale: string): string {
  const { words, stopWords } = rulesOf(locale);
  return wordsOf(question, words)
    .map(({ folded }) => folded)
    .filter((word) => !stopWords.has(word))
    .join(' ');
}

describe('stop words', () => {
  it('of English are exactly those that its figures were measured with', () => {
    expect([...rulesOf('en').stopWords].sort().join(' ')).toBe(
      'a am an and are as at be by can could did do does for from has have hello how i im in is it its ive me my of on or ' +
        'please should thank thanks that the there this to was what when where which who why will with would you your',
    );
  });

  it.each([
    ['en', 'Hello, how can I change the password of my account please?', 'change password account'],
    ['de', 'Hallo, wie kann ich bitte das Passwort für mein Konto ändern?', 'passwort konto andern'],
    ['de', 'Wo koennte man fuer mich eine Rechnung finden', 'rechnung finden'],
    ['fr', "Bonjour, comment puis-je changer l'adresse de mon compte s'il vous plaît ?", 'changer adresse compte'],
    ['fr', "Qu'est-ce que c'est qu'une facture", 'facture'],
    ['es', 'Hola, ¿cómo puedo cambiar la contraseña de mi cuenta?', 'cambiar contrasena cuenta'],
    ['es', 'como puedo cambiar mi contrasena por favor', 'cambiar contrasena'],
    ['pt', 'Olá, como posso alterar a senha da minha conta?', 'alterar senha conta'],
    ['it', "Ciao, come posso cambiare l'indirizzo dell'account?", 'cambiare indirizzo account'],
    ['nl', 'Hallo, hoe kan ik het wachtwoord van mijn account wijzigen?', 'wachtwoord account wijzigen'],
    ['sv', 'Hej, hur kan jag ändra lösenordet för mitt konto?', 'ändra lösenordet konto'],
    ['da', 'Hvordan kan jeg ændre min adgangskode?', 'ændre adgangskode'],
    ['no', 'Hvordan kan jeg endre passordet mitt?', 'endre passordet'],
    ['pl', 'Cześć, jak mogę zmienić hasło do mojego konta?', 'zmienic haslo konta'],
    ['ja', 'パスワードを変更する方法は何ですか', 'パスワード 変更 方法'],
    ['zh', '请问怎么修改我的密码？', '修改 密码'],
    ['zh-TW', '請問怎麼修改密碼？', '修改 密碼'],
    ['th', 'ฉันจะเปลี่ยนรหัสผ่านได้อย่างไรครับ', 'เปลี่ยน รหัส ผ่าน'],
  ])('in %s leave of "%s": %s', (locale, question, telling) => {
    expect(tellingWords(question, locale)).toBe(telling);
  });

  it.each([
    ['en', 'not no off up without after before again never only all delete'],
    ['de', 'nicht kein keine ohne aus nach vor nie nur alle mehr neu löschen'],
    ['fr', 'pas sans après avant jamais plus tout tous hors nouveau'],
    ['es', 'no sin después antes nunca más todo todos nuevo'],
    ['pt', 'não sem depois antes nunca mais todos novo'],
    ['it', 'non senza dopo prima mai più tutti nuovo'],
    ['nl', 'niet geen zonder uit na voordat nooit meer alle nieuw'],
    ['sv', 'inte utan efter före aldrig mer alla ny'],
    ['pl', 'nie bez po przed nigdy więcej wszystkie nowy'],
    ['ja', 'ない 前 後 全て'],
    ['zh', '不 没 没有 前 后 全部'],
    ['th', 'ไม่ ก่อน หลัง ทั้งหมด'],
  ])('in %s hold none of: %s', (locale, telling) => {
    expect(tellingWords(telling, locale).split(' ')).toHaveLength(telling.split(' ').length);
  });

  it('are short lists, each of words that the same rules find as one word', () => {
    for (const locale of ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'pl', 'ja', 'zh', 'th']) {
      const { words, stopWords } = rulesOf(locale);
      expect(stopWords.size, locale).toBeGreaterThan(20);
      expect(stopWords.size, locale).toBeLessThan(120);
      for (const word of stopWords)
        expect(
          wordsOf(word, words)
            .map(({ folded }) => folded)
            .join(''),
        ).toBe(word);
    }
  });
});

describe('rules', () => {
  it('go by the language of a locale, in any case and with any region', () => {
    expect(rulesOf('pt-BR').stopWords).toEqual(rulesOf('pt').stopWords);
    expect(rulesOf('DE_at').words).toEqual({ ...rulesOf('de').words, locale: 'DE_at' });
    expect(rulesOf('no').stopWords).toEqual(rulesOf('nb').stopWords);
  });

  it('of a language that is not known drop no words, and read the text all the same', () => {
    for (const locale of ['xx', '', 'constructor', 'toString']) {
      expect(rulesOf(locale).stopWords.size, locale).toBe(0);
      expect(tellingWords('Où est le réglage', locale)).toBe('ou est le reglage');
    }
  });

  it('are the same after a way through JSON', () => {
    for (const locale of ['en', 'fr', 'sv', 'ja']) {
      const { words } = rulesOf(locale);
      expect(JSON.parse(JSON.stringify(words))).toEqual(words);
    }
  });
});
