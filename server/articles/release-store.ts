// Holds the release that is served, makes a new one when the knowledge base changes, and swaps the whole of it at once.
import { type ArticleCache, openArticleCache } from './article-cache.ts';
import { createReleaseBuilder, type LearntFor, type RevisionOf } from './build-release.ts';
import { encodesElsewhere } from './encode-articles.ts';
import { type KnowledgeBase, loadKnowledgeBase, reloadPaths } from './load-articles.ts';
import { createPackedFiles, type PackedFiles } from './packed-files.ts';
import { describeProblem, type Problem } from './problem.ts';
import type { LocaleRule } from './read-article-file.ts';
import { indexFile, isShipped, type Release, type ReleaseChanges } from './release.ts';
import { type FolderWatch, watchFolder } from './watch-folder.ts';

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
  learntFor?: LearntFor | undefined;
  /** Awaited before each whole reload, for what the two above answer from; a failing one is logged, and the build goes on. */
  beforeBuild?: (() => Promise<void>) | undefined;
  /** Keeps what was made of articles until the next start; without it everything is made anew then. */
  cacheFile?: string | undefined;
}

export type ReleaseListener = (release: Release, changes: ReleaseChanges) => void;

export interface ReleaseStore {
  /** The release to serve; empty before the first `reload`. */
  current(): Release;
  /** The current release or one of the two before it. */
  get(id: string): Release | undefined;
  /** Everything that is wrong in the knowledge base as it was last read. */
  problems(): readonly Problem[];
  /** When the current release was put in place; null before the first. */
  loadedAt(): Date | null;
  /** What was made of releases for browsers. */
  readonly files: PackedFiles;
  /** How many articles were rendered since the process began; what was kept or did not change is not. */
  renderedCount(): number;
  /** Reads what changed and puts a new release in place if anything did; waits for a reload that is under way. */
  reload(): Promise<Release>;
  /** Reloads what changes, whenever it does, until `close`; resolves when it has begun to watch. */
  watch(): Promise<void>;
  close(): Promise<void>;
  /** Calls `listener` after each swap with what is new; answers the function that stops it. */
  onChange(listener: ReleaseListener): () => void;
}

/** How many releases can be asked for by id: widgets that loaded an older one go on reading it. */
export const KEPT_RELEASES = 3;
/** A change is taken so long after it, several together so long after the last one, and all so long after the first. */
const ONE_CHANGE_MS = 40;
const MORE_CHANGES_MS = 120;
const LONGEST_WAIT_MS = 1_000;
/** More changed paths than this are not looked at one by one. */
const MANY_PATHS = 2_000;
const MAX_LOGGED_PROBLEMS = 50;
const PROGRESS_MS = 5_000;

/** Paths to read again, or everything. */
type Wanted = ReadonlySet<string> | 'all';

/** Makes a store that has read nothing yet: await `reload()` before serving. */
export function createReleaseStore(options: ReleaseStoreOptions): ReleaseStore {
  const { log } = options;
  const files = createPackedFiles();
  const listeners = new Set<ReleaseListener>();
  const kept: Release[] = [];
  let opened: Promise<ArticleCache> | undefined;
  let builder: ReturnType<typeof createReleaseBuilder> | undefined;
  let rendered = () => 0;
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
  let wanted: Wanted = new Set();
  let watching: FolderWatch | undefined;
  let timer: NodeJS.Timeout | undefined;
  let firstChange = 0;
  let preparing = false;

  const openCache = (): Promise<ArticleCache> => {
    opened ??= openArticleCache(options.kbDir, options, options.cacheFile ?? null, (error) =>
      log.warn({ err: error }, 'rendered articles cannot be kept: the next start makes them anew'),
    );
    return opened;
  };

  async function load(paths: Wanted): Promise<Release> {
    const cache = await openCache();
    rendered = cache.renderedCount;
    builder ??= createReleaseBuilder({ ...options, store: cache });
    const isWhole = paths === 'all' || !base;
    const read = isWhole
      ? await loadKnowledgeBase(options.kbDir, options, base ?? { read: await cache.readFiles() })
      : await reloadPaths(base as KnowledgeBase, options, paths as ReadonlySet<string>);
    if (read === base) return current;
    if (isWhole)
      await options
        .beforeBuild?.()
        .catch((error: unknown) => log.warn({ err: error }, 'revisions may be behind those of other processes'));
    cache.begin(read.read);
    const before = cache.renderedCount();
    const progress = setInterval(
      () => log.info({ rendered: cache.renderedCount() - before, of: read.articles.length }, 'rendering articles'),
      PROGRESS_MS,
    ).unref();
    try {
      const { release, changes } = await builder.build(read, isWhole);
      base = read;
      put(release, changes);
      return release;
    } finally {
      clearInterval(progress);
      // Nobody waits for that.
      cache
        .settle()
        .catch((error: unknown) => log.warn({ err: error }, 'rendered articles could not be kept this time'));
    }
  }

  function put(release: Release, changes: ReleaseChanges): void {
    logProblems(release.problems);
    const isNew = release.id !== current.id;
    current = release;
    if (!isNew) {
      kept[0] = release;
      return;
    }
    loadedAt = options.clock.now();
    kept.unshift(release);
    kept.length = Math.min(kept.length, KEPT_RELEASES);
    const articles = Object.values(release.locales).reduce((sum, locale) => sum + locale.articles.size, 0);
    log.info({ release: release.id, articles, problems: release.problems.length }, 'articles loaded');
    for (const listener of listeners) listener(release, changes);
    if (encodesElsewhere) void prepareFiles();
  }

  /** Makes what browsers will ask for first, of the newest release alone: none is made while another is. */
  async function prepareFiles(): Promise<void> {
    if (preparing) return;
    for (preparing = true; preparing; ) {
      const release = current;
      try {
        for (const locale of Object.values(release.locales).filter(isShipped))
          for (const part of ['index', 'rest'] as const)
            if (release === current) await files.prepare(...indexFile(release.id, locale, part));
      } catch (error) {
        log.error({ err: error }, 'the index could not be made: it is tried again when it is asked for');
      }
      preparing = release !== current;
    }
  }

  function logProblems(problems: readonly Problem[]): void {
    const lines = new Map(problems.map((problem) => [describeProblem(problem), problem]));
    const fresh = [...lines].filter(([line]) => !logged.has(line));
    for (const [line, { severity }] of fresh.slice(0, MAX_LOGGED_PROBLEMS))
      log[severity === 'error' ? 'error' : 'warn']({ problem: line }, 'article problem');
    if (fresh.length > MAX_LOGGED_PROBLEMS)
      log.warn({ more: fresh.length - MAX_LOGGED_PROBLEMS }, 'more article problems: run the check');
    logged = new Set(lines.keys());
  }

  /** One load after the one under way sees every change that was made before this call. */
  function reloadWanted(paths: Wanted): Promise<Release> {
    wanted = wanted === 'all' || paths === 'all' ? 'all' : new Set([...wanted, ...paths]);
    next ??= (reloading ?? Promise.resolve(current))
      .catch(() => current)
      .then(() => {
        const now = wanted;
        next = undefined;
        wanted = new Set();
        reloading = load(now).finally(() => {
          reloading = undefined;
        });
        return reloading;
      });
    return next;
  }

  const changedPaths = new Set<string>();
  function reloadSoon(path: string): void {
    if (!changedPaths.size) firstChange = performance.now();
    if (changedPaths.size < MANY_PATHS) changedPaths.add(path);
    else changedPaths.add('');
    clearTimeout(timer);
    const longest = LONGEST_WAIT_MS - (performance.now() - firstChange);
    timer = setTimeout(
      () => {
        const paths: Wanted = changedPaths.has('') ? 'all' : new Set(changedPaths);
        changedPaths.clear();
        reloadWanted(paths).catch((error: unknown) => {
          log.error({ err: error }, 'articles could not be reloaded; the last ones stay');
          wanted = 'all';
        });
      },
      Math.max(0, Math.min(changedPaths.size > 1 ? MORE_CHANGES_MS : ONE_CHANGE_MS, longest)),
    );
  }

  return {
    current: () => current,
    get: (id) => kept.find((release) => release.id === id),
    problems: () => current.problems,
    loadedAt: () => loadedAt,
    files,
    renderedCount: () => rendered(),
    reload: () => reloadWanted('all'),
    watch: async () => {
      watching = watchFolder(options.kbDir, {
        changed: reloadSoon,
        failed: (error) =>
          log.error(
            { err: error },
            'not all folders of articles can be watched, so some changes show only after a restart; on Linux raise fs.inotify.max_user_watches',
          ),
      });
      await watching.ready;
      // What was saved between the first load and now raised no event.
      reloadSoon('');
    },
    close: async () => {
      clearTimeout(timer);
      watching?.close();
      await reloading?.catch(() => current);
      await (await opened)?.close();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
