// A real VitePress site of the same articles, with its local search.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { builtOnce } from '../built-peers.mjs';
import { writeKb } from '../made-kb.mjs';
import { openPeers, peersFolder } from '../peers.mjs';
import { packed } from './peer-pages.mjs';

const GROUP = 'peers-vitepress';
const CONFIG = `export default {
  title: 'Help',
  cleanUrls: true,
  ignoreDeadLinks: true,
  themeConfig: { search: { provider: 'local' } },
};
`;

/** @returns the site's files for `serveFiles`, its page at /; building it takes a minute, once for the same articles */
export async function buildVitePress(docs) {
  const parts = await builtOnce('vitepress', docs, buildSite, GROUP);
  const isPacked = (path) => /\.(js|css|html|json)$/.test(path);
  const files = new Map();
  for (const [path, bytes] of Object.entries(parts))
    files.set(`/${path}`, isPacked(path) ? packed(bytes) : { bytes: Buffer.from(bytes) });
  files.set('/', files.get('/index.html'));
  return files;
}

async function buildSite(docs) {
  await openPeers(GROUP);
  const site = join(peersFolder(GROUP), 'site');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, '.vitepress'), { recursive: true });
  writeFileSync(join(site, '.vitepress/config.mjs'), CONFIG);
  writeFileSync(join(site, 'index.md'), '# Your orders\n\nNothing here needs help.\n');
  writeKb(docs, site);
  const program = join(peersFolder(GROUP), 'node_modules/vitepress/bin/vitepress.js');
  const done = spawnSync(process.execPath, [program, 'build', site], { cwd: site, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`VitePress did not build:\n${done.stderr}`);
  const dist = join(site, '.vitepress/dist');
  // Of the pages only the first is visited.
  const isOtherPage = (path) =>
    (path.endsWith('.html') && path !== 'index.html') || /(?<!assets.index)\.md\.[^/]*js$/.test(path);
  const wanted = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => !isOtherPage(path));
  return Object.fromEntries(
    wanted
      .filter((path) => statSync(join(dist, path)).isFile())
      .map((path) => [path.split(sep).join('/'), readFileSync(join(dist, path))]),
  );
}
