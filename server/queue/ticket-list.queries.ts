// One page of the queue with the number of all that match, at any number of requests (decision 0012).
import { type RawBuilder, sql } from 'kysely';
import type { ListTickets, TicketFilters, TicketPage, View } from '../../contract/api/queue.ts';
import type { Db } from '../db/database.ts';
import {
  allOf,
  type Condition,
  countedConditions,
  otherConditions,
  type QueueContext,
  readableIn,
} from './queue-conditions.ts';
import {
  afterAll,
  afterWithin,
  comparePlaces,
  type Order,
  orderOf,
  orderOfAll,
  orderValue,
  orderWithin,
  type Place,
  readCursor,
  writeCursor,
} from './queue-order.ts';
import { queueRows } from './queue-rows.ts';

/** Reading on through an order costs about this many rows before asking for the few that match is the better plan. */
const MAX_ROWS_WALKED = 3_000;
/** One part of a query for each; far more statuses than these are asked for in one. */
const MAX_CELLS = 80;

/** The requests of one status and priority: how many there are, and how many of them the kept counts let match. */
interface Cell {
  status: string;
  priority: string;
  all: number;
  matching: number;
}

export async function listTickets(context: QueueContext, query: ListTickets): Promise<TicketPage> {
  const { db } = context;
  const { sort, cursor, limit, ...filters } = query;
  const order = orderOf(sort);
  const after = cursor === undefined ? null : readCursor(order, cursor);
  const others = otherConditions(context, filters);
  const cells = await countCells(context, filters);
  const known = cells.reduce((sum, cell) => sum + cell.matching, 0);
  const conditions = [
    readableIn('ticket', context.viewer),
    ...(await countedConditions('ticket', context, filters)),
    ...others,
  ];
  const total = others.length === 0 || known === 0 ? known : await countExactly(db, conditions);
  const places = total === 0 ? [] : await placesOf(db, order, { cells, known, total, conditions, after, limit });
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  return {
    tickets: await queueRows(
      context,
      shown.map((place) => place.number),
    ),
    next_cursor: places.length > limit && last ? writeCursor(order, last) : null,
    total,
  };
}

/** How many requests match, for this person. */
export async function countTickets(context: QueueContext, filters: TicketFilters): Promise<number> {
  const others = otherConditions(context, filters);
  const known = (await countCells(context, filters)).reduce((sum, cell) => sum + cell.matching, 0);
  if (others.length === 0 || known === 0) return known;
  return countExactly(context.db, [
    readableIn('ticket', context.viewer),
    ...(await countedConditions('ticket', context, filters)),
    ...others,
  ]);
}

/** The same views, each with its count; those that the kept counts can answer in one question together. */
export async function countViews(context: QueueContext, views: readonly View[]): Promise<View[]> {
  const isCounted = (view: View) => otherConditions(context, view.filters).length === 0;
  const readable = readableIn('ticket_count', context.viewer);
  const columns = await Promise.all(
    views.map(async ({ filters }) => {
      const matching = allOf([readable, ...(await countedConditions('ticket_count', context, filters))]);
      return sql<number>`sum(case when ${matching} then n else 0 end)`;
    }),
  );
  const row = await context.db
    .selectFrom('ticket_count')
    .select(columns.map((column, at) => column.as(`v${at}`)))
    .executeTakeFirst();
  const known = views.map((_view, at) => Number((row as Record<string, unknown> | undefined)?.[`v${at}`] ?? 0));
  return Promise.all(
    views.map(async (view, at) => {
      const count = isCounted(view) || known[at] === 0 ? (known[at] ?? 0) : await countTickets(context, view.filters);
      return { ...view, count };
    }),
  );
}

async function countCells(context: QueueContext, filters: TicketFilters): Promise<Cell[]> {
  const matching = allOf([
    readableIn('ticket_count', context.viewer),
    ...(await countedConditions('ticket_count', context, filters)),
  ]);
  const rows = await context.db
    .selectFrom('ticket_count')
    .select(['status', 'priority'])
    .select((eb) => [
      eb.fn.sum<number>('n').as('all'),
      sql<number>`sum(case when ${matching} then n else 0 end)`.as('matching'),
    ])
    .groupBy(['status', 'priority'])
    .execute();
  return rows
    .map((row) => ({ ...row, all: Number(row.all), matching: Number(row.matching) }))
    .filter((cell) => cell.matching > 0);
}

async function countExactly(db: Db, conditions: readonly Condition[]): Promise<number> {
  const { n } = await db
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(allOf(conditions))
    .executeTakeFirstOrThrow();
  return Number(n);
}

interface Wanted {
  cells: readonly Cell[];
  /** What the kept counts let match, and what does match. */
  known: number;
  total: number;
  conditions: readonly Condition[];
  after: Place | null;
  limit: number;
}

/** The places of one page and of one request more. */
async function placesOf(db: Db, order: Order, wanted: Wanted): Promise<Place[]> {
  const { cells, known, total, conditions, after, limit } = wanted;
  const share = total / known;
  const walked = cells.reduce(
    (sum, { all, matching }) => sum + Math.min(all, ((limit + 1) * all) / Math.max(matching * share, 0.001)),
    0,
  );
  if (walked > MAX_ROWS_WALKED || cells.length > MAX_CELLS) {
    const everything = allOf([...conditions, ...(after ? [afterAll(order, after)] : [])]);
    return readPlaces(db, sql`${selectPlaces(order, everything)} order by ${orderOfAll(order)} limit ${limit + 1}`);
  }
  // The few first of each part, each read in its order from an index, are all that can be on the page.
  const parts = partsOf(order, cells, after).map(({ where, from }) => {
    const condition = allOf([where, ...conditions, ...(from ? [afterWithin(order, from)] : [])]);
    return sql`select * from (${selectPlaces(order, condition)} order by ${orderWithin(order)} limit ${limit + 1}) part`;
  });
  if (parts.length === 0) return [];
  const places = await readPlaces(db, sql.join(parts, sql` union all `));
  return places.sort((a, b) => comparePlaces(order, a, b)).slice(0, limit + 1);
}

/** A part of the queue that one index has in order, and the place in it to go on from. */
function partsOf(
  order: Order,
  cells: readonly Cell[],
  after: Place | null,
): { where: Condition; from: Place | null }[] {
  if (!order.urgentFirst) {
    const statuses = [...new Set(cells.map((cell) => cell.status))];
    return statuses.map((status) => ({ where: sql`ticket.status = ${status}`, from: after }));
  }
  return cells
    .filter((cell) => !after || cell.priority <= after.priority)
    .map(({ status, priority }) => ({
      where: sql`ticket.status = ${status} and ticket.priority = ${priority}`,
      from: after && priority === after.priority ? after : null,
    }));
}

function selectPlaces(order: Order, condition: Condition): RawBuilder<unknown> {
  return sql`select ticket.number as number, ticket.priority as priority, ${orderValue(order)} as value from ticket where ${condition}`;
}

async function readPlaces(db: Db, query: RawBuilder<unknown>): Promise<Place[]> {
  const { rows } = await (query as RawBuilder<Place>).execute(db);
  return rows;
}
