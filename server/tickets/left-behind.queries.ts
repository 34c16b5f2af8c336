// What a change of the settings or of the people has left behind: open requests whose status, category, path or assignee is gone.
import type { Db } from '../db/database.ts';
import type { Settings } from '../settings/settings-schema.ts';

/**
 * Sentences for whoever starts the server, with counts: nothing of it stops the start, since each such request is still
 * shown and can be moved, filed or given to somebody. Of somebody who left only what is still open counts.
 */
export async function leftBehindWarnings(db: Db, settings: Settings): Promise<string[]> {
  const ended = Object.keys(settings.statuses).filter((name) => settings.statuses[name]?.ends);
  const [statuses, categories, workflows, leavers] = await Promise.all([
    countBy(db, 'status', Object.keys(settings.statuses)),
    countBy(db, 'category', Object.keys(settings.categories)),
    countBy(db, 'workflow', Object.keys(settings.workflows)),
    db
      .selectFrom('ticket')
      .innerJoin('agent', 'agent.id', 'ticket.assignee_id')
      .select((eb) => ['agent.email', eb.fn.countAll<number>().as('count')])
      .where('agent.disabled', '=', 1)
      .where('ticket.erased_at', 'is', null)
      .where('ticket.status', 'not in', ended.length > 0 ? ended : [''])
      .groupBy('agent.email')
      .orderBy('agent.email')
      .execute(),
  ]);
  return [
    ...statuses.map(
      ({ name, count }) =>
        `${requests(count)} in the status "${name}", which the settings do not have. ${they(count)} shown and can be moved to the start or to review. Put the status back, or move ${them(count)} on.`,
    ),
    ...categories.map(
      ({ name, count, restricted }) =>
        `${requests(count)} in the category "${name}", which the settings do not have. ${
          restricted > 0
            ? `${restricted === 1 ? '1 is' : `${restricted} are`} restricted: nobody can read ${them(restricted)} until the settings have the category again, with its readers.`
            : `${they(count)} shown and can be filed elsewhere.`
        }`,
    ),
    ...workflows.map(
      ({ name, count }) =>
        `${requests(count)} on the path "${name}", which the settings do not have. ${they(count)} moved by the path of the category and type instead.`,
    ),
    ...leavers.map(
      ({ email, count }) =>
        `${requests(Number(count))} open and assigned to ${email}, who cannot sign in any more. Give ${them(Number(count))} to somebody else.`,
    ),
  ];
}

async function countBy(
  db: Db,
  column: 'status' | 'category' | 'workflow',
  known: string[],
): Promise<{ name: string; count: number; restricted: number }[]> {
  const rows = await db
    .selectFrom('ticket')
    .select((eb) => [
      `ticket.${column} as name`,
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('ticket.restricted').as('restricted'),
    ])
    .where('ticket.erased_at', 'is', null)
    .where(`ticket.${column}`, 'not in', known)
    .groupBy(`ticket.${column}`)
    .orderBy(`ticket.${column}`)
    .execute();
  return rows.map(({ name, count, restricted }) => ({ name, count: Number(count), restricted: Number(restricted) }));
}

const requests = (count: number) => (count === 1 ? '1 request is' : `${count} requests are`);
const they = (count: number) => (count === 1 ? 'It is' : 'They are');
const them = (count: number) => (count === 1 ? 'it' : 'them');
