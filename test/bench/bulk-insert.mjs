// Writes many made-up rows as quickly as each database takes them.
import { CompiledQuery } from 'kysely';

/** Values of one statement that SQLite takes. */
const MOST_VALUES = 30_000;
const texts = new Map();

/** @param rows all with the same columns, in the same order. @param dialect as `dialectOf` gives it. */
export async function bulkInsert(trx, dialect, table, rows) {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]);
  const columns = names.map((name) => `"${name}"`).join(', ');
  if (dialect === 'postgres') {
    const text = `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1::json)`;
    for (let at = 0; at < rows.length; at += 5_000)
      await trx.executeQuery(CompiledQuery.raw(text, [JSON.stringify(rows.slice(at, at + 5_000))]));
    return;
  }
  const atOnce = Math.min(500, Math.floor(MOST_VALUES / names.length));
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    const key = `${table} ${some.length} ${columns}`;
    const row = `(${names.map(() => '?').join(',')})`;
    const text = texts.get(key) ?? `insert into "${table}" (${columns}) values ${some.map(() => row).join(',')}`;
    texts.set(key, text);
    await trx.executeQuery(
      CompiledQuery.raw(
        text,
        some.flatMap((one) => names.map((name) => one[name])),
      ),
    );
  }
}
