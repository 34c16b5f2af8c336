// The reports that there are: what each counts, how, from how many on, and what it cannot say.
import { MIN_ATTEMPTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import { countHelpOutcomes } from '../method/help-outcomes.ts';
import { computeKindShare, KIND_SHARE_MIN_N } from '../method/kind-share.ts';
import { computeSelfServiceRate } from '../method/self-service-rate.ts';
import { countSubKinds } from '../method/sub-kind-counts.ts';
import { ANSWER_REPORTS } from './answer-reports.ts';
import { ARTICLE_REPORTS } from './article-reports.ts';
import { GAP_REPORTS } from './gap-reports.ts';
import type { Report } from './report.ts';
import { notesOnAttempts, notesOnRequests } from './report-notes.ts';
import { sessionRows, ticketRows } from './report-rows.queries.ts';

export const REPORTS: readonly Report[] = [
  {
    name: 'help_outcomes',
    question: 'Where does help end?',
    formula: 'Help attempts by their outcome; those that only looked are counted apart and are in no share.',
    min_n: null,
    limits:
      'A person who asks tomorrow or from another tab cannot be linked to this attempt unless the host says who they are.',
    compute: async (db, viewer, scope, { settings }) => {
      const sessions = await sessionRows(db, viewer, scope);
      return { data: countHelpOutcomes(sessions), notes: notesOnAttempts(sessions, settings.time_zone) };
    },
  },
  {
    name: 'kind_share',
    question: 'Knowledge or product?',
    formula: 'Requests of a kind / requests; the high bound adds those that are not sure yet.',
    min_n: KIND_SHARE_MIN_N,
    limits: 'A kind is a suggestion until somebody confirms it, and a confirmed one is a judgement.',
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
    limits: 'Requests that did not come through the widget have no trail: they all land in no article or did not look.',
    compute: async (db, viewer, scope, { settings, asShown }) => {
      const tickets = await ticketRows(db, viewer, scope, { asShown });
      return { data: countSubKinds(tickets), notes: notesOnRequests(tickets, settings.time_zone) };
    },
  },
  {
    name: 'self_service_rate',
    question: 'Do people who try help get an answer?',
    formula: 'Low: attempts that were answered / attempts. High: with those that were possibly answered.',
    min_n: MIN_ATTEMPTS_FOR_SHARE,
    limits:
      'Who reads and leaves without a word may have been helped or may have given up; only votes tell them apart.',
    compute: async (db, viewer, scope, { settings, minN }) => {
      const sessions = await sessionRows(db, viewer, scope);
      const data = computeSelfServiceRate(countHelpOutcomes(sessions), minN);
      return { data, notes: notesOnAttempts(sessions, settings.time_zone) };
    },
  },
  ...ANSWER_REPORTS,
  ...ARTICLE_REPORTS,
  ...GAP_REPORTS,
];
