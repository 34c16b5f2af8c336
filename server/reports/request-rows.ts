// Where the requests behind each figure are listed: an address for each number, by its path in the report's data. The window
// and filters of the figure go with it: as `from` and `to`, or in place of `{from}` and `{to}` where the address names one.
// `{name}` stands for the row's own value of that name, or for `unset` where nothing is set.
import type { Report } from './report.ts';

const requests = (query: string): string => `/api/v1/admin/tickets${query === '' ? '' : `?${query}`}`;
const solved = (query: string): string =>
  requests(`solved_from={from}&solved_to={to}${query === '' ? '' : `&${query}`}`);

const WIDGET = 'channel=widget,help_centre';
const ANSWERABLE = 'kind=knowledge_gap,functionality_issue,undetermined';

function bounded(name: string, low: string, unsure: string): Record<string, string> {
  return {
    [`${name}.low.num`]: requests(low),
    [`${name}.high.num`]: requests(unsure),
    [`${name}.low.den`]: requests(''),
  };
}

function subKinds(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, requests(`kind=knowledge_gap&sub_kind=${name}`)]));
}

const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind_share: {
    ...bounded('knowledge_gap', 'kind=knowledge_gap', 'kind=knowledge_gap,undetermined'),
    ...bounded('functionality_issue', 'kind=functionality_issue', 'kind=functionality_issue,undetermined'),
    ...bounded('other', 'kind=other', 'kind=other,undetermined'),
    'undetermined.num': requests('kind=undetermined'),
    'knowledge_of_determined.den': requests('kind=knowledge_gap,functionality_issue'),
  },
  sub_kind_counts: {
    ...subKinds(['missing', 'unfindable', 'unclear', 'not_looked']),
    unattributed: requests('kind=knowledge_gap&sub_kind=unattributed,unset'),
  },
  cost_by_root_cause: { tickets: requests('root_cause={root_cause}') },
  cost_per_contact: { tickets: requests('') },
  link_rate: { num: solved('linked=known,new'), den: solved('') },
  link_rate_of_answerable: { num: solved(`linked=known,new&${ANSWERABLE}`), den: solved(ANSWERABLE) },
  known_new_unlinked: { known: solved('linked=known'), new: solved('linked=new'), unlinked: solved('linked=none') },
  first_contact_resolution: { num: solved('settled=one_reply'), den: solved('settled=one_reply,more') },
  first_response_hours: { n: requests('reply_expected=true&replied=true') },
  acknowledged_hours: { n: requests('reply_expected=true&acknowledged=true') },
  resolution_hours: { n: solved('reply_expected=true') },
  csat: { 'score.num': solved('csat=4,5'), 'score.den': solved('csat=1,2,3,4,5'), 'response.den': solved('') },
  demand_type_share: {
    ...bounded('failure', 'demand_type=failure', 'demand_type=failure,unset'),
    ...bounded('value', 'demand_type=value', 'demand_type=value,unset'),
    ...bounded('neither', 'demand_type=neither', 'demand_type=neither,unset'),
  },
  kind_accuracy: {
    'all.den': requests('kind_source=confirmed'),
    'blind.den': requests('kind_source=confirmed&blind=true'),
    'second_reader.num': requests('second_reading=alike'),
    'second_reader.den': requests('second_reading=alike,different'),
  },
  channel_mix: { tickets: requests('channel={channel}') },
  article_ticket_rate: {
    tickets: requests('read_article={article}'),
    unclear: requests('read_article={article}&about_article={article}&kind=knowledge_gap&sub_kind=unclear'),
    product_defect: requests('read_article={article}&kind=functionality_issue'),
    other: requests('read_article={article}&kind=other'),
  },
  self_service_before_ticket: { num: requests(`${WIDGET}&read_before=true`), den: requests(WIDGET) },
  searched_before_ticket: { num: requests(`${WIDGET}&searched_before=true`), den: requests(WIDGET) },
  volume: {
    tickets: requests('week={week}'),
    requesters: requests('week={week}'),
    attempts: '/api/v1/admin/sessions?with=attempt&week={week}',
  },
  routing: { num: requests('routed=right'), den: requests('routed=right,elsewhere') },
  status_age: { open: requests('status_on={to}&status_then={status}') },
  gap_backlog: { tickets: requests('gap={key}') },
};

/** The report with where its rows are; a report that says so itself keeps what it says. */
export function withRows(report: Report): Report {
  const rows = report.rows ?? ROWS[report.name];
  return rows === undefined ? report : { ...report, rows };
}
