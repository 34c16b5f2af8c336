// Questions with known right articles, where there are any on this machine, and how rankings for them are scored.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

export const SETS = ['thunderbird', 'stackfaq', 'cranfield'];
/** Suffixes of the files: the same questions as they are asked, misspelt, cut off, inflected otherwise, shortened. */
export const VARIANTS = ['', '-typo', '-typo1', '-prefix', '-morph', '-short'];
export const FOLDS = 5;
const folder = join(process.env.FINGERPOST_SHARED ?? join(root, '../shared'), 'search');

/** The folder of a set; null where it is not on this machine. */
export function setFolder(set) {
  const path = join(folder, set);
  return existsSync(path) ? path : null;
}

/** Questions of a set as {id, query, rel: {slug: grade}}; null where there are none of this kind. */
export function readQuestions(set, name) {
  const file = join(folder, set, `${name}.jsonl`);
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** Which of the five folds a question is in: the same one in every run and every file. */
export function foldOf({ id }) {
  return createHash('sha256').update(String(id)).digest().readUInt32BE(0) % FOLDS;
}

/** @param rankings slugs, best first, one list for each question. @returns {{n, s3, mrr, zero}} shares; mrr at 10 */
export function scoreRankings(questions, rankings) {
  const sum = { s3: 0, mrr: 0, zero: 0 };
  for (const [at, { rel }] of questions.entries()) {
    const ids = rankings[at].slice(0, 10);
    const place = ids.findIndex((slug) => rel[slug] > 0);
    if (place >= 0) sum.mrr += 1 / (place + 1);
    if (place >= 0 && place < 3) sum.s3 += 1;
    if (ids.length === 0) sum.zero += 1;
  }
  const n = questions.length;
  return { n, s3: sum.s3 / n, mrr: sum.mrr / n, zero: sum.zero / n };
}

/** Mean of the five folds, and how far they lie apart (standard deviation). */
export function scoreFolds(questions, rankings) {
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const places = [...questions.keys()].filter((at) => foldOf(questions[at]) === fold);
    return scoreRankings(
      places.map((at) => questions[at]),
      places.map((at) => rankings[at]),
    );
  });
  return { s3: spreadOf(folds.map(({ s3 }) => s3)), mrr: spreadOf(folds.map(({ mrr }) => mrr)) };
}

/** Mean and standard deviation of a few values. */
export function spreadOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, deviation: Math.sqrt(variance) };
}

/** @param times in ms; sorted in place. */
export function percentile(times, share) {
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(share * times.length))];
}
