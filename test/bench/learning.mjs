// What learning from past questions is worth: clean ones in growing number, and noisy ones such as votes give.
import { engines } from './engines/all.mjs';
import { FOLDS, foldOf, readQuestions, scoreRankings, setFolder } from './labelled-sets.mjs';
import { docsOf, openProduct, readRelease } from './product.mjs';

/** At most this many questions of an article enter the index, as LIMITS.learntQuestions says. */
export const MOST_QUESTIONS = 5;

/** @returns markdown */
export async function measureLearning() {
  const lines = [
    '| set | learnt | asked | n | success@1 | success@3 | MRR@10 |',
    '|---|---|---|---|---|---|---|',
    ...(await learnClean()),
    ...(await learnNoisy()),
  ];
  return lines.join('\n');
}

async function learnClean() {
  const folder = setFolder('stackfaq');
  if (!folder) return ['| stackfaq | not on this machine: set FINGERPOST_SHARED | | | | | |'];
  const docs = docsOf(await readRelease(`${folder}/kb`));
  const known = readQuestions('stackfaq', 'learn-known');
  const asked = readQuestions('stackfaq', 'learn-asked');
  const lines = [];
  for (const most of [0, 1, 2, MOST_QUESTIONS]) {
    const rankings = await rank(await learn(docs, known, most), asked);
    const what = most === 0 ? 'nothing' : `learn-known, at most ${most} an article`;
    lines.push(lineOf('stackfaq', what, 'learn-asked', asked, rankings));
  }
  return lines;
}

/** Each fold of the judged questions is asked of an index that learnt from the raw pairs of the other four folds. */
async function learnNoisy() {
  const folder = setFolder('thunderbird');
  if (!folder) return ['| thunderbird | not on this machine: set FINGERPOST_SHARED | | | | | |'];
  const docs = docsOf(await readRelease(`${folder}/kb`));
  const noisy = readQuestions('thunderbird', 'queries-noisy');
  const judged = readQuestions('thunderbird', 'queries');
  const lines = [lineOf('thunderbird', 'nothing', 'clean', judged, await rank(docs, judged))];
  const questions = [];
  const rankings = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const asked = judged.filter((question) => foldOf(question) === fold);
    const others = noisy.filter((question) => foldOf(question) !== fold);
    questions.push(...asked);
    rankings.push(...(await rank(await learn(docs, others, MOST_QUESTIONS), asked)));
  }
  lines.push(lineOf('thunderbird', 'noisy pairs of the other four folds', 'clean, five folds', questions, rankings));
  return lines;
}

/** The same articles with what the product would learn of these questions; each line counts as enough. */
export async function learn(docs, questions, most) {
  if (most === 0) return docs;
  const { learnFromLines } = await openProduct();
  const titles = new Map(docs.map(({ slug, title }) => [slug, title]));
  const chosen = learnFromLines(questions, (slug) => titles.get(slug));
  return docs.map((doc) => ({
    ...doc,
    article: { ...doc.article, learnt: (chosen.get(doc.slug) ?? []).slice(0, most) },
  }));
}

async function rank(docs, questions) {
  const search = await engines.ours.open(await engines.ours.build(docs));
  return questions.map(({ query }) => search(query, 10));
}

function lineOf(set, learnt, asked, questions, rankings) {
  const { n, s3, mrr } = scoreRankings(questions, rankings);
  const first = scoreRankings(
    questions,
    rankings.map((slugs) => slugs.slice(0, 1)),
  ).s3;
  return `| ${set} | ${learnt} | ${asked} | ${n} | ${first.toFixed(3)} | ${s3.toFixed(3)} | ${mrr.toFixed(3)} |`;
}
