// Gathers what sessions add to the daily counts and take away from them, and writes the sum once, in one transaction.
import { type CompiledQuery, sql } from 'kysely';
import type { Trx } from '../db/database.ts';
import { dialectOf } from '../db/dialect.ts';
import { COUNTS, type RollupChange } from './count-session.ts';
import type { RollupTable } from './rollup-scope.queries.ts';
import type { RollupPlace } from './rollups.table.ts';

/** Rows of one statement, as many as fit: SQLite takes a bounded number of values. */
const ROWS_AT_ONCE = [64, 16, 4, 1];
/** A name is the day, a point and a hash; rows are found by day and hash. */
const DAY_LENGTH = '2026-03-02'.length;

type Counted = [table: RollupTable, id: string, wholeId: string, counts: Record<string, number>];

interface Sum {
  isWhole: 0 | 1;
  /** What the row is of; null where it is only taken from: then it is there. */
  of: { place: RollupPlace; own: Readonly<Record<string, string | number>> } | null;
  /** In the order of the table's columns. */
  counts: number[];
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

  function sumsOf(table: RollupTable): Map<string, Sum> {
    const known = tables.get(table);
    if (known) return known;
    const sums = new Map<string, Sum>();
    tables.set(table, sums);
    return sums;
  }

  return {
    add(rows) {
      for (const { table, id, wholeId, place, own, counts } of rows) {
        const sums = sumsOf(table);
        const here = sumOf(sums, table, id, 0);
        here.of ??= { place, own };
        const whole = sumOf(sums, table, wholeId, 1);
        whole.of ??= { place, own };
        count(table, [here, whole], counts, 1);
      }
    },
    takeAway(counted) {
      if (!counted) return;
      for (const [table, id, wholeId, counts] of JSON.parse(counted) as Counted[]) {
        const sums = sumsOf(table);
        count(table, [sumOf(sums, table, id, 0), sumOf(sums, table, wholeId, 1)], counts, -1);
      }
    },
    async write(trx) {
      const written = tables;
      tables = new Map();
      for (const [table, sums] of written) await writeTable(trx, table, sums);
    },
  };
}

function sumOf(sums: Map<string, Sum>, table: RollupTable, id: string, isWhole: 0 | 1): Sum {
  const known = sums.get(id);
  if (known) return known;
  const sum: Sum = { isWhole, of: null, counts: COUNTS[table].map(() => 0) };
  sums.set(id, sum);
  return sum;
}

/** Where each count stands among the columns of its table. */
const POSITIONS = Object.fromEntries(
  Object.entries(COUNTS).map(([table, names]) => [table, new Map<string, number>(names.map((name, at) => [name, at]))]),
);

function count(
  table: RollupTable,
  sums: readonly Sum[],
  counts: Readonly<Record<string, number>>,
  times: 1 | -1,
): void {
  const positions = POSITIONS[table];
  for (const name in counts) {
    const at = positions?.get(name);
    if (at === undefined) continue;
    const value = times * (counts[name] ?? 0);
    for (const { counts: own } of sums) own[at] = (own[at] ?? 0) + value;
  }
}

async function writeTable(trx: Trx, table: RollupTable, sums: ReadonlyMap<string, Sum>): Promise<void> {
  const known: (string | number)[][] = [];
  let columns: string[] = [];
  for (const [id, { isWhole, of, counts }] of sums) {
    if (!counts.some((value) => value !== 0)) continue;
    const day = id.slice(0, DAY_LENGTH);
    const hash = id.slice(DAY_LENGTH + 1);
    if (of === null) await takeFrom(trx, table, { isWhole, day, id: hash }, counts);
    else {
      const { place, own } = of;
      columns = [...KEY, ...PLACE, ...Object.keys(own), ...COUNTS[table]];
      const { site, category } = place;
      const narrow = isWhole ? ['', '', '', ''] : [place.target_group, place.audience, place.locale, place.page_key];
      known.push([isWhole, day, hash, site, category, ...narrow, ...Object.values(own), ...counts]);
    }
  }
  for (let at = 0; at < known.length; ) {
    const rows = known.slice(at, at + (ROWS_AT_ONCE.find((size) => size <= known.length - at) ?? 1));
    await trx.executeQuery({ ...statementOf(trx, table, columns, rows.length), parameters: rows.flat() });
    at += rows.length;
  }
}

const KEY = ['is_whole', 'day', 'id'] as const;
const PLACE = ['site', 'category', 'target_group', 'audience', 'locale', 'page_key'];

/** What there is one row of: the tables' primary keys. Rows of an article lie together, the others by their day. */
function keyOf(table: RollupTable): (typeof KEY)[number][] {
  return table === 'article_day' ? [...KEY, 'article' as (typeof KEY)[number]] : [...KEY];
}

/** A row that is only taken from is there: what is taken now was added to it. */
async function takeFrom(
  trx: Trx,
  table: RollupTable,
  { isWhole, day, id }: { isWhole: 0 | 1; day: string; id: string },
  counts: readonly number[],
): Promise<void> {
  const less = COUNTS[table].flatMap((name, at) => (counts[at] ? [[name, sql`${sql.ref(name)} + ${counts[at]}`]] : []));
  await trx
    .updateTable(table as 'attempt_day')
    .set(Object.fromEntries(less) as never)
    .where('is_whole', '=', isWhole)
    .where('day', '=', day)
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
    .onConflict((conflict) => conflict.columns(keyOf(table)).doUpdateSet(added(table, COUNTS[table]) as never))
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
