// Gathers what sessions add to the daily counts and take away from them, and writes the sum once, in one transaction.
import { type CompiledQuery, sql } from 'kysely';
import type { Trx } from '../db/database.ts';
import { dialectOf } from '../db/dialect.ts';
import { COUNTS, type RollupChange, wholePlace } from './count-session.ts';
import type { RollupTable } from './rollup-scope.queries.ts';

/** Rows of one statement, as many as fit: SQLite takes a bounded number of values. */
const ROWS_AT_ONCE = [64, 16, 4, 1];

type Counted = [table: RollupTable, id: string, wholeId: string, counts: Record<string, number>];

interface Sum {
  /** Null where the row is only taken from: then it is there. */
  keys: Record<string, string | number> | null;
  counts: Map<string, number>;
}

export interface RollupChanges {
  /** Counts what a session is now. */
  add(rows: readonly RollupChange[]): void;
  /** Takes away what it counted as before, as `countedText` wrote it; null and empty are nothing. */
  takeAway(counted: string | null): void;
  /** Writes what is not zero, and forgets it. */
  write(trx: Trx): Promise<void>;
}

/** What a session counted as, kept with it: names of rows and numbers, no words. */
export function countedText(rows: readonly RollupChange[]): string {
  return JSON.stringify(rows.map(({ table, id, wholeId, counts }) => [table, id, wholeId, counts]));
}

export function createRollupChanges(): RollupChanges {
  let tables = new Map<RollupTable, Map<string, Sum>>();

  function sumOf(table: RollupTable, id: string): Sum {
    const rows = tables.get(table) ?? new Map<string, Sum>();
    tables.set(table, rows);
    const sum = rows.get(id) ?? { keys: null, counts: new Map() };
    rows.set(id, sum);
    return sum;
  }

  function count(sum: Sum, counts: Readonly<Record<string, number>>, times: 1 | -1): void {
    for (const [name, value] of Object.entries(counts))
      sum.counts.set(name, (sum.counts.get(name) ?? 0) + times * value);
  }

  return {
    add(rows) {
      for (const { table, id, wholeId, place, own, counts } of rows) {
        const sum = sumOf(table, id);
        sum.keys ??= { ...place, is_whole: 0, ...own };
        count(sum, counts, 1);
        const whole = sumOf(table, wholeId);
        whole.keys ??= { ...wholePlace(place), is_whole: 1, ...own };
        count(whole, counts, 1);
      }
    },
    takeAway(counted) {
      if (!counted) return;
      for (const [table, id, wholeId, counts] of JSON.parse(counted) as Counted[]) {
        count(sumOf(table, id), counts, -1);
        count(sumOf(table, wholeId), counts, -1);
      }
    },
    async write(trx) {
      const written = tables;
      tables = new Map();
      for (const [table, sums] of written) await writeTable(trx, table, sums);
    },
  };
}

async function writeTable(trx: Trx, table: RollupTable, sums: ReadonlyMap<string, Sum>): Promise<void> {
  const names: readonly string[] = COUNTS[table];
  const known: (string | number)[][] = [];
  let columns: string[] = [];
  for (const [id, { keys, counts }] of sums) {
    if (!isChanged(counts)) continue;
    if (keys === null) await takeFrom(trx, table, id, counts);
    else {
      columns = ['id', ...Object.keys(keys), ...names];
      known.push([id, ...Object.values(keys), ...names.map((name) => counts.get(name) ?? 0)]);
    }
  }
  for (let at = 0; at < known.length; ) {
    const rows = known.slice(at, at + (ROWS_AT_ONCE.find((size) => size <= known.length - at) ?? 1));
    await trx.executeQuery({ ...statementOf(trx, table, columns, rows.length), parameters: rows.flat() });
    at += rows.length;
  }
}

function isChanged(counts: ReadonlyMap<string, number>): boolean {
  for (const value of counts.values()) if (value !== 0) return true;
  return false;
}

/** A row that is only taken from is there: what is taken now was added to it. */
async function takeFrom(trx: Trx, table: RollupTable, id: string, counts: ReadonlyMap<string, number>): Promise<void> {
  const less = [...counts].filter(([, value]) => value !== 0);
  await trx
    .updateTable(table as 'attempt_day')
    .set(Object.fromEntries(less.map(([name, value]) => [name, sql`${sql.ref(name)} + ${value}`])) as never)
    .where('id', '=', id)
    .execute();
}

/** Writing a statement costs more than running it, and only its values differ: few lengths of it are kept, by database. */
const statements = new Map<string, CompiledQuery<unknown>>();

function statementOf(trx: Trx, table: RollupTable, columns: readonly string[], rows: number): CompiledQuery<unknown> {
  const name = `${dialectOf(trx)} ${table} ${rows}`;
  const kept = statements.get(name);
  if (kept) return kept;
  const row = Object.fromEntries(columns.map((column) => [column, 0]));
  const made = trx
    .insertInto(table)
    .values(Array.from({ length: rows }, () => row) as never)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(added(table, COUNTS[table]) as never))
    .compile();
  if (made.parameters.length !== rows * columns.length)
    throw new Error(`${table} takes other values than its columns.`);
  statements.set(name, made);
  return made;
}

/** Names are those of `COUNTS`, never of a request. */
function added(table: RollupTable, names: readonly string[]) {
  const sums = names.map((name) => [name, sql`${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`]);
  // A wording that was forgotten and is typed again by somebody else has words again.
  const words = table === 'phrase_day' ? [['form', sql`${sql.ref('excluded.form')}`]] : [];
  return Object.fromEntries([...sums, ...words]);
}
