// The form of the help centre: shown, checked, sent once; whatever goes wrong, every word stays in it.
import { type Context, Hono } from 'hono';
import { SubmitTicketSchema } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { type AppError, asAppError, statusOf } from '../errors.ts';
import { parseBody } from '../http/read-json.ts';
import { readForm } from '../pages/read-form.ts';
import { requireSameOrigin } from '../pages/same-origin.ts';
import { sendPage, sendPrivatePage } from '../pages/send-page.ts';
import { restrictedReaders } from '../people/restricted-readers.ts';
import type { Services } from '../services.ts';
import { submitTicket } from '../tickets/submit-ticket.ts';
import type { FieldErrors } from './form-fields.ts';
import type { HelpPage } from './help-frame.ts';
import { logOwnFault, setRetryAfter } from './problem-pages.ts';
import { type RequestForm, requestPage, sentPage } from './request-page.ts';
import { keepKey } from './ticket-cookie.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FIELDS = ['message', 'category', 'name', 'email', 'page_key'];

export function requestRoutes(services: Services, pageOf: (context: Context) => HelpPage): Hono {
  const app = new Hono();
  const { settings } = services;
  const limit = services.rateLimits.limit('submit');

  app.get('/help/:locale/request', async (context) => {
    const page = pageOf(context);
    const asked = context.req.query('category') ?? '';
    const form: RequestForm = {
      idempotencyKey: services.ids.uuid(),
      message: '',
      category: Object.hasOwn(settings.categories, asked) ? asked : firstCategory(),
      name: '',
      email: '',
      isReplyExpected: true,
      pageKey: (context.req.query('page') ?? '').slice(0, LIMITS.pageKey),
    };
    const markup = requestPage(page, form, await restrictedReaders(services.db, settings));
    // Each form has its own key, so it must not come out of a cache; its address is no secret.
    const response = sendPage(context, markup);
    response.headers.set('Cache-Control', 'no-store');
    return response;
  });

  app.post('/help/:locale/request', async (context) => {
    const page = pageOf(context);
    requireSameOrigin(context, services.config.publicUrl);
    const form = await readRequest(context);
    try {
      await limit(context, async () => undefined);
      if (!UUID.test(form.idempotencyKey)) return await again(context, page, form, 400, { notice: page.words.formOld });
      const { ticket } = await submitTicket(services, inputOf(page, form), form.idempotencyKey, 'help_centre');
      keepKey(context, services, String(ticket.number), ticket.access_key);
      return sendPrivatePage(context, sentPage(page, ticket));
    } catch (error) {
      const known = asAppError(error);
      logOwnFault(services, context, known, error);
      setRetryAfter(context, known);
      if (known.code === 'idempotency_mismatch')
        return again(context, page, form, statusOf(known.code), { notice: page.words.sentBefore });
      const errors = fieldErrors(page, form, known);
      const notice = Object.keys(errors).length === 0 ? known.message : undefined;
      // The same key again: what may have been stored before the failure is then not stored twice.
      return again(
        context,
        page,
        form,
        statusOf(known.code),
        { errors, ...(notice ? { notice } : {}) },
        form.idempotencyKey,
      );
    }
  });
  return app;

  function firstCategory(): string {
    return 'general' in settings.categories ? 'general' : (Object.keys(settings.categories)[0] ?? '');
  }

  async function readRequest(context: Context): Promise<RequestForm> {
    const fields = await readForm(context, LIMITS.ticketBodyBytes);
    return {
      idempotencyKey: fields.text('idempotency_key').toLowerCase(),
      message: fields.text('message'),
      category: fields.text('category') || firstCategory(),
      name: fields.text('name').trim(),
      email: fields.text('email').trim(),
      isReplyExpected: fields.text('reply_expected') !== '',
      pageKey: fields.text('page_key').trim(),
    };
  }

  async function again(
    context: Context,
    page: HelpPage,
    form: RequestForm,
    status: ReturnType<typeof statusOf>,
    problems: { errors?: FieldErrors; notice?: string },
    idempotencyKey = services.ids.uuid(),
  ): Promise<Response> {
    // Where the database is what failed, the form is still shown, without the readers' names.
    const readers = await restrictedReaders(services.db, settings).catch(() => new Map<string, string[]>());
    return sendPrivatePage(context, requestPage(page, { ...form, idempotencyKey }, readers, problems), status);
  }

  function inputOf({ locale }: HelpPage, form: RequestForm) {
    const site = 'default' in settings.sites ? 'default' : (Object.keys(settings.sites)[0] ?? 'default');
    return parseBody(SubmitTicketSchema, {
      site,
      locale,
      message: form.message.trim(),
      category: form.category,
      reply_expected: form.isReplyExpected,
      ...(form.name ? { name: form.name } : {}),
      ...(form.email ? { email: form.email } : {}),
      ...(form.pageKey ? { page_key: form.pageKey } : {}),
    });
  }
}

/** The sentences for what the schema refuses, one for each field. */
function fieldErrors({ words, locale }: HelpPage, form: RequestForm, known: AppError): FieldErrors {
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const found = known.extras.errors ?? [];
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const error = found.find(({ pointer }) => pointer === `/${name}`);
      if (!error) return [];
      const sentences: Record<string, string | false> = {
        message: form.message.trim()
          ? form.message.length > LIMITS.message &&
            words.messageLong(number(LIMITS.message), number(form.message.length))
          : words.messageMissing,
        category: words.categoryWrong,
        name: form.name.length > LIMITS.name && words.nameLong(number(LIMITS.name)),
        email: words.emailWrong,
        page_key: form.pageKey.length > LIMITS.pageKey && words.pageLong(number(LIMITS.pageKey)),
      };
      return [[name, sentences[name] || error.detail]];
    }),
  );
}
