// Says which paths below a folder change: one watch for each folder, none for files, so that 100,000 articles cost little.
import { type FSWatcher, lstatSync, type Stats, statSync, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MAX_FOLDER_DEPTH } from './article-limits.ts';
import { isHiddenName } from './load-articles.ts';

export interface FolderWatch {
  /** Resolves when every folder is watched: what changes from then on is told. */
  ready: Promise<void>;
  close(): void;
}

export interface FolderListener {
  /** A file or folder came, went or changed; '' means that anything may have. With forward slashes. */
  changed(path: string): void;
  /** Something cannot be watched; told once, since the reason is most often the same for all that follow. */
  failed(error: unknown): void;
}

/** How often a folder that went away as a whole is looked for. */
const LOOK_AGAIN_MS = 1_000;

/** Watches a folder and all below it; links are not followed, dot files and installed packages left out. */
export function watchFolder(dir: string, { changed, failed }: FolderListener): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let rootNode = statsOf(dir)?.ino;
  let isClosed = false;
  let hasFailed = false;
  let timer: NodeJS.Timeout | undefined;

  async function addTree(from: string): Promise<void> {
    const folders = [from];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      if (isClosed || !addOne(folder)) continue;
      const entries = await readdir(join(dir, folder), { withFileTypes: true }).catch(() => []);
      for (const entry of entries)
        if (entry.isDirectory() && !isHiddenName(entry.name))
          folders.push(folder ? `${folder}/${entry.name}` : entry.name);
    }
  }

  function addOne(folder: string): boolean {
    if (folder.split('/').length > MAX_FOLDER_DEPTH) return false;
    if (watchers.has(folder)) return true;
    try {
      const watcher = watch(join(dir, folder), (event, name) => told(folder, event, name));
      watcher.on('error', () => drop(folder));
      watchers.set(folder, watcher);
      return true;
    } catch (error) {
      // A folder that went away again is told by the one above it.
      if (statsOf(join(dir, folder)) && !hasFailed) {
        hasFailed = true;
        failed(error);
      }
      return false;
    }
  }

  function drop(folder: string): void {
    for (const [path, watcher] of watchers)
      if (path === folder || !folder || path.startsWith(`${folder}/`)) {
        watcher.close();
        watchers.delete(path);
      }
  }

  function told(folder: string, event: string, name: string | null): void {
    if (isClosed) return;
    if (!folder && event === 'rename' && statsOf(dir)?.ino !== rootNode) {
      startAgain();
      return;
    }
    if (name === null) {
      changed(folder);
      return;
    }
    if (isHiddenName(name)) return;
    const path = folder ? `${folder}/${name}` : name;
    // The folder's own end: the one above says the same.
    if (event === 'rename' && name === basename(folder) && !statsOf(join(dir, folder))) return;
    changed(path);
    if (event !== 'rename') return;
    if (linkStatsOf(join(dir, path))?.isDirectory()) {
      drop(path);
      // What was put into it before it was watched raised no event.
      addTree(path).then(() => changed(path), failed);
    } else if (watchers.has(path)) drop(path);
  }

  /** The folder was moved, removed or replaced: it is watched anew as soon as it is there. */
  function startAgain(): void {
    drop('');
    clearTimeout(timer);
    rootNode = statsOf(dir)?.ino;
    if (rootNode !== undefined) addTree('').then(() => changed(''), failed);
    else {
      changed('');
      timer = setTimeout(startAgain, LOOK_AGAIN_MS);
    }
  }

  return {
    ready: addTree(''),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      drop('');
    },
  };
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (_inaccessible) {
    return undefined;
  }
}

function linkStatsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (_inaccessible) {
    return undefined;
  }
}
