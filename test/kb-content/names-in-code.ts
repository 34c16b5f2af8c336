// Finds, in code spans and blocks, the names of things that the product must have: commands, attributes, settings, addresses.
import type { CodePiece } from './kb-articles.ts';

export interface Named {
  sort: 'script' | 'command' | 'attribute' | 'setting' | 'address';
  name: string;
  line: number;
}

/** Names in capitals that are of the reader's shell or of HTTP and Git, not of ours. */
const NOT_SETTINGS = new Set([
  'TOKEN',
  'COPIED',
  'GET',
  'POST',
  'PATCH',
  'DELETE',
  'README',
  'CHANGELOG',
  'SECURITY',
  'NOTE',
  'TIP',
]);
/** npm's own words, which are not scripts. */
const NPM_ITSELF = new Set(['ci', 'install', 'run']);
/** The example server of the articles, and the one on the reader's machine. */
const OUR_HOSTS = /https?:\/\/(?:localhost:\d+|help\.example\.com)/;

/** All names in some pieces of code, in order. `addresses` says which first segments of a bare path are ours. */
export function namedIn(code: readonly CodePiece[], addresses: readonly string[]): Named[] {
  return code.flatMap((piece) =>
    [
      ...commandsIn(piece.text),
      ...attributesIn(piece.text),
      ...settingsIn(piece),
      ...addressesIn(piece.text, addresses),
    ].map((found) => ({ ...found, line: piece.line })),
  );
}

type Found = Omit<Named, 'line'>;

function commandsIn(text: string): Found[] {
  const found: Found[] = [];
  for (const [, script = ''] of text.matchAll(/\bnpm (?:run )?(?:-s |--silent )?([a-z][\w:-]*)/g))
    if (!NPM_ITSELF.has(script)) found.push({ sort: 'script', name: script });
  for (const [, words = ''] of text.matchAll(/\bfingerpost (?:-- )?([a-z][a-z-]*(?: [a-z]+(?=\s|$))?)/g)) {
    const [first = '', second] = words.split(' ');
    const twoWords = ['agent', 'token', 'identity'].includes(first);
    found.push({ sort: 'command', name: twoWords && second ? `${first} ${second}` : first });
  }
  return found;
}

function attributesIn(text: string): Found[] {
  return [...text.matchAll(/(?<![\w/.-])data-[a-z]+(?:-[a-z]+)*(?![\w-])/g)].map(([name]) => ({
    sort: 'attribute',
    name,
  }));
}

function settingsIn({ text, language }: CodePiece): Found[] {
  const names = [
    ...[...text.matchAll(/(?<![\w$-])([A-Z][A-Z0-9_]+)=/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/(?<![\w$-])[A-Z]+(?:_[A-Z]+)+(?!\w)/g)].map(([name]) => name),
    ...(language === '' && /^[A-Z][A-Z_]{2,}$/.test(text) ? [text] : []),
  ];
  return [...new Set(names)].filter((name) => !NOT_SETTINGS.has(name)).map((name) => ({ sort: 'setting', name }));
}

function addressesIn(text: string, addresses: readonly string[]): Found[] {
  const ourFirstSegments = new Set(addresses.map((address) => address.split('/')[1]));
  const full = [...text.matchAll(new RegExp(`${OUR_HOSTS.source}(/[^\\s"'\`?#;]*)?`, 'g'))].map(
    ([, path]) => path ?? '',
  );
  const bare = [
    ...text.replace(new RegExp(`${OUR_HOSTS.source}\\S*`, 'g'), '').matchAll(/(?<![\w.:/<*])(\/[a-z][^\s"'`?#,\])]*)/g),
  ]
    .map(([, path = '']) => path)
    .filter((path) => ourFirstSegments.has(path.split('/')[1]));
  return [...full, ...bare]
    .filter((path) => path !== '' && !path.includes('*'))
    .map((path) => ({ sort: 'address', name: path.replace(/(.)\/$/, '$1') }));
}
