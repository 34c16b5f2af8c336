// The draft of an article for a gap: to download, or committed to a branch of its own where the settings allow it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import type { z } from 'zod';
import { CommittedDraftSchema, DraftPreviewSchema, DraftQuery, GapsQuery } from '../../contract/api/gaps.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canCommitDrafts, canReadDrafts, type Viewer } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import { readWindow, writeNewestEvents } from '../reports/read-window.ts';
import type { Services } from '../services.ts';
import { commitDraft } from './commit-draft.ts';
import { type Draft, draftArticle } from './draft-article.ts';
import { draftSource } from './draft-source.ts';
import { previewDraft } from './preview-draft.ts';

const PATH = '/api/v1/admin/gaps/{key}/draft';
const REFUSALS = {
  401: { means: 'Nobody known asks.' },
  403: { means: 'This role may not do this.' },
  404: { means: 'No such gap, or none that this person may know of.' },
};

export function articleDraftRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: PATH,
      summary: "A draft article for this gap, as markdown: in people's words, with the steps of the best replies.",
      access: 'token',
      query: DraftQuery,
      answers: {
        200: {
          means: 'The file, its name in Content-Disposition; with format=json what it will read like, as plain text.',
          schema: DraftPreviewSchema,
        },
        ...REFUSALS,
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadDrafts(viewer)) throw new AppError('not_allowed');
      const { format, ...query } = parseBody(DraftQuery, context.req.query());
      const draft = await draftOf(services, viewer, context, query);
      context.header('Cache-Control', 'no-store');
      if (format === 'json') return context.json(previewDraft(draft, placeOf(services, draft)));
      context.header('Content-Type', 'text/markdown; charset=utf-8');
      context.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(draft.file)}`);
      return context.body(draft.markdown);
    },
  );

  api.route(
    {
      method: 'post',
      path: PATH,
      summary: 'Commits the draft to a branch of its own in the checkout of the articles; nothing else there changes.',
      access: 'token',
      query: GapsQuery,
      answers: {
        201: { means: 'The branch and the file.', schema: CommittedDraftSchema },
        ...REFUSALS,
        409: { means: 'not_possible_now: turned off in the settings, no checkout, or something stands at that place.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canCommitDrafts(viewer)) throw new AppError('not_allowed');
      const { settings, config } = services;
      if (!settings.commit_drafts)
        throw new AppError('not_possible_now', {
          detail: 'Committing drafts is off. Turn it on in the settings (commit_drafts: true), or download the draft.',
        });
      const draft = await draftOf(services, viewer, context, parseBody(GapsQuery, context.req.query()));
      const path = placeOf(services, draft);
      const branch = await commitDraft(config.kbDir, {
        ...{ path, markdown: draft.markdown, branch: `fingerpost/${draft.slug}` },
        message: `Draft: ${draft.title}\n\nStarted from the gap ${context.req.param('key') ?? ''}.\n`,
        author: { name: viewer.name, email: viewer.email },
      });
      await services.writes.write((trx) =>
        recordAudit(trx, services, viewer, { what: 'draft_committed', detail: `Committed ${path} to ${branch}.` }),
      );
      return context.json({ branch, path }, 201);
    },
  );
  return api;
}

/** Below the folder of its language, where there is one. */
function placeOf({ config, settings: { default_locale: locale } }: Services, { file }: Draft): string {
  return existsSync(join(config.kbDir, locale)) ? `${locale}/${file}` : file;
}

async function draftOf(
  services: Services,
  viewer: Viewer,
  context: Context,
  { min_n: _none, as_shown: _always, ...asked }: z.infer<typeof GapsQuery>,
): Promise<Draft> {
  const { scope } = readWindow(services, asked);
  await writeNewestEvents(services);
  return draftArticle(await draftSource(services.db, services, viewer, scope, context.req.param('key') ?? ''));
}
