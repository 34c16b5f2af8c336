// The console's route about requesters: erasing one, for admins.
import { ErasedSchema, EraseRequesterSchema } from '../../contract/api/requesters.ts';
import { LIMITS } from '../../contract/limits.ts';
import { removeFiles } from '../attachments/attachment-files.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canEraseRequesters } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { eraseRequester } from './erase-requester.ts';
import { forgetOnDisk } from './forget-on-disk.ts';

export function requesterRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/requesters/erase',
      summary: 'Erases every trace of a requester; figures stay as they are. Cannot be undone.',
      access: 'token',
      body: EraseRequesterSchema,
      answers: {
        200: {
          means: 'What was erased, or with `dry_run` would be; zeros where there is nothing.',
          schema: ErasedSchema,
        },
        401: { means: 'Nobody is signed in.' },
        403: { means: 'This is for admins.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canEraseRequesters(viewer)) throw new AppError('not_allowed');
      const { email, confirm, dry_run } = await readJson(context, EraseRequesterSchema, LIMITS.smallBodyBytes);
      if (!dry_run && confirm?.trim().toLowerCase() !== email.toLowerCase()) {
        throw new AppError('validation_failed', {
          errors: [{ pointer: '/confirm', detail: 'Type the address again: erasing cannot be undone.' }],
        });
      }
      // What waits to be written would come back after it was erased.
      await services.events.flush();
      const { erased, files } = await services.writes.write((trx) =>
        eraseRequester(trx, services, viewer, email, { dryRun: dry_run === true }),
      );
      if (!dry_run) {
        await removeFiles(services.config, files);
        await forgetOnDisk(services.db);
      }
      context.header('Cache-Control', 'no-store');
      return context.json(erased);
    },
  );
  return api;
}
