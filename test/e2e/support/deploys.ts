// The built product in a folder of its own, as it is installed from npm, into which a build with other hashes can be deployed.
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './places.ts';

export interface Installed {
  folder: string;
  /** Gives every file of the widget that carries a hash another one, and says so wherever they name each other; answers the names before. */
  deployAnother(): string[];
  remove(): void;
}

export function installProduct(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-deploys-'));
  for (const name of ['bin', 'dist', 'kb-content', 'package.json'])
    cpSync(join(repositoryRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const places = ['dist/loader', 'dist/widget', 'dist/widget/assets'].map((place) => join(folder, place));
  return {
    folder,
    deployAnother() {
      const renamed = new Map<string, string>();
      for (const place of places)
        for (const name of readdirSync(place)) {
          const [, before, hash, after] = /^(.+-)([\w-]{6,8}|[\da-f]{12})(\.js)$/.exec(name) ?? [];
          if (!before || !hash || !after || name === 'widget-app.js') continue;
          // The next letter in place of each digit and lower-case letter: of hexadecimal ones still hexadecimal.
          const other = hash.replace(/[a-e0-8]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
          renamed.set(name, `${before}${other === hash ? `${hash.slice(1)}${hash[0]}` : other}${after}`);
        }
      for (const place of places)
        for (const entry of readdirSync(place, { withFileTypes: true })) {
          if (!entry.isFile()) continue;
          const path = join(place, entry.name);
          writeFileSync(path, renameIn(readFileSync(path, 'utf8'), renamed));
          renameSync(path, join(place, renamed.get(entry.name) ?? entry.name));
        }
      return [...renamed.keys()];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** All at once, so that no new name is taken for an old one. */
function renameIn(text: string, renamed: ReadonlyMap<string, string>): string {
  const names = [...renamed.keys()].map((name) => name.replaceAll('.', '\\.')).join('|');
  return text.replace(RegExp(names, 'g'), (name) => renamed.get(name) ?? name);
}
