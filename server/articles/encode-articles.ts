// Makes the index files of prepared articles; where the program is built, in a thread of its own, since it takes a while.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { rulesOf } from '../../contract/language/rules.ts';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { encodeIndex } from '../../contract/search/encode-index.ts';
import { createLiveIndex } from '../../contract/search/live-index.ts';
import type { Language } from '../../contract/search/prepare-article.ts';
import { makeUnpacker } from './pack-prepared.ts';

/** The two parts of an index that browsers load. */
export interface IndexFiles {
  first: Uint8Array;
  rest: Uint8Array;
}

/** Articles in reading order, as `packPrepared` made them. */
export interface EncodeTask {
  locale: string;
  packed: readonly Uint8Array[];
}

/** The built program of the thread: beside the one that this code is in, or one folder above it. */
const worker = ['./encode-worker.js', '../encode-worker.js']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => url.protocol === 'file:' && existsSync(fileURLToPath(url)));

/** Whether files are made beside the program's other work. */
export const encodesElsewhere = worker !== undefined;

/** How the words of a locale are read, its stemmer included. */
export async function openLanguage(locale: string): Promise<Language> {
  const { words, stopWords } = rulesOf(locale);
  return { locale, rules: words, stopWords, stem: await loadStemmer(locale) };
}

/** Makes the files; equal articles give equal ones. A thread that fails is told of, and its work is done here. */
export async function encodeArticles(task: EncodeTask): Promise<IndexFiles> {
  try {
    if (worker) return await encodeInThread(worker, task);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), { code: 'FINGERPOST_ENCODE_THREAD' });
  }
  return encodeHere(task);
}

/** Makes the files in this thread. */
export async function encodeHere({ locale, packed }: EncodeTask): Promise<IndexFiles> {
  const index = createLiveIndex(await openLanguage(locale), () => undefined);
  const unpack = makeUnpacker();
  const slugs = packed.map((bytes) => {
    const article = unpack(bytes);
    index.put(article);
    return article.card.slug;
  });
  index.arrange(slugs);
  return encodeIndex(index);
}

function encodeInThread(program: URL, task: EncodeTask): Promise<IndexFiles> {
  return new Promise((resolve, reject) => {
    // Options of this process, such as one that says how its own program is read, are not meant for it.
    const thread = new Worker(program, { workerData: task, execArgv: [] });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
}
