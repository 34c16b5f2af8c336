// Gathers what the draft of an article for a gap is made of: words that enough people used, and the replies that settled it.
import { articleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { phraseWords } from '../method/phrase-clusters.ts';
import { canReadTicket, type Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { inParts } from '../requesters/in-parts.ts';
import type { Services } from '../services.ts';
import type { TicketRow } from '../tickets/find-ticket.queries.ts';
import { askedAlike } from './asked-alike.ts';
import type { DraftSource } from './draft-article.ts';
import { findGap, isRestrictedAlone } from './find-gap.ts';
import { gapDetail } from './gap-detail.ts';
import { wellSpelt } from './well-spelt.ts';

/** Replies that a draft tells of. */
const MOST_REPLIES = 3;
const GOOD_CSAT = 4;

/**
 * A draft is for everybody, and may end in a public repository: restricted requests are not in it, whoever asks.
 * @throws AppError not_found, as `findGap`; not_possible_now where it has restricted requests alone.
 */
export async function draftSource(
  db: Db,
  services: Services,
  asking: Viewer,
  scope: ReportScope,
  key: string,
): Promise<DraftSource> {
  const { tickets } = await findGap(db, asking, articleDirectory(services.releases.current()), key);
  if (isRestrictedAlone(tickets))
    throw new AppError('not_possible_now', {
      detail:
        'Only restricted requests are in this gap: a draft would tell everybody of them. Write the article by hand.',
    });
  const viewer: Viewer = { ...asking, restrictedCategories: [] };
  const gap = await gapDetail(db, services, viewer, scope, key);
  const { settings, releases } = services;
  const numbers = gap.tickets.map(({ number }) => number).sort((a, b) => a - b);
  const locale = settings.default_locale;
  const requests = await requestsOf(db, viewer, numbers);
  const replies = await bestReplies(db, requests);
  const questions = askedAlike(
    requests.map(({ subject, requester_key }) => ({ subject, requester: requester_key })),
    settings.k_sessions,
    locale,
  );
  // First one wording of each question, then the others.
  const phrases = [...gap.phrases.map(({ text }) => text), ...gap.phrases.flatMap(({ others }) => others)];
  const exists = gap.article ? articleDirectory(releases.current()).find(gap.article.slug)[0] : undefined;
  return {
    title: gap.title,
    ...{ questions, replies, locale },
    phrases: wellSpelt(phrases, wordsWritten(services, requests, replies)),
    tickets: numbers,
    owner: exists?.owner ?? gap.target_group,
    article: exists ? { title: exists.file.title, path: exists.path, asks: exists.asks } : null,
  };
}

async function requestsOf(db: Db, viewer: Viewer, numbers: readonly number[]): Promise<TicketRow[]> {
  const tickets = await inParts(numbers, (some) =>
    db.selectFrom('ticket').selectAll().where('number', 'in', some).execute(),
  );
  return tickets.filter((ticket) => canReadTicket(viewer, ticket));
}

/** Words that somebody wrote with care: of articles' titles and questions, of subjects, of replies; in lower case. */
function wordsWritten(
  { releases, settings }: Services,
  requests: readonly TicketRow[],
  replies: DraftSource['replies'],
): Set<string> {
  const articles = [...(releases.current().locales[settings.default_locale]?.articles.values() ?? [])];
  const texts = [
    ...articles.flatMap(({ file, asks, keywords }) => [file.title, ...asks, ...keywords]),
    ...requests.map(({ subject }) => subject),
    ...replies.map(({ body }) => body),
  ];
  return new Set(texts.flatMap(phraseWords).map((word) => word.toLowerCase()));
}

/** The longest public answer of each solved request: first where people were content, then where one answer was enough. */
async function bestReplies(db: Db, requests: readonly TicketRow[]): Promise<DraftSource['replies']> {
  const readable = new Map(requests.filter(({ solved_at }) => solved_at !== null).map((row) => [row.id, row]));
  const messages = await inParts([...readable.keys()], (some) =>
    db
      .selectFrom('ticket_message')
      .select(['ticket_id', 'body'])
      .where('ticket_id', 'in', some)
      .where('visibility', '=', 'public')
      .where('author', '!=', 'requester')
      .orderBy('at')
      .execute(),
  );
  const longest = new Map<string, string>();
  for (const { ticket_id, body } of messages)
    if (body.length > (longest.get(ticket_id)?.length ?? 0)) longest.set(ticket_id, body);
  return [...longest]
    .map(([id, body]) => ({ body, ticket: readable.get(id) as TicketRow }))
    .sort((a, b) => worth(b.ticket) - worth(a.ticket) || (a.ticket.submitted_at < b.ticket.submitted_at ? 1 : -1))
    .slice(0, MOST_REPLIES)
    .map(({ body, ticket }) => ({ body, reader: ticket.requester_name }));
}

function worth({ csat, public_replies, reopened_count }: TicketRow): number {
  return (
    (csat === null ? 0 : csat >= GOOD_CSAT ? 4 : -4) + (public_replies === 1 ? 1 : 0) - (reopened_count > 0 ? 2 : 0)
  );
}
