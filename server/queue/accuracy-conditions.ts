// What the figures on suggestions and on articles lead to, as conditions of the queue: what was suggested and was right, what a
// request says of an article that was read before it.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketFilters } from '../../contract/api/queue.ts';
import type { Condition, QueueContext } from './queue-conditions.ts';

/** As `computeKindAccuracy` (server/method/suggestion-accuracy.ts) has it. */
const SUGGESTED = sql<string>`case when ticket.kind_confidence_1 = 'low' then 'undetermined' else ticket.kind_suggested_1 end`;
const SUGGESTED_SUB_KIND = sql<string>`coalesce(ticket.sub_kind_auto, 'unattributed')`;

/** A suggestion is told only where somebody has set it: a hidden one would tell what it is by the list that it is on. */
export function accuracyConditions(filters: TicketFilters): Condition[] {
  const found: Condition[] = [];
  if (filters.suggested !== undefined)
    found.push(sql`(ticket.kind_confirmed is not null and ${isIn(SUGGESTED, filters.suggested)})`);
  if (filters.agreed !== undefined)
    found.push(
      sql`(ticket.kind_confirmed is not null and ${isEither(SUGGESTED, 'ticket.kind_confirmed', filters.agreed)})`,
    );
  if (filters.suggested_sub_kind !== undefined)
    found.push(
      sql`(ticket.sub_kind_confirmed is not null and ${isIn(SUGGESTED_SUB_KIND, filters.suggested_sub_kind)})`,
    );
  if (filters.sub_kind_agreed !== undefined)
    found.push(
      sql`(ticket.sub_kind_confirmed is not null and ${isEither(SUGGESTED_SUB_KIND, 'ticket.sub_kind_confirmed', filters.sub_kind_agreed)})`,
    );
  if (filters.weak !== undefined) found.push(sql`ticket.sub_kind_weak = ${Number(filters.weak === 'true')}`);
  return found;
}

/**
 * As `attributionOf` (server/method/article-attribution.ts) decides, of the first article that is named.
 * @param isHidden a suggestion that waits for a person's own choice counts as not sure.
 */
export function attributionIs(
  filters: TicketFilters,
  articles: QueueContext['articles'],
  isHidden: Condition,
): Condition[] {
  if (filters.read_as === undefined) return [];
  const [article = ''] = (filters.read_article ?? '').split(',');
  const names = sql.join(articles?.namesOf(article) ?? [article]);
  const subKind = sql`coalesce(ticket.sub_kind_confirmed, ticket.sub_kind_auto)`;
  const firstAnswer = sql`(select ticket_answer.slug from ticket_answer where ticket_answer.ticket_id = ticket.id and ticket_answer.position = 0)`;
  const target = sql`coalesce(ticket.sub_kind_target, case when ticket.sub_kind_confirmed is not null then ${firstAnswer} end)`;
  const says = sql<string>`case
    when ticket.kind = 'undetermined' or (${isHidden}) then 'unattributed'
    when ticket.kind = 'functionality_issue' then 'product_defect'
    when ticket.kind = 'other' then 'other'
    when ${subKind} is null or ${subKind} = 'unattributed' then 'unattributed'
    when ${subKind} <> 'unclear' then 'wrong_article'
    when ${target} is null then 'unattributed'
    when ${target} in (${names}) then 'unclear'
    else 'wrong_article' end`;
  return [isIn(says, filters.read_as)];
}

function isIn(value: RawBuilder<string>, wanted: string): Condition {
  return sql<SqlBool>`${value} in (${sql.join(wanted.split(','))})`;
}

function isEither(value: RawBuilder<string>, column: string, flag: string): Condition {
  const is = sql<SqlBool>`${value} = ${sql.ref(column)}`;
  return flag === 'true' ? is : sql<SqlBool>`not (${is})`;
}
