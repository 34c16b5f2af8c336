// What figures lead to, as conditions of the queue: articles read, blamed and linked, gaps, demand. One file with the figures'
// own rules in mind: where one of them changes, the rows behind its number change with it.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type TicketFilters, UNSET } from '../../contract/api/queue.ts';
import { IS_HIDDEN } from '../tickets/blind-suggestion.ts';
import { attributionIs } from './accuracy-conditions.ts';
import type { Condition, QueueContext } from './queue-conditions.ts';

const OF_OTHER_KIND = sql`case ticket.other_kind when 'complaint' then 'failure' when 'status_chase' then 'failure' when 'request' then 'value' when 'foi' then 'value' when 'security' then 'value' when 'thanks' then 'neither' when 'spam' then 'neither' when 'rant' then 'neither' end`;
const OF_ENQUIRY = sql`case ticket.enquiry_type when 'complaint' then 'failure' when 'request' then 'value' when 'foi' then 'value' when 'thanks' then 'neither' when 'rant' then 'neither' end`;

/** As `demandTypeOf` (server/method/demand-type.ts) decides; null where nobody can tell yet. */
const DEMAND_TYPE = sql`case
  when ticket.demand_type is not null then ticket.demand_type
  when ticket.kind in ('knowledge_gap', 'functionality_issue') and not (${IS_HIDDEN}) then 'failure'
  when ticket.duplicate_of is not null or ticket.reopened_count > 0 then 'failure'
  when ticket.kind = 'undetermined' or (${IS_HIDDEN}) then null
  when ticket.other_kind is not null then ${OF_OTHER_KIND}
  else ${OF_ENQUIRY} end`;

/** With `strict_defect_view` all but what is neither is a failure. */
const STRICT_DEMAND_TYPE = sql`case when (${DEMAND_TYPE}) = 'neither' then 'neither' else 'failure' end`;

/** When an answer first came out: in the requester's language, or in another where it is not there in theirs. */
const ANSWER_PUBLISHED_AT = sql`(select case when count(own.slug) > 0 then max(own.published_at) else min(any_article.published_at) end
  from article any_article left join article own on own.slug = any_article.slug and own.locale = ticket.locale and own.locale = any_article.locale
  where any_article.slug = ticket_answer.slug)`;

const HAS_ANSWER = sql<SqlBool>`exists (select 1 from ticket_answer where ticket_answer.ticket_id = ticket.id)`;
const HAS_KNOWN_ANSWER = sql<SqlBool>`exists (select 1 from ticket_answer where ticket_answer.ticket_id = ticket.id and ${ANSWER_PUBLISHED_AT} <= ticket.submitted_at)`;

/** The filters that only figures use, or lead to. */
export function figureConditions(
  { articles, settings }: Pick<QueueContext, 'articles' | 'settings'>,
  filters: TicketFilters,
): Condition[] {
  const found: Condition[] = [];
  const namesOf = (text: string) => sql.join(parts(text).flatMap((slug) => articles?.namesOf(slug) ?? [slug]));
  if (filters.read_article !== undefined)
    found.push(
      sql`exists (select 1 from ticket_read where ticket_read.ticket_id = ticket.id and ticket_read.slug in (${namesOf(filters.read_article)}))`,
    );
  if (filters.about_article !== undefined)
    found.push(
      sql`(ticket.sub_kind_target in (${namesOf(filters.about_article)}) or (ticket.sub_kind_target is null and ticket.sub_kind_confirmed is not null and exists (select 1 from ticket_answer where ticket_answer.ticket_id = ticket.id and ticket_answer.position = 0 and ticket_answer.slug in (${namesOf(filters.about_article)}))))`,
    );
  if (filters.answer_article !== undefined)
    found.push(
      sql`exists (select 1 from ticket_answer where ticket_answer.ticket_id = ticket.id and ticket_answer.slug in (${namesOf(filters.answer_article)}))`,
    );
  for (const field of ['read_before', 'searched_before'] as const) {
    const wanted = filters[field];
    if (wanted !== undefined) found.push(sql`${sql.ref(`ticket.${field}`)} = ${Number(wanted === 'true')}`);
  }
  if (filters.linked !== undefined) found.push(linkedIs(parts(filters.linked)));
  if (filters.sub_kind_reason !== undefined)
    found.push(
      oneOf(
        sql`case when ticket.sub_kind_confirmed is not null then 'agent' else ticket.sub_kind_reason end`,
        parts(filters.sub_kind_reason),
      ),
    );
  if (filters.demand_type !== undefined) {
    const type = settings.strict_defect_view ? STRICT_DEMAND_TYPE : DEMAND_TYPE;
    found.push(oneOf(type, parts(filters.demand_type)));
  }
  if (filters.gap !== undefined) found.push(inGap(filters.gap, articles));
  found.push(...attributionIs(filters, articles, IS_HIDDEN));
  return found;
}

function linkedIs(wanted: readonly string[]): Condition {
  const conditions = wanted.map((part) => {
    if (part === 'known') return HAS_KNOWN_ANSWER;
    if (part === 'new') return sql<SqlBool>`(${HAS_ANSWER} and not ${HAS_KNOWN_ANSWER})`;
    return sql<SqlBool>`not ${HAS_ANSWER}`;
  });
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** The requests of a gap, and of those that were merged into it, whatever its article was called then. */
function inGap(key: string, articles: QueueContext['articles']): Condition {
  const [prefix = '', subject = ''] = key.split(/:(.*)/s);
  const isArticle = prefix !== 'bug' && !subject.startsWith('~');
  const keys = isArticle ? (articles?.namesOf(subject) ?? [subject]).map((name) => `${prefix}:${name}`) : [key];
  const asked = sql.join(keys.map((each) => sql`(cast(${each} as text))`));
  return sql`(not (${IS_HIDDEN}) and ticket.gap_key in (with recursive taken_in(key) as (values ${asked} union select gap.key from gap join taken_in on gap.merged_into = taken_in.key) select key from taken_in))`;
}

function oneOf(value: RawBuilder<unknown>, wanted: readonly string[]): Condition {
  const named = wanted.filter((part) => part !== UNSET);
  const conditions = [
    ...(named.length > 0 ? [sql<SqlBool>`${value} in (${sql.join(named)})`] : []),
    ...(wanted.includes(UNSET) ? [sql<SqlBool>`${value} is null`] : []),
  ];
  return sql`(${sql.join(conditions, sql` or `)})`;
}

function parts(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
