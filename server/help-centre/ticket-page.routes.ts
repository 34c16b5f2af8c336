// A request as a page: its key is asked for once and kept in a cookie of its own; what may be done is done by plain forms.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { LostLinksSchema } from '../../contract/api/my-requests.ts';
import { ConfirmationSchema, RequesterMessageSchema, SatisfactionSchema } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import { sendAttachment } from '../attachments/send-attachment.ts';
import { keepingFiles } from '../attachments/store-attachments.ts';
import type { Trx } from '../db/database.ts';
import { AppError, asAppError, statusOf } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import { parseBody } from '../http/read-json.ts';
import { type FormFields, readForm, readFormWithFiles } from '../pages/read-form.ts';
import { requireSameOrigin } from '../pages/same-origin.ts';
import { sendPrivatePage } from '../pages/send-page.ts';
import type { Services } from '../services.ts';
import { findTicketByKey, type TicketRow } from '../tickets/find-ticket.queries.ts';
import { askForLinks } from '../tickets/lost-links.ts';
import { markRead } from '../tickets/mark-read.ts';
import { confirmSolved, rateHelp, replyAsRequester } from '../tickets/requester-actions.ts';
import { requesterFile } from '../tickets/requester-messages.queries.ts';
import { requesterView } from '../tickets/requester-view.ts';
import { filesHintOf } from './files-hint.ts';
import type { FieldErrors } from './form-fields.ts';
import { type HelpPage, personalPageFor } from './help-frame.ts';
import { logOwnFault, sayProblem, setRetryAfter } from './problem-pages.ts';
import { forgetKey, formProofOf, isFormProof, keepKey, keepRead, keptKey, keptRead } from './ticket-cookie.ts';
import { askKeyPage, DONE, type Done, type LostKeyState, type TicketPageState, ticketPage } from './ticket-page.ts';

const NUMBER = '/tickets/:number{[0-9]{1,10}}';
const TYPED = ['body', 'comment', 'score', 'rating_comment'];

/** What a form does inside the transaction; answers what the page then says. @throws AppError. */
type Act = (
  fields: FormFields,
  files: readonly ReceivedFile[],
) => { job: (trx: Trx, ticket: TicketRow) => Promise<void>; done: Done };

export function ticketPageRoutes(services: Services): Hono {
  const app = new Hono();
  const lookup = services.rateLimits.limit('lookup');
  const submit = services.rateLimits.limit('submit');

  app.get('/tickets', (context) =>
    sendPrivatePage(context, askKeyPage(personalPageFor(services, context), { number: '', isWrong: false })),
  );

  app.post('/tickets', lookup, async (context) => {
    // Asks nothing but to look: a form of our own page may come without an origin.
    requireSameOrigin(context, services.config.publicUrl, true);
    const fields = await readForm(context, LIMITS.smallBodyBytes);
    const number = fields.text('number').trim();
    const key = fields.text('key');
    const found = await findTicketByKey(services.db, services.secretKey, number, key).catch(orNotFound);
    if (!found) return sendAsk(context, number.slice(0, 10), true);
    keepKey(context, services, String(found.number), key);
    return context.redirect(`/tickets/${found.number}`, 303);
  });

  app.post('/tickets/lost-links', lookup, async (context) => {
    requireSameOrigin(context, services.config.publicUrl, true);
    const page = personalPageFor(services, context);
    const fields = await readForm(context, LIMITS.smallBodyBytes);
    const typed = fields.text('email').trim();
    const wish = LostLinksSchema.safeParse({ email: typed, locale: page.tongue });
    const state = (lost: LostKeyState) => askKeyPage(page, { number: '', isWrong: false, lost });
    if (!wish.success) return sendPrivatePage(context, state({ wrong: typed.slice(0, LIMITS.email) }), 400);
    const site = 'default' in services.settings.sites ? 'default' : (Object.keys(services.settings.sites)[0] ?? '');
    const from = clientAddress(context, services.config.trustedProxyHops);
    return sendPrivatePage(context, state(await askForLinks(services, { site, ...wish.data }, from)));
  });

  app.get(NUMBER, lookup, async (context) => {
    const number = context.req.param('number');
    const given = context.req.query('key');
    if (given !== undefined) {
      keepKey(context, services, number, given);
      return privately(context.redirect(`/tickets/${number}`, 303));
    }
    const kept = keptKey(context);
    if (kept === undefined) return sendAsk(context, number, false);
    const ticket = await findTicketByKey(services.db, services.secretKey, number, kept).catch(orNotFound);
    if (!ticket) {
      forgetKey(context, services, number);
      return sendAsk(context, number, true);
    }
    const done = DONE.find((name) => name === context.req.query('done'));
    return sendTicket(context, ticket, { done });
  });

  app.get(`${NUMBER}/attachments/:id`, lookup, async (context) => {
    const { number, id } = context.req.param();
    const key = keptKey(context);
    const ticket = await findTicketByKey(services.db, services.secretKey, number, key);
    const file = await requesterFile(services.db, ticket, id);
    return sendAttachment(context, services, file, new AppError('ticket_not_found'));
  });

  app.post(
    `${NUMBER}/messages`,
    submit,
    acting((fields, files) => {
      const { body } = parseBody(RequesterMessageSchema, { body: fields.text('body').trim() });
      return { job: (trx, ticket) => replyAsRequester(trx, services, ticket, { body, files }), done: 'reply' };
    }),
  );

  app.post(
    `${NUMBER}/confirmation`,
    submit,
    acting((fields) => {
      const solved = parseBody(z.enum(['yes', 'no']), fields.text('solved')) === 'yes';
      const answer = parseBody(ConfirmationSchema, { solved, comment: fields.text('comment').trim() });
      return {
        job: (trx, ticket) => confirmSolved(trx, services, ticket, answer),
        done: solved ? 'solved' : 'open',
      };
    }),
  );

  app.post(
    `${NUMBER}/satisfaction`,
    submit,
    acting((fields) => {
      const comment = fields.text('rating_comment').trim();
      const rating = parseBody(SatisfactionSchema, {
        score: Number(fields.text('score')),
        ...(comment ? { comment } : {}),
      });
      return { job: (trx, ticket) => rateHelp(trx, services, ticket, rating), done: 'rated' };
    }),
  );

  app.post(`${NUMBER}/forget`, (context) => {
    requireSameOrigin(context, services.config.publicUrl, true);
    forgetKey(context, services, context.req.param('number'));
    return privately(context.redirect('/tickets', 303));
  });
  return app;

  /** A form of a request's page: only from our own page, only with the kept key; what cannot be taken stays in the form. */
  function acting(act: Act) {
    return async (context: Context): Promise<Response> => {
      requireSameOrigin(context, services.config.publicUrl, true);
      const number = context.req.param('number') ?? '';
      const ticket = await findTicketByKey(services.db, services.secretKey, number, keptKey(context)).catch(orNotFound);
      if (!ticket) {
        requireSameOrigin(context, services.config.publicUrl, false);
        return sendAsk(context, number, true);
      }
      const { fields, files, failure } = await readFormWithFiles(context, services, LIMITS.ticketBodyBytes);
      await keepingFiles(services, files, async () =>
        requireSameOrigin(
          context,
          services.config.publicUrl,
          isFormProof(services.secretKey, ticket.id, fields.text('form')),
        ),
      );
      try {
        const done = await keepingFiles(services, files, async () => {
          if (failure) throw failure;
          const { job, done } = act(fields, files);
          await services.writes.write(async (trx) => {
            // Read again inside the transaction, so that two acts at once see each other.
            const now = await trx
              .selectFrom('ticket')
              .selectAll()
              .where('id', '=', ticket.id)
              .executeTakeFirstOrThrow();
            if (now.erased_at !== null) throw new AppError('ticket_not_found');
            await job(trx, now);
            // Who answers has read what was shown: said here too, for the list of their requests.
            const read = keptRead(context);
            if (read) await markRead(trx, services, now.id, read);
          });
          return done;
        });
        return privately(context.redirect(`/tickets/${ticket.number}?done=${done}`, 303));
      } catch (error) {
        return refuse(context, ticket, fields, error);
      }
    };
  }

  async function refuse(context: Context, ticket: TicketRow, fields: FormFields, error: unknown): Promise<Response> {
    const known = asAppError(error);
    logOwnFault(services, context, known, error);
    setRetryAfter(context, known);
    const errors = fieldErrors(pageFor(context, ticket), fields, known);
    return sendTicket(
      context,
      ticket,
      {
        errors,
        typed: Object.fromEntries(TYPED.map((name) => [name, fields.text(name)])),
        ...(Object.keys(errors).length === 0 ? { notice: sayProblem(pageFor(context, ticket), known) } : {}),
      },
      known,
    );
  }

  async function sendTicket(
    context: Context,
    ticket: TicketRow,
    state: Omit<TicketPageState, 'formProof' | 'timeZone' | 'readUntil' | 'filesHint'>,
    problem?: AppError,
  ): Promise<Response> {
    const view = await requesterView(services.db, services, ticket);
    const page = pageFor(context, ticket);
    const readUntil = keptRead(context);
    const newest = view.messages.findLast(({ unread }) => unread)?.at;
    if (newest) keepRead(context, services, String(ticket.number), newest);
    const markup = ticketPage(page, view, {
      ...state,
      readUntil,
      filesHint: filesHintOf(page),
      formProof: formProofOf(services.secretKey, ticket.id),
      timeZone: services.settings.time_zone,
    });
    return sendPrivatePage(context, markup, problem ? statusOf(problem.code) : 200);
  }

  function sendAsk(context: Context, number: string, isWrong: boolean): Response {
    return sendPrivatePage(
      context,
      askKeyPage(personalPageFor(services, context), { number, isWrong }),
      isWrong ? 404 : 200,
    );
  }

  /** In the language in which the request was written. */
  function pageFor(context: Context, ticket: TicketRow): HelpPage {
    return personalPageFor(services, context, ticket.locale);
  }
}

function orNotFound(error: unknown): null {
  if (error instanceof AppError && error.code === 'ticket_not_found') return null;
  throw error;
}

function privately(response: Response): Response {
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('Referrer-Policy', 'no-referrer');
  return response;
}

/** The sentences for what a form's schema refuses, by the names of the form. */
function fieldErrors({ words, tongue }: HelpPage, fields: FormFields, known: AppError): FieldErrors {
  const number = (value: number) => new Intl.NumberFormat(tongue).format(value);
  const body = fields.text('body').trim();
  const sentences: Record<string, [name: string, sentence: string | false]> = {
    '/body': [
      'body',
      body ? body.length > LIMITS.message && words.tooLong(number(LIMITS.message)) : words.messageMissing,
    ],
    '/file': ['file', `${filesHintOf({ words, tongue })} ${words.filesAgain}`],
    '/score': ['score', words.rateMissing],
    '/comment': [fields.text('score') ? 'rating_comment' : 'comment', words.tooLong(number(LIMITS.comment))],
  };
  return Object.fromEntries(
    (known.extras.errors ?? []).flatMap(({ pointer, detail }) => {
      const found = sentences[pointer.replace(/^\/file\/\d+$/, '/file')];
      return found ? [[found[0], found[1] || detail]] : [];
    }),
  );
}
