// What the page of gaps is made of: its reports, read in one answer, so that all panels speak of the same window.
import type { ReportName, ReportSet } from '../../contract/api/report-data.ts';
import { type Answer, get, type QueryValues } from '../api-client.ts';
import { type Looking, serverQuery } from './gaps-address.ts';

export const PAGE_REPORTS = [
  'help_outcomes',
  'self_service_rate',
  'form_deflection_rate',
  'deflected_tickets',
  'avoided_minutes',
  'escalation_rate',
  'kind_share',
  'sub_kind_counts',
  'cost_per_contact',
  'gap_backlog',
  'bursts',
  'edit_effects',
  'failed_searches',
  'zero_result_rate',
  'status_age',
  'first_response_hours',
  'kind_accuracy',
  'channel_mix',
] as const satisfies readonly ReportName[];

/** Several reports of one window, as the queue counts. */
export async function readReports<Name extends ReportName>(
  names: readonly Name[],
  looking: Looking,
): Promise<Answer<ReportSet<Name>>> {
  const query = { ...serverQuery(looking), as_shown: true };
  const together = await get<ReportSet<Name>>('v1/admin/report-set', { names: names.join(','), ...query });
  if (together.ok || together.status !== 404) return together;
  return readEach(names, query);
}

/** One by one, from a server that does not give them together; a report that it does not know is left out. */
async function readEach<Name extends ReportName>(
  names: readonly Name[],
  query: QueryValues,
): Promise<Answer<ReportSet<Name>>> {
  const answers = await Promise.all(names.map((name) => get<ReportSet<Name>>(`v1/admin/reports/${name}`, query)));
  const failed = answers.find((answer) => !answer.ok && answer.status !== 404);
  const first = answers.find((answer) => answer.ok);
  if (failed || !first) return failed ?? (answers[0] as Answer<ReportSet<Name>>);
  const known = names.flatMap((name, at) => (answers[at]?.ok ? [[name, answers[at].value]] : []));
  return { ...first, value: { ...first.value, reports: Object.fromEntries(known) } };
}
