// The reports on articles and on what was tried before a request: which article fails whom, what needs a look, what edits did.

import { rate } from '../method/statistics.ts';
import { computeStatusAges } from '../method/status-ages.ts';
import { articleFigures } from './article-figures.ts';
import { judgedEdits } from './edit-effects.queries.ts';
import { BLAME_IS_JUDGED, TIME_IS_NOT_UNDERSTANDING } from './known-limits.ts';
import { openTicketsAt } from './open-tickets.queries.ts';
import type { Report } from './report.ts';
import { notesOnRequests } from './report-notes.ts';
import { ticketRows } from './report-rows.queries.ts';
import { triedBefore } from './tried-before.queries.ts';

const MIN_REQUESTS = 10;

/** A share of the requests from widget and help centre. */
function beforeTicket(about: Omit<Report, 'compute' | 'min_n'>, column: 'read_before' | 'searched_before'): Report {
  return {
    ...about,
    min_n: MIN_REQUESTS,
    compute: async (db, viewer, scope, { settings, minN, asShown }) => {
      const tickets = await triedBefore(db, viewer, scope, asShown);
      const tried = tickets.filter((ticket) => ticket[column]).length;
      return {
        data: rate(tried, tickets.length, minN ?? MIN_REQUESTS),
        notes: notesOnRequests(tickets, settings.time_zone),
      };
    },
  };
}

export const ARTICLE_REPORTS: readonly Report[] = [
  {
    name: 'article_ticket_rate',
    question: 'Bad article, wrong article, or a product that does not work?',
    formula:
      'Requests after a read / attempts with one, and those that blame the article / the same; ranked by that share drawn to the pooled one of the site in 90 days.',
    min_n: 10,
    limits: `${BLAME_IS_JUDGED} ${TIME_IS_NOT_UNDERSTANDING}`,
    compute: async (db, viewer, scope, options) => {
      const { rows, tickets } = await articleFigures(db, viewer, scope, options);
      return { data: rows, notes: notesOnRequests(tickets, options.settings.time_zone) };
    },
  },
  {
    name: 'content_flags',
    question: 'Which articles need a look?',
    formula:
      'Each by itself: no review in 180 days; 2 requests unclear; 2 unfindable; helpful below half even at the upper limit; no reads in 90 days; a link that leads nowhere.',
    min_n: null,
    limits: `A flag says where to look and not how good an article is; one that few read is seldom flagged. ${BLAME_IS_JUDGED}`,
    compute: async (db, viewer, scope, options) => {
      const { rows, flags, tickets } = await articleFigures(db, viewer, scope, options);
      return {
        data: rows
          .map(({ article }) => ({ article, flags: (flags.get(article) ?? []).map(({ flag }) => flag) }))
          .sort((a, b) => b.flags.length - a.flags.length || (a.article < b.article ? -1 : 1)),
        notes: notesOnRequests(tickets, options.settings.time_zone),
      };
    },
  },
  {
    name: 'edit_effects',
    question: 'Did our fix work?',
    formula:
      'Edits of the window and the 28 days before it: requests that blame the article / reads, 28 days after against 28 before, by the same of all other articles of the team.',
    min_n: 20,
    limits: `${BLAME_IS_JUDGED} Articles are edited because they look bad, so that some get better by themselves: see what was to be expected.`,
    compute: async (db, viewer, scope, { settings, articles, asShown }) => {
      const data = await judgedEdits(db, viewer, scope, { timeZone: settings.time_zone, articles, asShown });
      const tickets = await ticketRows(db, viewer, scope, { asShown });
      return { data: data.map(({ day: _day, ...row }) => row), notes: notesOnRequests(tickets, settings.time_zone) };
    },
  },
  beforeTicket(
    {
      name: 'self_service_before_ticket',
      question: 'Do they look before asking?',
      formula: 'Requests from widget and help centre with an article read before / requests from both.',
      limits: `Who read on another day, in another tab, or took off what they tried counts as somebody who did not. ${TIME_IS_NOT_UNDERSTANDING}`,
    },
    'read_before',
  ),
  beforeTicket(
    {
      name: 'searched_before_ticket',
      question: 'Do they search before asking?',
      formula: 'Requests from widget and help centre with a search before / requests from both.',
      limits:
        'Who searched on another day, in another tab, or took off what they tried counts as somebody who did not.',
    },
    'searched_before',
  ),
  {
    name: 'status_age',
    question: 'What is stuck, and where?',
    formula:
      'Requests that were open at the end of the window, whenever they came: support hours in their status, and how many are over its limit.',
    min_n: null,
    limits: 'Only support hours count; a request that waits for somebody else ages as well.',
    compute: async (db, viewer, scope, { settings, asShown }) => {
      const ends = Object.keys(settings.statuses).filter((status) => settings.statuses[status]?.ends === true);
      const open = await openTicketsAt(db, viewer, scope.filters, scope.end, ends);
      const tickets = await ticketRows(db, viewer, scope, { asShown });
      return {
        data: computeStatusAges(open, settings, new Date(scope.end)),
        notes: notesOnRequests(tickets, settings.time_zone),
      };
    },
  },
];
