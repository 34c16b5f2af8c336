// The console's routes about the people who work here: everybody and their links for admins.
import type { Context } from 'hono';
import { ChangePersonSchema, InvitePersonSchema, type PersonWithLink } from '../../contract/api/people.ts';
import { LIMITS } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { makeLink } from '../sign-in/links.ts';
import { changePerson } from './change-person.ts';
import { findPerson, listPeople } from './people.queries.ts';
import { canManagePeople, type Viewer } from './permissions.ts';
import { signedIn } from './signed-in.ts';
import { addAgent } from './tokens.ts';

const REFUSALS = {
  401: { means: 'Nobody is signed in.' },
  403: { means: 'This is for admins.' },
};
const NOBODY = { 404: { means: 'There is nobody with this id.' } };

export function peopleRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/people',
      summary: 'Everybody who works here, those who left last.',
      access: 'token',
      answers: { 200: { means: '{people}' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      await admin(context);
      return answer(context, { people: await listPeople(services.db, services.settings) });
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/people',
      summary: 'Invites somebody. The one-time link for their password is in the answer, and nowhere else.',
      access: 'token',
      body: InvitePersonSchema,
      answers: {
        201: { means: '{person, link}' },
        ...REFUSALS,
        409: { means: 'There is already somebody with this address.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await admin(context);
      const { email, role, name } = await readJson(context, InvitePersonSchema, LIMITS.smallBodyBytes);
      const { id, link } = await services.writes.write(async (trx) => {
        const id = await addAgent(trx, services, { email, role, ...(name ? { name } : {}) });
        await recordAudit(trx, services, viewer, { what: 'person_invited', about: id, detail: `As ${role}.` });
        return { id, link: await makeLink(trx, services, id) };
      });
      return answer(context, { person: await person(id), link } satisfies PersonWithLink, 201);
    },
  );

  api.route(
    {
      method: 'patch',
      path: '/api/v1/admin/people/{id}',
      summary:
        'Changes name, role, or whether somebody may still come in. Their sessions end where their rights change.',
      access: 'token',
      body: ChangePersonSchema,
      answers: {
        200: { means: 'The person as they are now.' },
        ...REFUSALS,
        ...NOBODY,
        409: { means: 'The last admin, or oneself.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await admin(context);
      const change = await readJson(context, ChangePersonSchema, LIMITS.smallBodyBytes);
      const id = context.req.param('id') ?? '';
      await services.writes.write((trx) => changePerson(trx, services, viewer, id, change));
      return answer(context, await person(id));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/people/{id}/link',
      summary: 'Makes a one-time link for a password, to hand over. Earlier links of this person stop working.',
      access: 'token',
      answers: { 201: { means: '{person, link}' }, ...REFUSALS, ...NOBODY, 409: { means: 'They may not come in.' } },
    },
    limit,
    async (context) => {
      const viewer = await admin(context);
      const found = await person(context.req.param('id') ?? '');
      if (found.disabled)
        throw new AppError('not_possible_now', { detail: 'They may not come in. Let them in again first.' });
      const link = await services.writes.write(async (trx) => {
        await recordAudit(trx, services, viewer, { what: 'link_made', about: found.id });
        return makeLink(trx, services, found.id);
      });
      return answer(context, { person: found, link } satisfies PersonWithLink, 201);
    },
  );

  async function admin(context: Context): Promise<Viewer> {
    const viewer = await signedIn(services, context);
    if (!canManagePeople(viewer)) throw new AppError('not_allowed');
    return viewer;
  }

  async function person(id: string) {
    const found = await findPerson(services.db, services.settings, id);
    if (!found) throw new AppError('not_found');
    return found;
  }

  return api;
}

function answer(context: Context, body: object, status: 200 | 201 = 200): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(body, status);
}
