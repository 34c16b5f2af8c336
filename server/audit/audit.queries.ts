// Reads the audit, newest first, page by page.
import type { AuditPage, ListAudit } from '../../contract/api/audit.ts';
import { AUDIT_WORDS } from '../../contract/words/audit-words.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { dayEnd, dayStart } from '../reports/report-window.ts';
import type { Settings } from '../settings/settings-schema.ts';

/** Who can have acted besides the people who work here. */
const NOBODIES = ['system', 'command line', 'nobody'];

/** @throws AppError validation_failed for a cursor that is not ours, or for somebody whom nobody knows. */
export async function listAudit(db: Db, settings: Settings, query: ListAudit): Promise<AuditPage> {
  let matching = db.selectFrom('audit').selectAll();
  if (query.what) matching = matching.where('what', '=', query.what);
  if (query.who) matching = matching.where('actor', '=', await actorOf(db, query.who));
  if (query.from) matching = matching.where('at', '>=', dayStart(query.from, settings.time_zone));
  if (query.to) matching = matching.where('at', '<', dayEnd(query.to, settings.time_zone));
  if (query.cursor) {
    const [at, id] = readCursor(query.cursor);
    matching = matching.where((eb) => eb.or([eb('at', '<', at), eb.and([eb('at', '=', at), eb('id', '<', id)])]));
  }
  const rows = await matching
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const ids = [...new Set(shown.flatMap(({ actor, about }) => (about === null ? [actor] : [actor, about])))];
  const people =
    ids.length > 0 ? await db.selectFrom('agent').select(['id', 'name']).where('id', 'in', ids).execute() : [];
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name;
  return {
    entries: shown.map(({ at, actor, what, about, detail }) => ({
      at,
      who: nameOf(actor) ?? (NOBODIES.includes(actor) ? actor : 'somebody who left'),
      what: what as keyof typeof AUDIT_WORDS,
      label: AUDIT_WORDS[what as keyof typeof AUDIT_WORDS] ?? what,
      about: about === null ? null : (nameOf(about) ?? about),
      detail,
    })),
    next_cursor:
      rows.length > query.limit && last ? Buffer.from(JSON.stringify([last.at, last.id])).toString('base64url') : null,
  };
}

async function actorOf(db: Db, who: string): Promise<string> {
  if (NOBODIES.includes(who)) return who;
  const agent = await db.selectFrom('agent').select('id').where('email', '=', who.toLowerCase()).executeTakeFirst();
  if (agent) return agent.id;
  throw new AppError('validation_failed', {
    errors: [
      {
        pointer: '/who',
        detail: `Use the mail address of somebody who works here, or one of: ${NOBODIES.join(', ')}.`,
      },
    ],
  });
}

function readCursor(cursor: string): [at: string, id: string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string'))
      return value as [string, string];
  } catch (_notACursor) {
    // Said below: a cursor that cannot be read is one that was not ours.
  }
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/cursor', detail: 'Use the next_cursor of the page before.' }],
  });
}
