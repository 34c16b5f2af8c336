// Keeps what other engines made of generated articles, so that a second run need not build it again: the same articles, the
// same versions. Nothing of ours is ever kept.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';
import { lockOf } from './peers.mjs';

const cache = join(root, 'node_modules/.cache/bench-built');

/** @param build makes the parts: buffers by name. @returns them, out of the cache where they are there */
export async function builtOnce(key, docs, build, group = 'peers') {
  const hash = createHash('sha256').update(lockOf(group)).update(key);
  for (const { slug, title, text } of docs) hash.update(slug).update(title).update(text);
  const folder = join(cache, `${key}-${docs.length}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(join(folder, 'complete'))) {
    const names = readdirSync(folder).filter((name) => name !== 'complete');
    return Object.fromEntries(names.map((name) => [decodeURIComponent(name), readFileSync(join(folder, name))]));
  }
  const parts = await build(docs);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(parts)) writeFileSync(join(folder, encodeURIComponent(name)), bytes);
  writeFileSync(join(folder, 'complete'), '');
  return parts;
}
