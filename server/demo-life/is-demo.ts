// Whether this database is filled with invented life, which the console then says on every page.
import type { Db } from '../db/database.ts';

/** True from the moment at which `demo` begins until `demo --remove` is done. */
export async function isDemo(db: Db): Promise<boolean> {
  return (await db.selectFrom('demo_row').select('id').limit(1).executeTakeFirst()) !== undefined;
}
