// The figures of the page of gaps: read together, so that all panels speak of the same window; the newest question wins.
import { createModel, signal } from '@preact/signals';
import type {
  AttemptNotes,
  BoundedRate,
  HelpOutcomes,
  KindShare,
  Report,
  RequestNotes,
  SubKindCounts,
} from '../../contract/api/reports.ts';
import { type Answer, get, type Refusal } from '../api-client.ts';
import { type Looking, serverQuery } from './gaps-address.ts';

export interface Figures {
  looking: Looking;
  outcomes: Report<HelpOutcomes, AttemptNotes>;
  selfService: Report<BoundedRate, AttemptNotes>;
  kinds: Report<KindShare, RequestNotes>;
  subKinds: Report<SubKindCounts, RequestNotes>;
}

export type Loading =
  | { state: 'loading' }
  | { state: 'ready'; figures: Figures; isStale: boolean }
  | { state: 'failed'; refusal: Refusal };

export const GapsModel = createModel(() => {
  const loading = signal<Loading>({ state: 'loading' });
  let newest = 0;
  const ask = <Data, Notes>(name: string, looking: Looking): Promise<Answer<Report<Data, Notes>>> =>
    get(`v1/admin/reports/${name}`, { ...serverQuery(looking), as_shown: true });
  return {
    loading,
    /** What was read stays on the page while the next is read. */
    async load(looking: Looking): Promise<void> {
      newest += 1;
      const mine = newest;
      const before = loading.value;
      loading.value = before.state === 'ready' ? { ...before, isStale: true } : { state: 'loading' };
      const [outcomes, selfService, kinds, subKinds] = await Promise.all([
        ask<HelpOutcomes, AttemptNotes>('help_outcomes', looking),
        ask<BoundedRate, AttemptNotes>('self_service_rate', looking),
        ask<KindShare, RequestNotes>('kind_share', looking),
        ask<SubKindCounts, RequestNotes>('sub_kind_counts', looking),
      ]);
      if (mine !== newest) return;
      if (!outcomes.ok) loading.value = { state: 'failed', refusal: outcomes };
      else if (!selfService.ok) loading.value = { state: 'failed', refusal: selfService };
      else if (!kinds.ok) loading.value = { state: 'failed', refusal: kinds };
      else if (!subKinds.ok) loading.value = { state: 'failed', refusal: subKinds };
      else {
        const figures = {
          looking,
          outcomes: outcomes.value,
          selfService: selfService.value,
          kinds: kinds.value,
          subKinds: subKinds.value,
        };
        loading.value = { state: 'ready', figures, isStale: false };
      }
    },
  };
});
