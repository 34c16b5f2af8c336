// The tables of the benchmark of reports: each report, and targets beside figures.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

const FILE = join(root, 'docs/reports-measured.md');
const COLD_MS = 300;
const WARM_MS = 50;
const MOST_RATIO = 1.2;
const LONG_MS = 5;
const MOST_UPKEEP = 0.2;
const LEAST_SHARE = 0.5;

/** @param found what was measured on one database. */
export function reportsTable({ dialect, reports, many, few, sessions, tickets, days }) {
  const rows = reports.map(
    ({ name, cold, anew, again, year, ratio }) =>
      `| ${name} | ${cold.toFixed(0)} | ${anew.toFixed(1)} | ${again.toFixed(1)} | ${year === null ? '–' : year.toFixed(0)} | ${ratio.toFixed(2)} |`,
  );
  return `\nReports on ${nameOf(dialect)}: server time in ms with ${number(many)} events in ${number(sessions)} sessions over ${days} days, and ${number(tickets)} requests; 28 days, or the year\n
| report | first time | worked out anew | again | a year, anew | anew, by that with ${number(few)} events |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** One row for each target and database. */
export function targetsTable(measured) {
  const rows = measured.flatMap((found) => targetsOf(found).map((row) => `| ${row.join(' | ')} |`));
  return `\n| target | database | figure | kept |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function targetsOf({ dialect, reports, path }) {
  const on = nameOf(dialect);
  const rows = [];
  if (reports) {
    const add = (what, column, most, least = 0) => {
      const some = reports.filter(({ anew }) => anew >= least);
      const { name, [column]: value } = some.reduce((worst, row) => (row[column] > worst[column] ? row : worst));
      const over = some.filter((row) => row[column] > most).length;
      const unit = column === 'ratio' ? `${value.toFixed(2)} times` : `${value.toFixed(0)} ms`;
      const rest = over === 0 ? 'yes' : `no: ${over} of ${some.length} are over it`;
      rows.push([what, on, `${unit} (${name})`, rest]);
    };
    add(`any report the first time, at most ${COLD_MS} ms`, 'cold', COLD_MS);
    add(`any report again, at most ${WARM_MS} ms`, 'again', WARM_MS);
    add(`any report worked out anew, at most ${WARM_MS} ms`, 'anew', WARM_MS);
    // What takes a moment only differs by chance.
    add(
      `gate: ten times the events, at most ${MOST_RATIO} times, of those over ${LONG_MS} ms`,
      'ratio',
      MOST_RATIO,
      LONG_MS,
    );
    const sum = (of) => reports.reduce((all, row) => all + of(row), 0);
    const together = sum(({ anew }) => anew) / sum(({ anew, ratio }) => anew / ratio);
    rows.push([
      'gate: the same, all reports together',
      on,
      `${together.toFixed(2)} times`,
      together <= MOST_RATIO ? 'yes' : 'no',
    ]);
  }
  if (path) {
    const yes = (isKept) => (isKept ? 'yes' : 'no');
    rows.push(
      [
        'keeping daily counts adds at most a fifth',
        on,
        `${(100 * path.upkeep).toFixed(0)} %`,
        yes(path.upkeep <= MOST_UPKEEP),
      ],
      [
        'events a second, at least half of a route that only parses and inserts',
        on,
        `${path.ratio.toFixed(2)} (${number(Math.round(path.product))} of ${number(Math.round(path.bare))})`,
        yes(path.ratio >= LEAST_SHARE),
      ],
    );
  }
  return rows;
}

/** Writes docs/reports-measured.md. */
export function publish(measured) {
  const busy = `${cpus().length} processors, ${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0].toFixed(1)} at the end`;
  const intro = readIntro();
  const tables = measured.map((found) => (found.reports ? reportsTable(found) : '')).join('\n');
  writeFileSync(FILE, `${intro}\nMeasured on ${busy}.\n${targetsTable(measured)}${tables}`);
}

/** What stands before the first table was written by hand. */
function readIntro() {
  return readFileSync(FILE, 'utf8').split('\nMeasured on ')[0];
}

function nameOf(dialect) {
  return dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL';
}

function number(value) {
  return value.toLocaleString('en-GB');
}
