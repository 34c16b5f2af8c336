// Five-fold cross-validation: the ranking's numbers are chosen by four folds of the questions and asked those of the fifth.
import { engines } from './engines/all.mjs';
import { FOLDS, foldOf, readQuestions, SETS, setFolder, spreadOf, VARIANTS } from './labelled-sets.mjs';
import { learn, MOST_QUESTIONS } from './learning.mjs';
import { docsOf, readRelease } from './product.mjs';
import { choicesAround, openWith } from './ranking-choices.mjs';

/** How many choices of numbers are tried, beside the present one. */
export const CHOICES = 40;
const DEPTH = 10;
/** What was learnt and then asked counts as one set more. */
const LEARNT = 'learnt';

/** Asks every question once with every choice of numbers, and of each fold what the best of the other four says. @returns markdown */
export async function measureFolds() {
  const tasks = await readTasks();
  if (tasks.length === 0) return 'No labelled questions are on this machine: set FINGERPOST_SHARED.';
  const { ranking } = await openWith();
  const choices = [];
  for (const [at, numbers] of [{}, ...choicesAround(ranking, CHOICES)].entries()) {
    const places = await placesWith(await openWith(numbers), tasks);
    choices.push({ places });
    console.error(`choice ${at} of ${CHOICES}: ${means(tasks, places, () => true).toFixed(4)}`);
  }
  const [tuned, ...tried] = choices;
  const chosen = Array.from({ length: FOLDS }, (_, fold) =>
    bestOf(tasks, tried, (question) => foldOf(question) !== fold),
  );
  const crossed = tasks.map(({ questions }, task) =>
    questions.map((question, at) => tried[chosen[foldOf(question)]].places[task][at]),
  );
  return [
    ...tablesOf(tasks, tuned.places, crossed),
    `Chosen for the five folds: ${chosen.map((at) => `number ${at + 1}`).join(', ')} of ${CHOICES} (the first ${CHOICES / 2} are the near ones).`,
  ].join('\n');
}

/** All that is asked: for each set and kind of questions the index (by fold where what was learnt depends on it). */
async function readTasks() {
  const tasks = [];
  for (const set of SETS) {
    const folder = setFolder(set);
    if (!folder) continue;
    const docs = docsOf(await readRelease(`${folder}/kb`));
    const files = await engines.ours.build(docs);
    for (const kind of VARIANTS) {
      const questions = readQuestions(set, `queries${kind}`);
      if (questions) tasks.push({ set, kind: kind.slice(1) || 'clean', questions, filesOf: () => files });
    }
    const known = readQuestions(set, 'learn-known');
    const asked = readQuestions(set, 'learn-asked');
    const noisy = readQuestions(set, 'queries-noisy');
    if (known && asked) {
      const learnt = await engines.ours.build(await learn(docs, known, MOST_QUESTIONS));
      tasks.push({ set: LEARNT, kind: `${set}, phrasings known`, questions: asked, filesOf: () => learnt });
    }
    if (noisy) {
      const byFold = [];
      for (let fold = 0; fold < FOLDS; fold += 1)
        byFold.push(
          await engines.ours.build(
            await learn(
              docs,
              noisy.filter((pair) => foldOf(pair) !== fold),
              MOST_QUESTIONS,
            ),
          ),
        );
      const questions = readQuestions(set, 'queries');
      tasks.push({
        set: LEARNT,
        kind: `${set}, noisy pairs`,
        questions,
        filesOf: (question) => byFold[foldOf(question)],
      });
    }
  }
  return tasks;
}

/** Where the first right article stands, task by task and question by question: 0 is the first place, -1 none of ten. */
async function placesWith({ loadIndex, loadStemmer, planQuery, rankArticles }, tasks) {
  const stem = await loadStemmer('en');
  const opened = new Map();
  const indexOf = (files) => {
    let index = opened.get(files);
    if (!index) {
      index = loadIndex(files.first);
      index.addBodies(files.rest);
      index.addStemmer(stem);
      opened.set(files, index);
    }
    return index;
  };
  return tasks.map(({ questions, filesOf }) =>
    questions.map((question) => {
      const index = indexOf(filesOf(question));
      const ranked = rankArticles(index, planQuery(index, question.query), 'everyone', DEPTH);
      return ranked.findIndex(({ card }) => question.rel[card.slug] > 0);
    }),
  );
}

function score(places) {
  const success = places.filter((place) => place >= 0 && place < 3).length / places.length;
  const mrr = places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / places.length;
  return { success, mrr };
}

/** What a choice is judged by: each set counts the same, in it each kind of questions, in that success@3 and MRR. */
function means(tasks, places, isAsked) {
  const bySet = new Map();
  for (const [task, { set, questions }] of tasks.entries()) {
    const { success, mrr } = score(places[task].filter((_, at) => isAsked(questions[at])));
    bySet.set(set, [...(bySet.get(set) ?? []), (success + mrr) / 2]);
  }
  return mean(Array.from(bySet.values(), mean));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function bestOf(tasks, choices, isAsked) {
  const judged = choices.map(({ places }) => means(tasks, places, isAsked));
  return judged.indexOf(Math.max(...judged));
}

function tablesOf(tasks, tuned, crossed) {
  const lines = [];
  for (const set of [...SETS, LEARNT].filter((name) => tasks.some((task) => task.set === name))) {
    const own = [...tasks.keys()].filter((task) => tasks[task].set === set);
    const row = (name, key, places) => {
      const cells = own.map((task) => {
        const { questions } = tasks[task];
        const folds = Array.from({ length: FOLDS }, (_, fold) =>
          places[task].filter((_, at) => foldOf(questions[at]) === fold),
        );
        const { deviation } = spreadOf(folds.map((fold) => score(fold)[key]));
        return `${score(places[task])[key].toFixed(3)} ± ${deviation.toFixed(3)}`;
      });
      return `| ${name} | ${cells.join(' | ')} |`;
    };
    lines.push(
      `**${set}**`,
      '',
      `| | ${own.map((task) => `${tasks[task].kind} (${tasks[task].questions.length})`).join(' | ')} |`,
      `|---|${'---|'.repeat(own.length)}`,
      row('success@3, numbers in use', 'success', tuned),
      row('success@3, cross-validated', 'success', crossed),
      row('MRR@10, numbers in use', 'mrr', tuned),
      row('MRR@10, cross-validated', 'mrr', crossed),
      '',
    );
  }
  return lines;
}
