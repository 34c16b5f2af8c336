// The reports on gaps: what to repair first, what keeps happening, what has just broken.
import { backlogOf, burstFlags, rankedByRequests } from '../gaps/backlog.ts';
import { SCORE_IS_AN_ORDER, SILENT_ARE_NOT_SEEN } from './known-limits.ts';
import type { Report } from './report.ts';
import { notesOnRequests } from './report-notes.ts';
import { ticketRows } from './report-rows.queries.ts';

const WORDS_ARE_SHORT =
  'Requests without a named article or root cause are put together by their words, which are few: some that belong together stay apart until somebody merges them.';

export const GAP_REPORTS: readonly Report[] = [
  {
    name: 'gap_backlog',
    question: 'What first?',
    formula:
      'People x minutes each (drawn towards the mean) x severity x share of four weeks x confidence, for each gap, highest first.',
    min_n: null,
    limits: `${SCORE_IS_AN_ORDER} ${SILENT_ARE_NOT_SEEN} ${WORDS_ARE_SHORT}`,
    compute: async (db, viewer, scope, options) => {
      const { rows, tickets } = await backlogOf(db, viewer, scope, options);
      return { data: rows, notes: notesOnRequests(tickets, options.settings.time_zone) };
    },
  },
  {
    name: 'recurring_gaps',
    question: 'What keeps happening?',
    formula:
      'Of the 28 days that end with the window. Recurring: at least 3 people in at least 2 weeks. Emerging: 2 people, or 3 and more within one week. Isolated: one. Null: nobody in these days.',
    min_n: null,
    limits: `${SILENT_ARE_NOT_SEEN} Who cannot be told apart counts as a person for each request. ${WORDS_ARE_SHORT}`,
    compute: async (db, viewer, scope, options) => {
      const { rows, tickets } = await rankedByRequests(db, viewer, scope, options);
      return {
        data: rows.map(({ key, recurrence }) => ({ key, recurrence })),
        notes: notesOnRequests(tickets, options.settings.time_zone),
      };
    },
  },
  {
    name: 'bursts',
    question: 'What just broke?',
    formula:
      'At the end of each day, people of the last 2 and 7 days against up to 28 days before (exact test), flagged at a false discovery rate of 5 %.',
    min_n: null,
    limits: `It needs 14 days to compare with and 3 people: what few people meet is never sudden. ${SILENT_ARE_NOT_SEEN}`,
    compute: async (db, viewer, scope, options) => {
      const tickets = await ticketRows(db, viewer, scope, { asShown: options.asShown });
      return {
        data: await burstFlags(db, viewer, scope, options),
        notes: notesOnRequests(tickets, options.settings.time_zone),
      };
    },
  },
];
