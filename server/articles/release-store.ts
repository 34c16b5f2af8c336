// Holds the release that is served, makes a new one when the knowledge base changes, and swaps the whole of it at once.
import { relative, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { createReleaseBuilder, type RevisionOf } from './build-release.ts';
import { type KnowledgeBase, loadKnowledgeBase } from './load-articles.ts';
import { describeProblem, type Problem } from './problem.ts';
import type { LocaleRule } from './read-article-file.ts';
import type { Release } from './release.ts';

/** What the store says of itself; a pino logger fits. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ReleaseStoreOptions extends LocaleRule {
  kbDir: string;
  clock: { now(): Date };
  log: StoreLog;
  revisionOf?: RevisionOf | undefined;
  /** Awaited before each build, for what `revisionOf` answers from; a failing one is logged, and the build goes on. */
  beforeBuild?: (() => Promise<void>) | undefined;
}

export interface ReleaseStore {
  /** The release to serve; empty before the first `reload`. */
  current(): Release;
  /** The current release or one of the two before it. */
  get(id: string): Release | undefined;
  /** Everything that is wrong in the knowledge base as it was last read. */
  problems(): readonly Problem[];
  /** When the current release was put in place; null before the first. */
  loadedAt(): Date | null;
  /** Reads what changed and puts a new release in place if anything did; waits for a reload that is under way. */
  reload(): Promise<Release>;
  /** Reloads whenever a file changes, until `close`; resolves when it has begun to watch. */
  watch(): Promise<void>;
  close(): Promise<void>;
  /** Calls `listener` after each swap; answers the function that stops it. */
  onChange(listener: (release: Release) => void): () => void;
}

/** How many releases can be asked for by id: widgets that loaded an older one go on reading it. */
export const KEPT_RELEASES = 3;
const DEBOUNCE_MS = 120;
const MAX_LOGGED_PROBLEMS = 50;

/** Dot files and installed packages inside the folder; where the folder itself lies does not matter. */
function isHidden(pathInside: string): boolean {
  return pathInside.split(sep).some((part) => /^\.[^.]/.test(part) || part === 'node_modules');
}

/** Makes a store that has read nothing yet: await `reload()` before serving. */
export function createReleaseStore(options: ReleaseStoreOptions): ReleaseStore {
  const builder = createReleaseBuilder(options);
  const listeners = new Set<(release: Release) => void>();
  const kept: Release[] = [];
  let base: KnowledgeBase | undefined;
  let current: Release = {
    id: 'empty',
    defaultLocale: options.defaultLocale,
    locales: {},
    assets: new Map(),
    problems: [],
  };
  let loadedAt: Date | null = null;
  let logged = new Set<string>();
  let reloading: Promise<Release> | undefined;
  let next: Promise<Release> | undefined;
  let watcher: ReturnType<typeof watchFiles> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function load(): Promise<Release> {
    base = await loadKnowledgeBase(options.kbDir, options, base);
    await options
      .beforeBuild?.()
      .catch((error: unknown) => options.log.warn({ err: error }, 'revisions may be behind those of other processes'));
    const release = (await builder.build(base)).release;
    logProblems(release.problems);
    if (release.id === current.id) {
      current = release;
      kept[0] = release;
      return release;
    }
    current = release;
    loadedAt = options.clock.now();
    kept.unshift(release);
    kept.length = Math.min(kept.length, KEPT_RELEASES);
    const articles = Object.values(release.locales).reduce((sum, locale) => sum + locale.articles.size, 0);
    options.log.info({ release: release.id, articles, problems: release.problems.length }, 'articles loaded');
    for (const listener of listeners) listener(release);
    return release;
  }

  function logProblems(problems: readonly Problem[]): void {
    const lines = new Map(problems.map((problem) => [describeProblem(problem), problem]));
    const fresh = [...lines].filter(([line]) => !logged.has(line));
    for (const [line, { severity }] of fresh.slice(0, MAX_LOGGED_PROBLEMS))
      options.log[severity === 'error' ? 'error' : 'warn']({ problem: line }, 'article problem');
    if (fresh.length > MAX_LOGGED_PROBLEMS)
      options.log.warn({ more: fresh.length - MAX_LOGGED_PROBLEMS }, 'more article problems: run the check');
    logged = new Set(lines.keys());
  }

  function reload(): Promise<Release> {
    if (!reloading) {
      reloading = load().finally(() => {
        reloading = undefined;
      });
      return reloading;
    }
    // One more after the one under way sees every change that was made before this call.
    next ??= reloading
      .catch(() => current)
      .then(() => {
        next = undefined;
        return reload();
      });
    return next;
  }

  function reloadSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reload().catch((error: unknown) =>
        options.log.error({ err: error }, 'articles could not be reloaded; the last ones stay'),
      );
    }, DEBOUNCE_MS);
  }

  return {
    current: () => current,
    get: (id) => kept.find((release) => release.id === id),
    problems: () => current.problems,
    loadedAt: () => loadedAt,
    reload,
    watch: () =>
      new Promise((resolve) => {
        watcher = watchFiles(options.kbDir, {
          ignoreInitial: true,
          followSymlinks: false,
          ignored: (path) => isHidden(relative(options.kbDir, path)),
        });
        watcher.on('all', reloadSoon);
        watcher.on('error', (error) => options.log.error({ err: error }, 'watching the articles failed'));
        watcher.on('ready', () => {
          // What was saved between the first load and now raised no event.
          reloadSoon();
          resolve();
        });
      }),
    close: async () => {
      clearTimeout(timer);
      await watcher?.close();
      await reloading?.catch(() => current);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
