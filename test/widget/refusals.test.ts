// What a person is told when the server refuses: in their language, whatever the code is, and never in the server's own words.
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type Problem } from '../../contract/error-codes.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import { wholeEnglish } from '../../contract/words/tongues/whole-english.ts';
import { packFor } from '../../contract/words/tongues/whole-packs.ts';
import { errorsOf, refusalOf } from '../../widget/requests/refusals.ts';
import type { App } from '../../widget/shell/app-context.ts';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh-Hans'];
const DETAIL = 'The body has a field that is not known here.';
const POINTERS = [
  '/message',
  '/subject',
  '/category',
  '/enquiry_type',
  '/browser',
  '/name',
  '/email',
  '/fields/order',
  '/file/0',
  '/session',
];

/** All sentences of a language, flat. */
function sentencesOf(words: object): string[] {
  return Object.values(words).flatMap((word: unknown) =>
    typeof word === 'string' ? [word] : typeof word === 'object' && word !== null ? sentencesOf(word) : [],
  );
}

/** The app as far as refusals need it, speaking one language. */
function speaking(pack: Pack): App {
  const site = { name: 'Ovenbird', fields: [{ key: 'order' }] };
  return {
    say: (part: keyof Pack) => pack[part],
    help: { state: { value: { site } } },
  } as unknown as App;
}

const problem = (code: Problem['code'], pointer?: string): Problem => ({
  ...{ type: 'about:blank', title: DETAIL, status: 400, code, detail: DETAIL, request_id: 'r' },
  ...(pointer ? { errors: [{ pointer, detail: DETAIL }] } : {}),
});

describe.each(LANGUAGES)('a refusal in %s', (language) => {
  const pack = packFor(language);
  const own = new Set([...sentencesOf(pack), pack.writing.signIn('Ovenbird')]);
  const english = new Set(sentencesOf(wholeEnglish));

  it('is said in its words for every code of the server', () => {
    for (const code of ERROR_CODES) {
      const said = [
        refusalOf(speaking(pack), problem(code)),
        ...Object.values(errorsOf(speaking(pack), problem(code))),
      ];
      for (const sentence of said) {
        expect(own, `${code}: ${sentence}`).toContain(sentence);
        expect(english, code).not.toContain(sentence);
      }
    }
  });

  it('is said in its words at every field that can be wrong', () => {
    for (const pointer of POINTERS) {
      const said = Object.values(errorsOf(speaking(pack), problem('validation_failed', pointer)));
      expect(said).toHaveLength(1);
      for (const sentence of said) {
        expect(own, `${pointer}: ${sentence}`).toContain(sentence);
        expect(english, pointer).not.toContain(sentence);
      }
    }
  });
});

it('a page from which nothing is taken is said as such, and a request that is gone is no riddle', () => {
  const app = speaking(wholeEnglish);
  expect(refusalOf(app, problem('origin_not_allowed'))).toBe(refusalOf(app, problem('unknown_site')));
  expect(refusalOf(app, problem('origin_not_allowed'))).toContain('from this page');
  expect(refusalOf(app, problem('ticket_not_found'))).toBe(wholeEnglish.writing.requestMissing);
});
