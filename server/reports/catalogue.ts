// The reports that there are: what each counts, how, from how many on, and what it cannot say.
import { computeKindShare, KIND_SHARE_MIN_N } from '../method/kind-share.ts';
import { countSubKinds } from '../method/sub-kind-counts.ts';
import { ANSWER_REPORTS } from './answer-reports.ts';
import { ARTICLE_REPORTS } from './article-reports.ts';
import { ATTEMPT_REPORTS } from './attempt-reports.ts';
import { GAP_REPORTS } from './gap-reports.ts';
import { BLAME_IS_JUDGED, KIND_IS_A_JUDGEMENT, NO_TRAIL_ELSEWHERE } from './known-limits.ts';
import type { Report } from './report.ts';
import { notesOnRequests } from './report-notes.ts';
import { ticketRows } from './report-rows.queries.ts';
import { withRows } from './request-rows.ts';
import { SEARCH_REPORTS } from './search-reports.ts';

const ALL: readonly Report[] = [
  ...ATTEMPT_REPORTS,
  ...SEARCH_REPORTS,
  {
    name: 'kind_share',
    question: 'Knowledge or product?',
    formula: 'Requests of a kind / requests; the high bound adds those that are not sure yet.',
    min_n: KIND_SHARE_MIN_N,
    limits: KIND_IS_A_JUDGEMENT,
    compute: async (db, viewer, scope, { settings, minN, asShown }) => {
      const tickets = await ticketRows(db, viewer, scope, { asShown });
      return {
        data: computeKindShare(tickets, { timeZone: settings.time_zone, minN }),
        notes: notesOnRequests(tickets, settings.time_zone),
      };
    },
  },
  {
    name: 'sub_kind_counts',
    question: 'Write, retitle, rewrite, or promote?',
    formula: 'Knowledge gaps by why they had to ask; without an answer named they are not attributed.',
    min_n: null,
    limits: `${NO_TRAIL_ELSEWHERE} ${BLAME_IS_JUDGED}`,
    compute: async (db, viewer, scope, { settings, asShown }) => {
      const tickets = await ticketRows(db, viewer, scope, { asShown });
      return { data: countSubKinds(tickets), notes: notesOnRequests(tickets, settings.time_zone) };
    },
  },
  ...ANSWER_REPORTS,
  ...GAP_REPORTS,
  ...ARTICLE_REPORTS,
];

export const REPORTS: readonly Report[] = ALL.map(withRows);
