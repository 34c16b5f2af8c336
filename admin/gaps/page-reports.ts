// What the page of gaps is made of: its reports, read in one answer, so that all panels speak of the same window.
import type { ReportName, ReportSet } from '../../contract/api/report-data.ts';
import { type Answer, get } from '../api-client.ts';
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
export function readReports<Name extends ReportName>(
  names: readonly Name[],
  looking: Looking,
): Promise<Answer<ReportSet<Name>>> {
  return get('v1/admin/report-set', { names: names.join(','), ...serverQuery(looking), as_shown: true });
}
