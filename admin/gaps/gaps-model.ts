// The figures of the page of gaps: read together, so that all panels speak of the same window; the newest question wins.
import { createModel, signal } from '@preact/signals';
import type { ReportSet } from '../../contract/api/report-data.ts';
import type { Refusal } from '../api-client.ts';
import type { Looking } from './gaps-address.ts';
import { PAGE_REPORTS, readReports } from './page-reports.ts';

export type PageReports = ReportSet<(typeof PAGE_REPORTS)[number]>['reports'];

export interface Figures {
  looking: Looking;
  /** The days that the figures are of, both counted. */
  from: string;
  to: string;
  reports: PageReports;
  /** Titles of the articles that the figures name, by slug. */
  titles: Readonly<Record<string, string>>;
}

export type Loading =
  | { state: 'loading' }
  | { state: 'ready'; figures: Figures; isStale: boolean }
  | { state: 'failed'; refusal: Refusal };

export const GapsModel = createModel(() => {
  const loading = signal<Loading>({ state: 'loading' });
  let newest = 0;
  return {
    loading,
    /** What was read stays on the page while the next is read. */
    async load(looking: Looking): Promise<void> {
      newest += 1;
      const mine = newest;
      const before = loading.value;
      loading.value = before.state === 'ready' ? { ...before, isStale: true } : { state: 'loading' };
      const answer = await readReports(PAGE_REPORTS, looking);
      if (mine !== newest) return;
      if (!answer.ok) {
        loading.value = { state: 'failed', refusal: answer };
        return;
      }
      const { from, to, reports, titles = {} } = answer.value;
      loading.value = { state: 'ready', figures: { looking, from, to, reports, titles }, isStale: false };
    },
  };
});
