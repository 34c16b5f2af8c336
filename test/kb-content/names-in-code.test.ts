// The finder of names sees each sort of name where articles write it, and does not take other code for one.
import { describe, expect, it } from 'vitest';
import { namedIn } from './names-in-code.ts';

const ADDRESSES = ['/help/{locale}/{slug}', '/healthz', '/api/v1/search'];

function find(text: string, language = 'sh'): string[] {
  return namedIn([{ line: 1, text, language }], ADDRESSES).map(({ sort, name }) => `${sort} ${name}`);
}

describe('names in code', () => {
  it('finds commands of one and of two words behind the npm script', () => {
    expect(find('npm run -s fingerpost -- agent add you@example.com --role admin')).toEqual([
      'script fingerpost',
      'command agent add',
    ]);
    expect(find('npm run -s fingerpost -- restore data.db')).toEqual(['script fingerpost', 'command restore']);
    expect(find('npm run nonsense && npm ci && npm start')).toEqual(['script nonsense', 'script start']);
  });

  it('finds attributes, but no file names or options that look like one', () => {
    expect(find('<script src="x" data-site="default" data-nonsense async>', 'html')).toEqual([
      'attribute data-site',
      'attribute data-nonsense',
    ]);
    expect(find('cp -a data data-2026-11-22')).toEqual([]);
  });

  it('finds settings where they are set and where they stand alone, but no variable of the shell', () => {
    expect(find('PORT=1 NO_SUCH_THING=2 npm start')).toEqual(['script start', 'setting PORT', 'setting NO_SUCH_THING']);
    expect(find('NONSENSE', '')).toEqual(['setting NONSENSE']);
    expect(find('echo $TOKEN')).toEqual([]);
  });

  it('finds addresses of our hosts whatever they are, and bare paths where they begin as ours do', () => {
    expect(find('curl "http://localhost:4357/no/such?from=1"')).toEqual(['address /no/such']);
    expect(find('/help/en/search-well', '')).toEqual(['address /help/en/search-well']);
    expect(find('pages: [/billing, /pay]', 'yaml')).toEqual([]);
  });
});
