// `simulate`: plants gaps in invented lives, runs the reports on them, and prints what they found against the gates.
import { parseArgs } from 'node:util';
import type { CommandIo } from '../command-io.ts';
import { UsageError } from '../usage-error.ts';
import { measureRun, type RunMeasures } from './measures.ts';
import { isKept, type ScoreLine, type Summary, summarise } from './summary.ts';
import { DEFAULT_NOISE, type Profile, SESSIONS_A_WEEK, STRESS_NOISE } from './world.ts';

export const SIMULATE_USAGE = `fingerpost simulate --profile S|M|L --seed N [--seeds K] [--stress] [--gate] [--json]
  Invents eight weeks of help (S 70, M 300, L 1,500 attempts a week) with gaps planted in them, runs the reports, and
  prints how much of what was planted they found. --seeds runs so many, from --seed on. --stress: half of the answers
  without a link, three in ten kinds confirmed. --gate: exit code 1 where a release gate is missed.`;

const PROGRESS_EVERY_MS = 2_000;
const MOST_SEEDS = 1_000;

export async function runSimulate(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      profile: { type: 'string', default: 'M' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      stress: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const profile = profileOf(values.profile);
  const first = numberOf('--seed', values.seed, 0, 2 ** 31);
  const seeds = numberOf('--seeds', values.seeds, 1, MOST_SEEDS);
  const noise = values.stress ? STRESS_NOISE : DEFAULT_NOISE;
  const runs: RunMeasures[] = [];
  let shown = performance.now();
  for (let seed = first; seed < first + seeds; seed += 1) {
    runs.push(measureRun({ seed, profile, noise }));
    if (io.isTerminal && performance.now() - shown > PROGRESS_EVERY_MS) {
      shown = performance.now();
      io.err(`${runs.length} of ${seeds} runs …`);
    }
    // A signal to stop is heard between two runs.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const summary = summarise(runs);
  const heading = `profile ${profile} (${SESSIONS_A_WEEK[profile]} attempts a week), ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} from ${first}, ${values.stress ? 'stress' : 'default'} noise, ${Math.round(summary.ticketsARun)} requests a run`;
  if (values.json)
    io.out(JSON.stringify({ profile, seed: first, seeds, stress: values.stress, scores: summary.lines.map(asJson) }));
  else printTable(io, heading, summary, profile === 'M' && !values.stress);
  const missed = summary.lines.filter((line) => !isKept(line));
  return values.gate && missed.length > 0 ? 1 : 0;
}

/** The gates are those of M with the default noise; beside the others they stand for comparison. */
function printTable(io: CommandIo, heading: string, summary: Summary, isJudged: boolean): void {
  const width = Math.max(...summary.lines.map(({ name }) => name.length));
  io.out(heading);
  io.out('');
  for (const line of summary.lines) io.out(rowOf(line, width, isJudged));
  io.out('');
  io.out('planted → named, of those found');
  for (const [truth, row] of [...summary.subKinds].sort())
    io.out(
      `  ${truth.padEnd(12)} ${[...row]
        .sort()
        .map(([named, count]) => `${named} ${count}`)
        .join(' · ')}`,
    );
  io.out('All of it is simulated: it shows that the rules find what was planted, not that people behave so.');
}

function rowOf(line: ScoreLine, width: number, isJudged: boolean): string {
  const bound = `${line.isMost ? '≤' : '≥'} ${line.gate}`;
  const verdict = isJudged ? `${bound}  ${isKept(line) ? 'kept' : 'MISSED'}` : `(of M: ${bound})`;
  const gate = line.gate === null ? '' : verdict;
  return `${line.name.padEnd(width)}  ${line.text.padStart(7)}  ${gate}`.trimEnd();
}

function asJson(line: ScoreLine) {
  const { name, value, gate, isMost } = line;
  return { name, value, gate, at: gate === null ? null : isMost ? 'most' : 'least', kept: isKept(line) };
}

function profileOf(name: string): Profile {
  if (name === 'S' || name === 'M' || name === 'L') return name;
  throw new UsageError(`--profile is S, M or L, not ${JSON.stringify(name)}.\n${SIMULATE_USAGE}`);
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option} is a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`);
}
