// One page of the queue with the number of all that match, at any number of requests (decision 0012).
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListTickets, TicketPage } from '../../contract/api/queue.ts';
import type { Db } from '../db/database.ts';
import { allOf, type Condition, type QueueContext } from './queue-conditions.ts';
import { type Cell, measureQueue, type QueueMeasure, totalOf } from './queue-counts.queries.ts';
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

/** Reading on through an order is expected to pass at most so many rows, else all that match are looked up. */
const MAX_ROWS_WALKED = 3_000;
/** So many are looked up and sorted at once, where nobody knows how far apart they stand in the order. */
const MAX_LOOKED_UP = 5_000;
/** One part of a query for each; with more statuses than these, all are asked about at once. */
const MAX_CELLS = 80;

interface Found {
  /** The first places of the page, and one more where there is one. */
  places: Place[];
  total: number;
}

/** @throws AppError validation_failed for a cursor that is not of this order. */
export async function listTickets(context: QueueContext, query: ListTickets): Promise<TicketPage> {
  const { sort, cursor, limit, format: _shape, ...filters } = query;
  const order = orderOf(sort);
  const after = cursor === undefined ? null : readCursor(order, cursor);
  const measure = await measureQueue(context, filters);
  const { places, total } = await find(context.db, order, measure, after, limit + 1);
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

/** The kept counts decide how: what they know has its place in an index, few others are looked up, many are walked to. */
async function find(db: Db, order: Order, measure: QueueMeasure, after: Place | null, wanted: number): Promise<Found> {
  if (measure.total === 0) return { places: [], total: 0 };
  const isKept = measure.total === measure.known && !measure.hasWords;
  if (isKept) return { places: await keptPlaces(db, order, measure, after, wanted), total: measure.known };
  // Days of submission are one piece of the order by submission.
  if (measure.isSpan && order.column === 'submitted_at' && !measure.hasStatus) {
    const places = await readInOrder(db, order, partsOf(order, null, after), measure.condition, wanted);
    return { places, total: await totalOf(db, measure) };
  }
  if (measure.total === null || measure.total <= MAX_LOOKED_UP) {
    const some = await readPlaces(db, sql`${selectPlaces(order, measure.condition)} limit ${MAX_LOOKED_UP + 1}`);
    if (some.length <= MAX_LOOKED_UP) return { places: pageOf(order, some, after, wanted), total: some.length };
  }
  const total = await totalOf(db, measure);
  const places =
    (wanted * measure.all) / Math.max(total, 1) <= MAX_ROWS_WALKED
      ? await readInOrder(db, order, partsOf(order, null, after), measure.condition, wanted)
      : await readSorted(db, order, measure, after, wanted);
  return { places, total };
}

/** How many stand in each part of the order is known, so that the cheaper way can be told. */
function keptPlaces(
  db: Db,
  order: Order,
  measure: QueueMeasure,
  after: Place | null,
  wanted: number,
): Promise<Place[]> {
  const { cells, known, all, condition } = measure;
  if (!measure.hasStatus && (wanted * all) / known <= MAX_ROWS_WALKED)
    return readInOrder(db, order, partsOf(order, null, after), condition, wanted);
  const walked = cells.reduce((sum, cell) => sum + Math.min(cell.all, (wanted * cell.all) / cell.matching), 0);
  if (walked <= MAX_ROWS_WALKED && cells.length <= MAX_CELLS)
    return readInOrder(db, order, partsOf(order, cells, after), condition, wanted);
  return readSorted(db, order, measure, after, wanted);
}

/** A part of the queue that one index has in order, and the place in it to go on from. */
interface Part {
  where: Condition | null;
  from: Place | null;
}

/** By status, or over all; in an order that begins with the urgent ones also by priority, in lists of their own. */
function partsOf(order: Order, cells: readonly Cell[] | null, after: Place | null): Part[][] {
  const statuses = cells === null ? [null] : [...new Set(cells.map((cell) => cell.status))];
  const inStatus = (status: string | null) => (status === null ? [] : [sql<SqlBool>`ticket.status = ${status}`]);
  if (!order.urgentFirst) return [statuses.map((status) => ({ where: allOf(inStatus(status)), from: after }))];
  return ['urgent', 'normal']
    .filter((priority) => !after || priority <= after.priority)
    .map((priority) =>
      statuses.map((status) => ({
        where: allOf([...inStatus(status), sql<SqlBool>`ticket.priority = ${priority}`]),
        from: after && priority === after.priority ? after : null,
      })),
    );
}

/** The first of each part, each read in its order from an index: nothing else can be among the first of all. */
async function readInOrder(
  db: Db,
  order: Order,
  lists: readonly Part[][],
  condition: Condition,
  wanted: number,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const parts of lists) {
    if (places.length >= wanted) break;
    const queries = parts.map(({ where, from }) => {
      const all = allOf([...(where ? [where] : []), condition, ...(from ? [afterWithin(order, from)] : [])]);
      return sql`select * from (${selectPlaces(order, all)} order by ${orderWithin(order)} limit ${wanted}) part`;
    });
    places.push(...(await readPlaces(db, sql.join(queries, sql` union all `))));
  }
  return pageOf(order, places, null, wanted);
}

/** All that match, sorted by the database. */
function readSorted(
  db: Db,
  order: Order,
  measure: QueueMeasure,
  after: Place | null,
  wanted: number,
): Promise<Place[]> {
  const everything = allOf([measure.condition, ...(after ? [afterAll(order, after)] : [])]);
  return readPlaces(db, sql`${selectPlaces(order, everything)} order by ${orderOfAll(order)} limit ${wanted}`);
}

function pageOf(order: Order, places: readonly Place[], after: Place | null, wanted: number): Place[] {
  return places
    .filter((place) => !after || comparePlaces(order, place, after) > 0)
    .sort((a, b) => comparePlaces(order, a, b))
    .slice(0, wanted);
}

function selectPlaces(order: Order, condition: Condition): RawBuilder<unknown> {
  return sql`select ticket.number as number, ticket.priority as priority, ${orderValue(order)} as value from ticket where ${condition}`;
}

async function readPlaces(db: Db, query: RawBuilder<unknown>): Promise<Place[]> {
  const { rows } = await (query as RawBuilder<Place>).execute(db);
  return rows;
}
