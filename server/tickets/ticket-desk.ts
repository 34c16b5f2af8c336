// What all routes about one request share: who asks, whether they may, the request as the transaction reads it, the answer.
import type { Context } from 'hono';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canAnswerTicket, canListTickets, canReadTicket, type Viewer } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import type { CookieOptions } from '../sign-in/session-viewer.ts';
import { findTicketFor, type TicketRow } from './find-ticket.queries.ts';
import { etagOf, ticketDetail } from './ticket-detail.ts';

/** Somebody who is signed in, and a request that they may read. */
export interface AtDesk {
  viewer: Viewer;
  ticket: TicketRow;
}

export interface TicketDesk {
  /** @throws AppError not_signed_in, not_allowed, not_found. */
  reading(context: Context): Promise<AtDesk>;
  /** As `reading`, for those who may answer it too; a route that takes files says so. */
  answering(context: Context, options?: CookieOptions): Promise<AtDesk>;
  /** Runs `job` on the request as it is then, and answers with it. */
  act(context: Context, at: AtDesk, job: (trx: Trx, ticket: TicketRow) => Promise<void>): Promise<Response>;
  /** Runs `job` on the request as it is then. */
  write<T>(at: AtDesk, job: (trx: Trx, ticket: TicketRow) => Promise<T>): Promise<T>;
  /** Answers with all of the request. */
  answer(context: Context, at: AtDesk): Promise<Response>;
}

export function ticketDesk(services: Services): TicketDesk {
  async function reading(context: Context, options: CookieOptions = {}): Promise<AtDesk> {
    const viewer = await signedIn(services, context, options);
    if (!canListTickets(viewer)) throw new AppError('not_allowed');
    return { viewer, ticket: await findTicketFor(services.db, viewer, context.req.param('number') ?? '') };
  }

  function write<T>({ viewer, ticket }: AtDesk, job: (trx: Trx, ticket: TicketRow) => Promise<T>): Promise<T> {
    return services.writes.write(async (trx) => {
      const current = await trx.selectFrom('ticket').selectAll().where('id', '=', ticket.id).executeTakeFirst();
      // It may have been erased, or moved out of sight, since it was read.
      if (!current || !canReadTicket(viewer, current)) throw new AppError('not_found');
      return job(trx, current);
    });
  }

  async function answer(context: Context, { viewer, ticket }: AtDesk): Promise<Response> {
    context.header('ETag', etagOf(ticket));
    return sendJson(context, await ticketDetail(services.db, services, viewer, ticket));
  }

  return {
    reading: (context) => reading(context),
    write,
    answer,
    answering: async (context, options) => {
      const at = await reading(context, options);
      if (!canAnswerTicket(at.viewer, at.ticket)) throw new AppError('not_allowed');
      return at;
    },
    act: async (context, at, job) => {
      await write(at, job);
      const ticket = await services.db
        .selectFrom('ticket')
        .selectAll()
        .where('id', '=', at.ticket.id)
        .executeTakeFirstOrThrow();
      // Whoever moved a request out of their own sight is told that it worked, not what it says now.
      if (!canReadTicket(at.viewer, ticket)) return sendJson(context, { number: ticket.number });
      return answer(context, { viewer: at.viewer, ticket });
    },
  };
}

/** What is about one request is for one person at one moment. */
export function sendJson(context: Context, body: object): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(body);
}
