// What was measured of the widgets, as tables and sentences.
import { percentile } from '../labelled-sets.mjs';
import { medianDifference } from './paired.mjs';

const one = (value) => value.toFixed(1);
const whole = (value) => value.toFixed(0);

/** Median (minimum) of one figure over the rounds. */
function middle(values, say = whole) {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return known.length ? `${say(percentile(known, 0.5))} (${say(known[0])})` : '–';
}

/** All figures of all subjects, each median (minimum). */
export function tableOf(subjects) {
  const alone = subjects[0];
  /** What is more than on the page alone, round by round. */
  const more = ({ quiet }, key) => quiet.map((visit, round) => visit[key] - alone.quiet[round][key]);
  const rows = subjects.map((subject) => {
    const { name, quiet, tasks, near, far } = subject;
    const last = quiet.at(-1);
    const isAlone = subject === alone;
    return [
      name,
      one(last.bytes / 1_000),
      last.requests,
      middle(
        quiet.map(({ script }) => script),
        one,
      ),
      isAlone ? middle(quiet.map(({ task }) => task)) : `+${middle(more(subject, 'task'))}`.replace('+-', '-'),
      middle(tasks, one),
      isAlone
        ? one(last.heap / 1e6)
        : `+${middle(
            more(subject, 'heap').map((bytes) => bytes / 1e6),
            (mb) => mb.toFixed(2),
          )}`,
      near.length ? one(Math.max(...near.map(({ bytes }) => bytes)) / 1_000) : '–',
      middle(near.map(({ input }) => input)),
      middle(far.map(({ input }) => input)),
      middle(far.map(({ answer }) => answer)),
    ];
  });
  return [
    '| on the page | kB at load | requests | script ms | all tasks ms | longest task with a script ms | heap MB | kB more until a box | click to box ms | the same, slow line | click to answers ms, slow line |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ];
}

/** What a table cannot say of ours. @param pairs ms of scripts beside an empty one's, by subject */
export function sentencesOf(subjects, pairs) {
  const ours = subjects.find(({ name }) => name === 'Fingerpost');
  const say = (name) => {
    const { median, low, high } = medianDifference(pairs[name]);
    return `${median.toFixed(2)} ms (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)})`;
  };
  const count = (key) => ours.quiet.reduce((sum, visit) => sum + visit[key], 0);
  const alone = subjects[0].quiet.reduce((sum, visit) => sum + visit.long, 0);
  const panel = [...ours.near, ...ours.far].map((click) => click.panel);
  const painted = [...ours.near, ...ours.far].map((click) => click.painted);
  const inFirstFrame = [...ours.near, ...ours.far].filter(({ frames }) => frames === 1).length;
  return [
    `Script beyond an empty script's, median of ${pairs.Fingerpost.length} pairs in turns: Fingerpost ${say('Fingerpost')}, a bare loader ${say('a bare loader')}.`,
    '',
    `Of ${ours.quiet.length} visits with Fingerpost: ${count('shifts')} layout shifts, ${count('long')} tasks over 50 ms by the clock (the page alone: ${alone}).`,
    '',
    `Of ${panel.length} clicks on Fingerpost's launcher, whatever the line, ${inFirstFrame} have the panel in the first frame that follows; until then it takes ${middle(panel, one)} ms, to its being painted, in steps of 8 ms: ${middle(painted)} ms.`,
  ];
}

/** The figures that somebody looks for who decides whether to embed it; medians. */
export function shortTable(subjects) {
  const mid = (values, say) => middle(values, say).replace(/ .*/, '');
  const rows = subjects
    .filter(({ name }) => name !== 'the page alone')
    .map(({ name, quiet, tasks, near, far }) => [
      name,
      one(quiet.at(-1).bytes / 1_000),
      one((quiet.at(-1).bytes + Math.max(0, ...near.map(({ bytes }) => bytes))) / 1_000),
      mid(
        quiet.map(({ script }) => script),
        one,
      ),
      mid(tasks, one),
      ((quiet.at(-1).heap - subjects[0].quiet.at(-1).heap) / 1e6).toFixed(1),
      mid(far.map(({ input }) => input)),
      mid(far.map(({ answer }) => answer)),
    ]);
  return [
    '| on the page | kB at load | kB until a box | script ms | longest task ms | heap MB | click to box ms | click to answers ms |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}
