// Makes knowledge bases in temporary folders for the tests of articles, and removes them again.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that can be written to by path and removed whole. */
export interface TemporaryFolder {
  dir: string;
  write(path: string, content: string | Uint8Array): void;
  remove(path?: string): void;
}

/** Makes a folder that holds the given files. */
export function makeFolder(files: Record<string, string | Uint8Array> = {}): TemporaryFolder {
  const dir = mkdtempSync(join(tmpdir(), 'fingerpost-kb-'));
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return { dir, write, remove: (path = '') => rmSync(join(dir, path), { recursive: true, force: true }) };
}

/** A small article. */
export function article(title: string, body = 'Some text.', more = ''): string {
  return `---\ntitle: ${title}\n${more}---\n\n${body}\n`;
}
