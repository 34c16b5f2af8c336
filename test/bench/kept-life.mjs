// The seeded databases that reports are measured on: made where they are not there yet, and kept where KEEP says.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';
import { seedLife } from './seed-life.mjs';

/** Raised when what is seeded changes. */
const VERSION = 1;
const SECRET_KEY = 'a secret of the benchmarks, long enough';

/**
 * @param wanted `{dialect, sessions, tickets, days, now}`
 * @returns a place: its `env` and `folder`, a `token` of an admin, how many `events` and `sessions` there are.
 */
export async function fillOrFind(load, { keep, postgres }, wanted) {
  const { dialect, sessions, tickets } = wanted;
  const name = `${dialect}_${sessions}_${tickets}_v${VERSION}`;
  const folder = join(keep, name);
  const note = join(folder, 'seeded.json');
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: dialect === 'sqlite' ? `sqlite:${join(folder, 'reports.db')}` : postgres.urlOf(name),
    ...{ KB_DIR: join(root, 'test/fixtures/kb-small'), RATE_LIMITS: 'off', LOG_LEVEL: 'silent', SECRET_KEY },
  };
  if (existsSync(note)) return { ...wanted, name, env, folder, ...JSON.parse(readFileSync(note, 'utf8')) };
  const begun = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (dialect === 'postgres') {
    await postgres.query(`drop database if exists ${name}`);
    await postgres.query(`create database ${name}`);
  }
  const { sql } = await load('kysely');
  const { addAgent, createToken } = await load('/server/people/tokens.ts');
  const services = await openedAt(load, { env, folder, now: wanted.now });
  // What breaks off is made anew: nothing needs to be on the disk before the end.
  if (dialect === 'sqlite')
    for (const pragma of ['synchronous = off', 'cache_size = -400000'])
      await sql.raw(`pragma ${pragma}`).execute(services.db);
  const agents = [await addAgent(services.db, services, { email: 'admin@example.com', role: 'admin' })];
  const events = await seedLife(load, services, { ...wanted, agents });
  const token = await createToken(services.db, services, { email: 'admin@example.com', name: 'bench' });
  if (dialect === 'sqlite') await sql`analyze`.execute(services.db);
  await services.close();
  if (dialect === 'postgres') await postgres.query('vacuum analyze', name);
  writeFileSync(note, JSON.stringify({ token, events }));
  console.error(`${name}: seeded in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return { ...wanted, name, env, folder, token, events };
}

/** A copy of a place that may be written to, and how to throw it away. */
export async function copyOf(place, postgres) {
  const name = `${place.name}_copy`;
  const folder = `${place.folder}_copy`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (place.dialect === 'sqlite') copyFileSync(join(place.folder, 'reports.db'), join(folder, 'reports.db'));
  else {
    await postgres.query(`drop database if exists ${name}`);
    await postgres.query(`create database ${name} template ${place.name}`);
  }
  const url = place.dialect === 'sqlite' ? `sqlite:${join(folder, 'reports.db')}` : postgres.urlOf(name);
  return {
    place: { ...place, name, folder, env: { ...place.env, DATA_DIR: folder, DATABASE_URL: url } },
    async drop() {
      rmSync(folder, { recursive: true, force: true });
      if (place.dialect === 'postgres') await postgres.query(`drop database ${name}`);
    },
  };
}

/** The services of a place, with its clock standing still. */
export async function openedAt(load, { env, folder, now }) {
  const { openServices } = await load('/server/open-services.ts');
  const { readConfig } = await load('/server/config.ts');
  return openServices(readConfig(env, folder), env, { built: folder, clock: { now: () => now } });
}
