// The reports that there are: what each counts, how, from how many on, and what it cannot say.
import type { Db } from '../db/database.ts';
import { countHelpOutcomes } from '../method/help-outcomes.ts';
import { computeKindShare, KIND_SHARE_MIN_N } from '../method/kind-share.ts';
import { countSubKinds } from '../method/sub-kind-counts.ts';
import type { Viewer } from '../people/permissions.ts';
import { type ReportScope, sessionRows, ticketRows } from './report-rows.queries.ts';

export interface Report {
  name: string;
  question: string;
  formula: string;
  /** Below it a rate is withheld; null where only counts are given. */
  min_n: number | null;
  /** What the number cannot say (METHOD 14). */
  limits: string;
  compute(
    db: Db,
    viewer: Viewer,
    scope: ReportScope,
    options: { timeZone: string; minN: number | undefined },
  ): Promise<unknown>;
}

export const REPORTS: readonly Report[] = [
  {
    name: 'help_outcomes',
    question: 'Where does help end?',
    formula: 'Help attempts by their outcome; those that only looked are counted apart and are in no share.',
    min_n: null,
    limits:
      'A person who asks tomorrow or from another tab cannot be linked to this attempt unless the host says who they are.',
    compute: async (db, _viewer, scope) => countHelpOutcomes(await sessionRows(db, scope)),
  },
  {
    name: 'kind_share',
    question: 'Knowledge or product?',
    formula: 'Requests of a kind / requests; the high bound adds those that are not sure yet.',
    min_n: KIND_SHARE_MIN_N,
    limits: 'A kind is a suggestion until somebody confirms it, and a confirmed one is a judgement.',
    compute: async (db, viewer, scope, { timeZone, minN }) =>
      computeKindShare(await ticketRows(db, viewer, scope), { timeZone, minN }),
  },
  {
    name: 'sub_kind_counts',
    question: 'Write, retitle, rewrite, or promote?',
    formula: 'Knowledge gaps by why they had to ask; without an answer named they are not attributed.',
    min_n: null,
    limits: 'Requests that did not come through the widget have no trail: they all land in no article or did not look.',
    compute: async (db, viewer, scope) => countSubKinds(await ticketRows(db, viewer, scope)),
  },
];
