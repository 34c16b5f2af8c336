import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCRUB_MAX_LENGTH, scrubText } from '../../contract/scrub.ts';

const gb = { locale: 'en-GB' };

describe('scrubText', () => {
  it.each([
    ['write to jo.smith+x@mail.example.org.', 'write to [email].'],
    ['<mailto:jo@example.org>, please', '<mailto:[email]>, please'],
    ['jo%40example.org cannot sign in', '[email] cannot sign in'],
    ['paid @ 5 to @jo', 'paid @ 5 to @jo'],
    ['see https://shop.example.org/orders?token=abc&x=1 now', 'see https://shop.example.org/orders[url] now'],
    ['www.example.org/a#secret', 'www.example.org/a[url]'],
    ['shop.example.org/orders?id=5', 'shop.example.org/orders[url]'],
    ['really?no', 'really?no'],
    ['and/or? yes', 'and/or? yes'],
    ['card 4111 1111 1111 1111 refused', 'card [card] refused'],
    ['card 4111-1111-1111-1111', 'card [card]'],
    ['card 4111111111111111', 'card [card]'],
    ['IBAN GB82 WEST 1234 5698 7654 32 please check', 'IBAN [card] please check'],
    ['iban de89370400440532013000', 'iban [card]'],
    ['call 07700 900123 today', 'call [phone] today'],
    ['call +49 (30) 901820-14', 'call [phone]'],
    ['call +4930901820', 'call [phone]'],
    ['order 4111 1111 1111 1112 is no card', 'order [phone] is no card'],
    ['id 123e4567-e89b-12d3-a456-426614174000 gone', 'id [id] gone'],
    ['12345678-1234-4234-8234-123456789012', '[id]'],
    ['key 9f86d081884c7d659a2feaa0c55ad015', 'key [id]'],
    ['invoice 123456 and 12345', 'invoice [number] and 12345'],
    ['Arabic ٠١٢٣٤٥٦', 'Arabic [number]'],
    ['error 500 on page 404, version 10.15.7', 'error 500 on page 404, version 10.15.7'],
    ['how do I export 3 reports to CSV?', 'how do I export 3 reports to CSV?'],
  ])('makes "%s" into "%s"', (text, expected) => {
    expect(scrubText(text)).toBe(expected);
  });

  it.each([
    ['I live in SW1A 1AA now', 'I live in [postcode] now', 'I live in SW1A 1AA now'],
    ['nino QQ 12 34 56 C is wrong', 'nino QQ 12 34 56 C is wrong', 'nino QQ 12 34 56 C is wrong'],
    ['nino AB 12 34 56 C here', 'nino [nino] here', 'nino AB 12 34 56 C here'],
    ['nhs 9434765919', 'nhs [nhs]', 'nhs [number]'],
    ['nhs 9434765918', 'nhs [number]', 'nhs [number]'],
  ])('knows British identifiers in en-GB only: "%s"', (text, british, elsewhere) => {
    expect(scrubText(text, gb)).toBe(british);
    expect(scrubText(text, { locale: 'en-US' })).toBe(elsewhere);
  });

  it("applies an organisation's own patterns last, with or without the global flag", () => {
    const extra = [/ACME-\d+/, /secret/gi];
    expect(scrubText('ACME-12 and ACME-13 are Secret', { extra })).toBe('[removed] and [removed] are [removed]');
    expect(scrubText('nothing', { extra: [/x*/] })).toBe('nothing');
    expect(scrubText('a@b.org', { extra: [/email/] })).toBe('[[removed]]');
  });

  it('cuts the text before it looks at it and the result to the same length', () => {
    expect(scrubText('a@b c@d', { maxLength: 3 })).toBe('[em');
    expect(scrubText('x'.repeat(SCRUB_MAX_LENGTH + 5))).toHaveLength(SCRUB_MAX_LENGTH);
  });

  const personal = fc.oneof(
    fc.emailAddress(),
    fc.uuid(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.stringMatching(/^[0-9 +().-]{1,24}$/),
    fc.stringMatching(/^[a-fA-F0-9-]{1,24}$/),
    fc.constantFrom('4111 1111 1111 1111', 'GB82 WEST 1234 5698 7654 32', 'SW1A 1AA', 'AB123456C', '9434765919'),
    fc.string({ maxLength: 12 }),
  );
  const prose = fc
    .array(fc.tuple(personal, fc.constantFrom('', ' ', ', ', '\n', '/', '-')), { maxLength: 8 })
    .map((parts) => parts.flat().join(''));

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(prose, fc.constantFrom('en', 'en-GB'), (text, locale) => {
        const once = scrubText(text, { locale });
        expect(scrubText(once, { locale })).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('lets no e-mail address through, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (mail, a, b) => {
        const [, domain = ''] = mail.split('@');
        expect(scrubText(`${a} ${mail} ${b}`)).not.toContain(`@${domain}`);
        expect(scrubText(`${a}${mail}${b}`)).not.toContain(`@${domain}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves no six digits in a row and never exceeds its limit', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 1, max: 80 }), (text, maxLength) => {
        const scrubbed = scrubText(text, { maxLength });
        expect(scrubbed).not.toMatch(/\p{Nd}{6}/u);
        expect(scrubbed.length).toBeLessThanOrEqual(maxLength);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes time in proportion to hostile text', () => {
    const length = SCRUB_MAX_LENGTH;
    const hostile = [
      'a'.repeat(length),
      '@'.repeat(length),
      'a@'.repeat(length / 2),
      '1'.repeat(length),
      '1-'.repeat(length / 2),
      '1 '.repeat(length / 2),
      'http://'.repeat(length / 7),
      `${'a'.repeat(15)}g`.repeat(length / 16),
      'gb82 '.repeat(length / 5),
      'ab12'.repeat(length / 4),
      '('.repeat(length),
    ];
    for (const text of hostile) {
      const started = performance.now();
      scrubText(text, gb);
      // Ten times what a slow machine needs; anything that grows with the square takes far longer.
      expect(performance.now() - started, text.slice(0, 10)).toBeLessThan(1000);
    }
  });
});
