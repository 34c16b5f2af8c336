// The form of the help centre: shown, checked, sent once; whatever goes wrong, every word stays in it.
import { type Context, Hono } from 'hono';
import { SubmitTicketSchema } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { removeFiles } from '../attachments/attachment-files.ts';
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import { keepingFiles } from '../attachments/store-attachments.ts';
import { type AppError, asAppError, statusOf } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import { parseBody } from '../http/read-json.ts';
import { readFormWithFiles } from '../pages/read-form.ts';
import { requireSameOrigin } from '../pages/same-origin.ts';
import { sendPage, sendPrivatePage } from '../pages/send-page.ts';
import { restrictedReaders } from '../people/restricted-readers.ts';
import type { Services } from '../services.ts';
import { submitTicket } from '../tickets/submit-ticket.ts';
import { controlOf, typedIn, valuesTyped, wrongTyped } from './asked-fields.ts';
import { filesHintOf } from './files-hint.ts';
import type { FieldErrors } from './form-fields.ts';
import type { HelpPage } from './help-frame.ts';
import { logOwnFault, sayProblem, setRetryAfter } from './problem-pages.ts';
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
      typed: {},
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
    const { form, files, failure, website } = await readRequest(context);
    try {
      // A refusal before it is taken leaves no file behind.
      await keepingFiles(services, files, async () => {
        await limit(context, async () => undefined);
        if (failure) throw failure;
      });
      if (!UUID.test(form.idempotencyKey)) {
        await removeFiles(
          services.config,
          files.map(({ id }) => id),
        );
        return await again(context, page, form, 400, { notice: page.words.formOld });
      }
      const address = clientAddress(context, services.config.trustedProxyHops);
      const { ticket } = await keepingFiles(services, files, async () => {
        const input = { ...inputOf(page, form, files), ...(website ? { website } : {}) };
        return submitTicket(services, input, form.idempotencyKey, 'help_centre', files, address);
      });
      keepKey(context, services, String(ticket.number), ticket.access_key);
      return sendPrivatePage(context, sentPage(page, ticket));
    } catch (error) {
      const known = asAppError(error);
      logOwnFault(services, context, known, error);
      setRetryAfter(context, known);
      if (known.code === 'idempotency_mismatch')
        return again(context, page, form, statusOf(known.code), { notice: page.words.sentBefore });
      const errors = fieldErrors(page, form, files, known);
      const notice = Object.keys(errors).length === 0 ? sayProblem(page, known) : undefined;
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

  async function readRequest(context: Context) {
    const { fields, files, failure } = await readFormWithFiles(context, services, LIMITS.ticketBodyBytes);
    const form: RequestForm = {
      idempotencyKey: fields.text('idempotency_key').toLowerCase(),
      message: fields.text('message'),
      category: fields.text('category') || firstCategory(),
      name: fields.text('name').trim(),
      email: fields.text('email').trim(),
      isReplyExpected: fields.text('reply_expected') !== '',
      pageKey: fields.text('page_key').trim(),
      typed: typedIn(settings, fields),
    };
    return { form, files, failure, website: fields.text('website').slice(0, LIMITS.message) };
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

  function inputOf({ locale }: HelpPage, form: RequestForm, files: readonly ReceivedFile[]) {
    const values = valuesTyped(settings, form.typed, files);
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
      ...(Object.keys(values).length > 0 ? { fields: values } : {}),
    });
  }
}

/** The sentences for what the schema refuses, one for each field. */
function fieldErrors(page: HelpPage, form: RequestForm, files: readonly ReceivedFile[], known: AppError): FieldErrors {
  const { words, tongue } = page;
  const number = (value: number) => new Intl.NumberFormat(tongue).format(value);
  const found = known.extras.errors ?? [];
  const ofFile = found.some(({ pointer }) => /^\/file\b/.test(pointer));
  const wrong = wrongTyped(page, form, files);
  const asked = found.flatMap(({ pointer, detail }) => {
    const key = /^\/fields\/(.+)$/.exec(pointer)?.[1];
    if (key === undefined) return [];
    const isFile = page.services.settings.fields[key]?.kind === 'file';
    return [[isFile ? `file.${key}` : controlOf(key), wrong.get(key) ?? detail]];
  });
  return {
    ...Object.fromEntries(
      FIELDS.flatMap((name) => {
        const error = found.find(({ pointer }) => pointer === `/${name}`);
        if (!error) return [];
        const sentences: Record<string, string | false> = {
          message: form.message.trim()
            ? form.message.length > LIMITS.message && words.tooLong(number(LIMITS.message))
            : words.messageMissing,
          category: words.categoryWrong,
          name: form.name.length > LIMITS.name && words.tooLong(number(LIMITS.name)),
          email: words.emailWrong,
          page_key: form.pageKey.length > LIMITS.pageKey && words.tooLong(number(LIMITS.pageKey)),
        };
        return [[name, sentences[name] || error.detail]];
      }),
    ),
    ...Object.fromEntries(asked),
    ...(ofFile ? { file: `${filesHintOf(page)} ${words.filesAgain}` } : {}),
  };
}
