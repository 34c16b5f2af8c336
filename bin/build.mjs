// Builds what is missing or stale: the widget's app, its loader (which carries the app's hashed name), the console and the server.
// A stamp of every source file's size and time decides what is stale, so that a second start costs milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const programs = {
  widget: { sources: ['widget', 'contract'], product: 'dist/widget/.vite/manifest.json' },
  loader: { sources: ['widget', 'contract'], product: 'dist/loader/widget.js' },
  admin: { sources: ['admin', 'contract'], product: 'dist/admin/.vite/manifest.json' },
  server: { sources: ['server', 'contract'], product: 'dist/server/cli.js' },
};
const always = ['package.json', 'package-lock.json', 'vite.config.ts', 'vite.leave-out.ts', 'bin/build.mjs'];

/** A hash over the names, sizes and times of all files that a program is made from. */
function stampOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info) return;
    if (info.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
  };
  for (const path of [...always, ...paths]) visit(join(root, path));
  return hash.digest('hex');
}

/** Builds every stale program in order; `say` gets one line for each. A published package has no sources and is never stale. */
export async function buildStale(say = () => undefined) {
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const stampFile = join(root, 'dist', '.stamps.json');
  const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  for (const [name, { sources, product }] of Object.entries(programs)) {
    const stamp = stampOf(sources);
    if (stamps[name] === stamp && existsSync(join(root, product))) continue;
    say(`building the ${name}`);
    await build(name);
    stamps[name] = stamp;
    writeFileSync(stampFile, JSON.stringify(stamps));
  }
}

async function build(mode) {
  const vite = await import('vite');
  const define = mode === 'loader' ? { __APP_FILE__: JSON.stringify(appFile()) } : {};
  await vite.build({ root, configFile: join(root, 'vite.config.ts'), mode, define, logLevel: 'warn' });
}

/** The app's hashed file name, relative to the folder that serves the loader. */
function appFile() {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/widget/.vite/manifest.json'), 'utf8'));
  return Object.values(manifest).find((entry) => entry.isEntry).file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildStale((line) => console.error(line));
