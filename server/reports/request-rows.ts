// Where the rows behind each figure are listed: an address for each number, by its path in the report's data. The window and
// filters of the figure go with it: as `from` and `to`, or in place of `{from}` and `{to}` where the address names one. `{name}`
// stands for the row's own value of that name, or for `unset` where nothing is set. In a path `weeks[]` is each row of a list,
// and `{name}` each name there is. What is worked out of numbers beside it, a share or a mean, has the rows of these.
import type { Report } from './report.ts';

const requests = (query: string): string => `/api/v1/admin/tickets${query === '' ? '' : `?${query}`}`;
const solved = (query: string): string =>
  requests(`solved_from={from}&solved_to={to}${query === '' ? '' : `&${query}`}`);

const KINDS = ['knowledge_gap', 'functionality_issue', 'other', 'undetermined'];
const SUB_KINDS = ['missing', 'unfindable', 'unclear', 'not_looked'];
const attempts = (query: string): string => `/api/v1/admin/sessions?${query}`;
const ARTICLE = '/api/v1/admin/articles/{article}';
const WIDGET = 'channel=widget,help_centre';
const ANSWERABLE = 'kind=knowledge_gap,functionality_issue,undetermined';

function bounded(name: string, low: string, unsure: string): Record<string, string> {
  return {
    [`${name}.low.num`]: requests(low),
    [`${name}.high.num`]: requests(unsure),
    [`${name}.low.den`]: requests(''),
    [`${name}.high.den`]: requests(''),
  };
}

/** The same kind of address for each of some names. */
function each(names: readonly string[], path: (name: string) => string, query: (name: string) => string) {
  return Object.fromEntries(names.map((name) => [path(name), requests(query(name))]));
}

/** M25: what was suggested, what somebody set, and where they agree. */
function accuracy(names: readonly string[], all: string, { suggested, agreed, set }: Record<string, string>) {
  const decided = `${suggested}=${names.join(',')}`;
  return {
    'coverage.num': requests(`${all}&${decided}`),
    'coverage.den': requests(all),
    'decided.num': requests(`${all}&${decided}&${agreed}=true`),
    'decided.den': requests(`${all}&${decided}`),
    'all.num': requests(`${all}&${agreed}=true`),
    'all.den': requests(all),
    'blind.num': requests(`${all}&blind=true&${agreed}=true`),
    'blind.den': requests(`${all}&blind=true`),
    'by_kind.{name}.precision.num': requests(`${all}&${suggested}={name}&${agreed}=true`),
    'by_kind.{name}.precision.den': requests(`${all}&${suggested}={name}`),
    'by_kind.{name}.recall.num': requests(`${all}&${suggested}={name}&${agreed}=true`),
    'by_kind.{name}.recall.den': requests(`${all}&${set}={name}`),
  };
}

const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind_share: {
    ...bounded('knowledge_gap', 'kind=knowledge_gap', 'kind=knowledge_gap,undetermined'),
    ...bounded('functionality_issue', 'kind=functionality_issue', 'kind=functionality_issue,undetermined'),
    ...bounded('other', 'kind=other', 'kind=other,undetermined'),
    'undetermined.num': requests('kind=undetermined'),
    'undetermined.den': requests(''),
    'knowledge_of_determined.num': requests('kind=knowledge_gap'),
    'knowledge_of_determined.den': requests('kind=knowledge_gap,functionality_issue'),
    'minutes.{kind}': requests('kind={kind}'),
    ...each(
      KINDS,
      (kind) => `weeks[].${kind}`,
      (kind) => `week={week}&kind=${kind}`,
    ),
    'groups[].tickets': requests('target_group={target_group}'),
    'groups[].minutes': requests('target_group={target_group}'),
    ...each(
      KINDS,
      (kind) => `groups[].${kind}`,
      (kind) => `target_group={target_group}&kind=${kind}`,
    ),
  },
  sub_kind_counts: {
    ...each(
      SUB_KINDS,
      (name) => name,
      (name) => `kind=knowledge_gap&sub_kind=${name}`,
    ),
    unattributed: requests('kind=knowledge_gap&sub_kind=unattributed,unset'),
    weak: requests('kind=knowledge_gap&sub_kind=not_looked&weak=true'),
    'reasons.{sub_kind}.{reason}': requests('kind=knowledge_gap&sub_kind={sub_kind}&sub_kind_reason={reason}'),
    ...each(
      SUB_KINDS,
      (name) => `users.${name}`,
      (name) => `kind=knowledge_gap&sub_kind=${name}`,
    ),
    'users.unattributed': requests('kind=knowledge_gap&sub_kind=unattributed,unset'),
  },
  cost_by_root_cause: {
    tickets: requests('root_cause={root_cause}'),
    minutes: requests('root_cause={root_cause}'),
  },
  cost_per_contact: { tickets: requests(''), minutes: requests('') },
  link_rate: { num: solved('linked=known,new'), den: solved('') },
  link_rate_of_answerable: { num: solved(`linked=known,new&${ANSWERABLE}`), den: solved(ANSWERABLE) },
  known_new_unlinked: { known: solved('linked=known'), new: solved('linked=new'), unlinked: solved('linked=none') },
  first_contact_resolution: { num: solved('settled=one_reply'), den: solved('settled=one_reply,more') },
  first_response_hours: {
    n: requests('reply_expected=true&replied=true'),
    'within_target.den': requests('reply_expected=true&replied=true'),
  },
  acknowledged_hours: {
    n: requests('reply_expected=true&acknowledged=true'),
    'within_target.den': requests('reply_expected=true&acknowledged=true'),
  },
  resolution_hours: { n: solved('reply_expected=true') },
  csat: {
    'score.num': solved('csat=4,5'),
    'score.den': solved('csat=1,2,3,4,5'),
    'response.num': solved('csat=1,2,3,4,5'),
    'response.den': solved(''),
  },
  demand_type_share: {
    ...bounded('failure', 'demand_type=failure', 'demand_type=failure,unset'),
    ...bounded('value', 'demand_type=value', 'demand_type=value,unset'),
    ...bounded('neither', 'demand_type=neither', 'demand_type=neither,unset'),
  },
  kind_accuracy: {
    ...accuracy(KINDS.slice(0, 3), 'kind_source=confirmed', { suggested: 'suggested', agreed: 'agreed', set: 'kind' }),
    'second_reader.num': requests('second_reading=alike'),
    'second_reader.den': requests('second_reading=alike,different'),
  },
  sub_kind_accuracy: accuracy(SUB_KINDS, 'sub_kind_reason=agent', {
    suggested: 'suggested_sub_kind',
    agreed: 'sub_kind_agreed',
    set: 'sub_kind',
  }),
  channel_mix: {
    tickets: requests('channel={channel}'),
    'without_trail.num': requests('channel={channel}&trail=none,removed'),
    'without_trail.den': requests('channel={channel}'),
  },
  article_ticket_rate: {
    reads: attempts('read={article}'),
    yes: attempts('said_yes={article}'),
    no: attempts('said_no={article}'),
    tickets: requests('read_article={article}'),
    unclear: requests('read_article={article}&about_article={article}&kind=knowledge_gap&sub_kind=unclear'),
    product_defect: requests('read_article={article}&kind=functionality_issue'),
    other: requests('read_article={article}&kind=other'),
    wrong_article: requests('read_article={article}&read_as=wrong_article'),
    unattributed: requests('read_article={article}&read_as=unattributed'),
    'rate.num': requests('read_article={article}'),
    'rate.den': attempts('read={article}'),
    'unclear_rate.num': requests('read_article={article}&read_as=unclear'),
    'unclear_rate.den': attempts('read={article}'),
  },
  content_flags: { flags: ARTICLE },
  edit_effects: { 'before.x': ARTICLE, 'before.n': ARTICLE, 'after.x': ARTICLE, 'after.n': ARTICLE },
  self_service_before_ticket: { num: requests(`${WIDGET}&read_before=true`), den: requests(WIDGET) },
  searched_before_ticket: { num: requests(`${WIDGET}&searched_before=true`), den: requests(WIDGET) },
  volume: {
    tickets: requests('week={week}'),
    requesters: requests('week={week}'),
    attempts: '/api/v1/admin/sessions?with=attempt&week={week}',
  },
  routing: { num: requests('routed=right'), den: requests('routed=right,elsewhere') },
  status_age: {
    open: requests('status_on={to}&status_then={status}'),
    languishing: requests('status_on={to}&status_then={status}&status_over=true'),
  },
  gap_backlog: {
    users: requests('gap={key}'),
    tickets: requests('gap={key}'),
    minutes: requests('gap={key}'),
    'reasons.{reason}': requests('gap={key}&sub_kind_reason={reason}'),
    silent_demand: attempts('gap={key}'),
  },
  recurring_gaps: { recurrence: requests('gap={key}') },
  // Each flag has days of its own.
  bursts: { requesters: requests('gap={key}&from={from}&to={to}') },
};

/** The report with where its rows are; a report that says so itself keeps what it says. */
export function withRows(report: Report): Report {
  const rows = report.rows ?? ROWS[report.name];
  return rows === undefined ? report : { ...report, rows };
}
