// The digest of a team's week as the console shows it and lets it be downloaded.
import { DigestQuery, DigestSchema } from '../../contract/api/digests.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadReports, canSeeSentMail } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import { readWindow, writeNewestEvents } from '../reports/read-window.ts';
import type { Services } from '../services.ts';
import { composeDigest } from './compose-digest.ts';
import { digestData } from './digest-data.ts';
import { lastSunday, nextDigest } from './digest-schedule.ts';
import { recipientsByGroup } from './queue-digests.ts';
import { requestsWithoutTeam } from './requests-without-team.queries.ts';
import { sentDigests } from './sent-digests.queries.ts';
import { digestHtml, mailedText } from './write-digest.ts';

export function digestRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/digests/{group}',
      summary: 'The weekly digest of a target group: as JSON with both faces, or one of them as a file.',
      access: 'token',
      query: DigestQuery,
      answers: {
        200: { means: 'The digest.', schema: DigestSchema },
        401: { means: 'Nobody known asks.' },
        403: { means: 'This role does not read figures.' },
        404: { means: 'No such group.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadReports(viewer)) throw new AppError('not_allowed');
      const { settings, clock, config } = services;
      const group = context.req.param('group') ?? '';
      const known = Object.hasOwn(settings.target_groups, group) ? settings.target_groups[group] : undefined;
      if (!known) throw new AppError('not_found', { detail: groupsAre(Object.keys(settings.target_groups)) });
      const { part, format, ...asked } = parseBody(DigestQuery, context.req.query());
      await writeNewestEvents(services);
      const data = await digestData(services, group, asked.to ?? lastSunday(clock.now(), settings.time_zone));
      const digest = composeDigest(data, part);
      const [text, html] = [mailedText(digest), digestHtml(digest)];
      context.header('Cache-Control', 'no-store');
      if (format !== 'json') {
        const [type, ending] = format === 'html' ? ['text/html', 'html'] : ['text/plain', 'txt'];
        context.header('Content-Type', `${type}; charset=utf-8`);
        context.header('Content-Disposition', `attachment; filename="digest-${group}-${data.to}.${ending}"`);
        return context.body(format === 'html' ? html : text);
      }
      const weeks = { from: data.from, to: data.to };
      const people = recipientsByGroup(settings).get(group)?.size ?? 0;
      const isMailed = config.mail !== null && people > 0;
      return context.json({
        ...{ group, label: known.label, ...weeks, digest, text, html },
        next: isMailed ? { at: nextDigest(clock.now(), settings.time_zone), people } : null,
        mail: config.mail ? 'on' : 'off',
        without_team: await requestsWithoutTeam(services.db, viewer, readWindow(services, weeks).scope),
        sent: canSeeSentMail(viewer) ? await sentDigests(services.db, group) : [],
      });
    },
  );
  return api;
}

function groupsAre(groups: readonly string[]): string {
  return groups.length > 0 ? `Use one of: ${groups.join(', ')}.` : 'The settings name no target group.';
}
