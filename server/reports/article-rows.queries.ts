// Reads what the figures on articles count: the articles that are known, their reads and votes, the requests after them.

import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import type { ArticleReads, AttributedTicket } from '../method/article-attribution.ts';
import { groupBy } from '../method/group-by.ts';
import type { SubKind } from '../method/kinds.ts';
import type { TicketAccess, Viewer } from '../people/permissions.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';
import { asCounted, type ReportScope, type ScopedTicket, ticketsIn } from './report-rows.queries.ts';

/** An article by its present name, whatever it was called before. */
export interface KnownArticle {
  slug: string;
  title: string;
  /** When it first came out, under any name and in any language; null for one that never did. */
  published_at: string | null;
  /** When its text last changed. */
  changed_at: string | null;
  /** Null while it is there in some language. */
  removed_at: string | null;
  locales: string[];
  /** The team that it belongs to, where imported history says so. */
  target_group: string | null;
}

/** Reads and votes, with the reasons of those that voted no; `none` for those who gave no reason. */
export interface CountedReads extends ArticleReads {
  no_reasons: Record<string, number>;
}

/** A request as the figures on articles count it. */
export interface ArticleTicket extends ScopedTicket, AttributedTicket {
  number: number;
  subject: string;
  status: string;
  /** What decides who may open it. */
  access: TicketAccess;
}

const NO_REASONS = ['unclear', 'incomplete', 'outdated', 'wrong_topic', 'does_not_work'] as const;

/** Every article that the database remembers, by its present name. */
export async function knownArticles(db: Db, articles: ArticleDirectory): Promise<Map<string, KnownArticle>> {
  const rows = await db
    .selectFrom('article')
    .select(['locale', 'slug', 'title', 'published_at', 'removed_at', 'target_group'])
    .orderBy('locale')
    .orderBy('slug')
    .execute();
  const changes = await db
    .selectFrom('article_revision')
    .select((eb) => ['slug', eb.fn.max('at').as('at')])
    .groupBy('slug')
    .execute();
  const changedAt = groupBy(changes, ({ slug }) => articles.nameOf(slug));
  return new Map(
    [...groupBy(rows, ({ slug }) => articles.nameOf(slug))].map(([slug, all]) => {
      const own = all.filter((row) => row.slug === slug);
      const there = own.filter(({ removed_at }) => removed_at === null);
      const [file] = articles.find(slug);
      return [
        slug,
        {
          slug,
          title: file?.file.title ?? there[0]?.title ?? own[0]?.title ?? all[0]?.title ?? slug,
          published_at: least(all.map(({ published_at }) => published_at)),
          changed_at: greatest((changedAt.get(slug) ?? []).map(({ at }) => at)),
          removed_at: there.length > 0 ? null : greatest(all.map(({ removed_at }) => removed_at)),
          locales: there.map(({ locale }) => locale),
          target_group: all.find(({ target_group }) => target_group !== null)?.target_group ?? null,
        },
      ];
    }),
  );
}

/** Sessions with a read of each article and their votes, by its present name. @param only one article, else all. */
export async function articleReads(
  db: Db,
  viewer: Viewer,
  scope: Pick<ReportScope, 'days' | 'filters'>,
  articles: ArticleDirectory,
  only?: string,
): Promise<Map<string, CountedReads>> {
  let query = rollupsIn(db, 'article_day', viewer, scope);
  if (only !== undefined) query = query.where('article', 'in', [...articles.namesOf(only)]);
  const rows = await query
    .select((eb) => [
      'article',
      eb.fn.sum<number>('reads').as('reads'),
      eb.fn.sum<number>('yes').as('yes'),
      eb.fn.sum<number>('no').as('no'),
      eb.fn.sum<number>('no_unclear').as('unclear'),
      eb.fn.sum<number>('no_incomplete').as('incomplete'),
      eb.fn.sum<number>('no_outdated').as('outdated'),
      eb.fn.sum<number>('no_wrong_topic').as('wrong_topic'),
      eb.fn.sum<number>('no_does_not_work').as('does_not_work'),
    ])
    .groupBy('article')
    .execute();
  const sums = new Map<string, CountedReads>();
  for (const [slug, same] of groupBy(rows, ({ article }) => articles.nameOf(article))) {
    const sum = (count: (row: (typeof rows)[number]) => number | string | null) =>
      same.reduce((all, row) => all + Number(count(row)), 0);
    const no = sum((row) => row.no);
    const given = NO_REASONS.map((reason) => [reason, sum((row) => row[reason])] as const);
    const without = no - given.reduce((all, [, count]) => all + count, 0);
    sums.set(slug, {
      article: slug,
      reads: sum((row) => row.reads),
      yes: sum((row) => row.yes),
      no,
      no_reasons: Object.fromEntries([...given, ['none', without] as const].filter(([, count]) => count > 0)),
    });
  }
  return sums;
}

/**
 * Requests of the window that came after a read of an article, or whose sub-kind is about one; by present names.
 * @param options.subKind only those of it: all that is needed to know how many blame an article.
 * @param options.isAboutOne only knowledge gaps whose sub-kind is about an article, without what was read before them.
 */
export async function articleTickets(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  {
    asShown,
    articles,
    subKind,
    isAboutOne = false,
  }: { asShown: boolean; articles: ArticleDirectory; subKind?: SubKind; isAboutOne?: boolean },
): Promise<ArticleTicket[]> {
  let about = ticketsIn(db, viewer, scope).where((eb) =>
    eb.or([
      ...(isAboutOne ? [] : [eb('ticket.read_before', '=', 1)]),
      eb('ticket.sub_kind_target', 'is not', null),
      eb('ticket.sub_kind_confirmed', 'is not', null),
    ]),
  );
  if (isAboutOne) about = about.where('ticket.kind', '=', 'knowledge_gap');
  if (subKind !== undefined)
    about = about.where((eb) => eb(eb.fn.coalesce('ticket.sub_kind_confirmed', 'ticket.sub_kind_auto'), '=', subKind));
  const rows = await about
    .select([
      'ticket.id',
      'ticket.number',
      'ticket.subject',
      'ticket.status',
      'ticket.submitted_at',
      'ticket.requester_key',
      'ticket.target_group',
      'ticket.kind',
      'ticket.sub_kind_auto',
      'ticket.sub_kind_reason',
      'ticket.sub_kind_weak',
      'ticket.sub_kind_confirmed',
      'ticket.sub_kind_target',
      'ticket.handling_minutes',
      'ticket.kind_confirmed',
      'ticket.kind_suggested_2',
      'ticket.blind',
      'ticket.trail',
      'ticket.erased_at',
      'ticket.category',
      'ticket.restricted',
      'ticket.assignee_id',
    ])
    .execute();
  const reads = isAboutOne
    ? []
    : await db
        .selectFrom('ticket_read')
        .select(['ticket_id', 'slug'])
        .where('ticket_id', 'in', about.where('ticket.read_before', '=', 1).select('ticket.id'))
        .execute();
  // Where a person overrides the rule, the rule may have had no target: then it is about the answer that was named.
  const answers = await db
    .selectFrom('ticket_answer')
    .select(['ticket_id', 'slug'])
    .where('position', '=', 0)
    .where('ticket_id', 'in', about.where('ticket.sub_kind_confirmed', 'is not', null).select('ticket.id'))
    .execute();
  const answerOf = new Map(answers.map(({ ticket_id, slug }) => [ticket_id, slug]));
  const readsOf = groupBy(reads, ({ ticket_id }) => ticket_id);
  const targetOf = ({ id, sub_kind_target }: { id: string; sub_kind_target: string | null }) => {
    const slug = sub_kind_target ?? answerOf.get(id);
    return slug === undefined ? null : articles.nameOf(slug);
  };
  return rows.map((row) => {
    const counted = asCounted(row, asShown);
    // Written out, as in ticketFacts: thousands of rows.
    return {
      id: counted.id,
      submitted_at: counted.submitted_at,
      requester: counted.requester,
      target_group: counted.target_group,
      kind: counted.kind,
      sub_kind: counted.sub_kind,
      sub_kind_reason: counted.sub_kind_reason,
      sub_kind_weak: counted.sub_kind_weak,
      handling_minutes: counted.handling_minutes,
      is_hidden: counted.is_hidden,
      is_erased: counted.is_erased,
      has_trail: counted.has_trail,
      number: row.number,
      subject: row.subject,
      status: row.status,
      access: {
        category: row.category,
        restricted: row.restricted,
        assignee_id: row.assignee_id,
        erased_at: row.erased_at,
      },
      target: targetOf(row),
      reads: [...new Set((readsOf.get(row.id) ?? []).map(({ slug }) => articles.nameOf(slug)))],
    };
  });
}

function least(moments: readonly (string | null)[]): string | null {
  return moments.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);
}

function greatest(moments: readonly (string | null)[]): string | null {
  return moments.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null);
}
