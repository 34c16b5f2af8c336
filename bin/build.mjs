// Builds what is missing or stale: the widget's app, its loader (which carries the app's hashed name), the console, the server,
// and the module of the npm package with its types.
// A stamp of every source file's size and time decides what is stale, so that a second start costs milliseconds.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const programs = {
  widget: { sources: ['widget', 'contract'], product: 'dist/widget/.vite/manifest.json' },
  loader: { sources: ['widget', 'contract'], product: 'dist/loader/integrity.json' },
  admin: { sources: ['admin', 'contract'], product: 'dist/admin/.vite/manifest.json' },
  server: { sources: ['server', 'contract'], product: 'dist/server/cli.js' },
  // No server needs it, so that no start waits for it.
  module: {
    sources: ['widget', 'contract', 'bin/package-types.mjs'],
    product: 'dist/module/widget.d.ts',
    isForPackage: true,
  },
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

/**
 * Builds every stale program in order; `say` gets one line for each. A published package has no sources and is never stale.
 * @param withPackage whether what only the published package holds is built too.
 */
export async function buildStale(say = () => undefined, withPackage = false) {
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const stampFile = join(root, 'dist', '.stamps.json');
  const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  for (const [name, { sources, product, isForPackage }] of Object.entries(programs)) {
    if (isForPackage && !withPackage) continue;
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
  if (mode === 'widget') writeEntry();
  if (mode === 'loader') writePinned();
  if (mode === 'module') (await import('./package-types.mjs')).writeTypes(join(root, 'dist/module/widget.d.ts'));
}

/** The module of the npm package knows one name that stays; it hands on the app of today. */
function writeEntry() {
  writeFileSync(join(root, 'dist/widget/widget-app.js'), `export * from './${appFile()}';\n`);
}

/**
 * The loader under the name of its contents, and the hashes that a page can have its browser insist on: of the loader as the
 * attribute `integrity` takes them, and of all modules that come after it as an import map takes them.
 */
function writePinned() {
  const folder = join(root, 'dist/loader');
  const hashOf = (file, kind, form) => createHash(kind).update(readFileSync(file)).digest(form);
  const integrityOf = (file) => `sha384-${hashOf(file, 'sha384', 'base64')}`;
  const loader = join(folder, 'widget.js');
  const file = `widget-${hashOf(loader, 'sha256', 'hex').slice(0, 12)}.js`;
  copyFileSync(loader, join(folder, file));
  const assets = join(root, 'dist/widget/assets');
  const modules = Object.fromEntries(
    readdirSync(assets)
      .sort()
      .map((name) => [`assets/${name}`, integrityOf(join(assets, name))]),
  );
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = JSON.stringify({ version, file, integrity: integrityOf(loader), modules }, null, 2);
  writeFileSync(join(folder, 'integrity.json'), `${text}\n`);
}

/** The app's hashed file name, relative to the folder that serves the loader. */
function appFile() {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/widget/.vite/manifest.json'), 'utf8'));
  return Object.values(manifest).find((entry) => entry.isEntry).file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await buildStale((line) => console.error(line), true);
