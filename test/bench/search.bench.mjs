// The search measured: ranking beside other engines, learning, and the curve from 100 to 10,000 articles.
// `-- search quality`, `learning`, `folds`, `curve` or `curve-1000` runs a part of them; `--write` puts the tables into docs/search-measured.md.
import { COUNTS, measureCurve } from './curve.mjs';
import { CHOICES, measureFolds } from './folds.mjs';
import { measureLearning } from './learning.mjs';
import { measureQuality } from './quality.mjs';
import { FAR, NEAR } from './ranking-choices.mjs';
import { writePart } from './report.mjs';

const FOLDS_NOTE = `The numbers of the ranking were found on these questions, so what they reach on them says too much. Here ${CHOICES} other choices of numbers, drawn at random around those in use (each number multiplied or divided by up to ${NEAR} in half of the choices, by up to ${FAR} in the others; those in use are not among them), are asked every question. For each of five folds (by a hash of the question's id, the same fold for all kinds of a question) the choice that does best on the other four is asked the questions of the fifth; best is by the mean over the sets of success@3 and MRR, all kinds of questions counted the same within their set. Cells are over all questions of a kind ± the standard deviation between folds. The formula itself was chosen on all questions, and the choices lie around numbers that were.`;
const PARTS = {
  quality: {
    title: 'Ranking, beside other engines',
    measure: measureQuality,
    note: `Labelled questions and those same with a slip in every long word (typo), in one word (typo1), with the last word cut off (prefix), in other inflections (morph), and cut to three words (short). All engines index title and text of the same articles. Times are computing time of clean questions in this process (Pagefind's by the clock in Chromium, without its worker; ours with marks and snippets, which the others do not make); memory is what stays after loading (Pagefind's is that of its page). Brotli at quality 11, above 5 MB at 9, above 50 MB at 5. One choice of settings for all sets; nothing is fitted to a fold.`,
  },
  learning: {
    title: 'Learning from past questions',
    measure: measureLearning,
    note: 'What was learnt is chosen and indexed by the code of the product. About half of the noisy pairs are wrong.',
  },
  folds: {
    title: 'Cross-validated',
    measure: measureFolds,
    note: FOLDS_NOTE,
  },
};
const CURVE_NOTE = `Articles of the seeded generator (test/bench/make-articles.mjs), with the lengths, the frequencies of words and the growth of the vocabulary of real ones; labelled questions told in their words. Bytes are of the index alone, over each engine's own program, after brotli (Pagefind packs its own files; its "before the first result" is a sample of one question with five results). A keystroke is a search after each letter of eight questions, in computing time (Pagefind's by the clock); engines take turns. Our first part is without the stemmer of the language, which comes with the rest; above our ceiling the server answers (served: memory and times are the server's, ready is its start with what it kept, bytes are one answer).`;
for (const count of COUNTS)
  PARTS[`curve-${count}`] = {
    title: `At ${count.toLocaleString('en')} articles`,
    measure: () => measureCurve(count),
    note:
      count === COUNTS[0]
        ? CURVE_NOTE
        : 'Measured as at the first size. All indexes are in one process of this benchmark: the collecting of their memory falls on whichever is asked.',
  };

/** @param words names of parts, none for all, and `--write` */
export async function run(words = []) {
  const wanted = words.filter((word) => !word.startsWith('--'));
  for (const [name, { title, measure, note }] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.some((word) => name === word || name.startsWith(`${word}-`))) continue;
    const begun = performance.now();
    const text = await measure();
    console.log(`\n${title} (${((performance.now() - begun) / 1000).toFixed(0)} s)\n\n${note}\n\n${text}`);
    if (words.includes('--write')) writePart(name, title, `${note}\n\n${text}`);
  }
}
