// The reports on answers, waiting, costs, suggestions and channels: each reads the requests of the window, none an event.

import type { Db } from '../db/database.ts';
import { computeRouting, mixOfChannels, volumeByWeek } from '../method/contacts.ts';
import { computeContentment } from '../method/contentment.ts';
import { costByRootCause, costPerContact } from '../method/costs.ts';
import { computeDemandTypes } from '../method/demand-type.ts';
import {
  countKnownNewUnlinked,
  firstContactResolution,
  linkRate,
  linkRateOfAnswerable,
} from '../method/linked-answers.ts';
import { computeReplyTimes } from '../method/reply-times.ts';
import { computeKindAccuracy, computeSubKindAccuracy } from '../method/suggestion-accuracy.ts';
import type { Viewer } from '../people/permissions.ts';
import { attemptsByDay } from '../rollups/attempt-sums.queries.ts';
import { calendarOf } from '../settings/calendar.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { KIND_IS_A_JUDGEMENT, NO_TRAIL_ELSEWHERE, SILENT_ARE_NOT_SEEN } from './known-limits.ts';
import type { Report, ReportOptions } from './report.ts';
import { notesOnRequests } from './report-notes.ts';
import type { ReportScope } from './report-rows.queries.ts';
import {
  factsWithAnswers,
  factsWithMoves,
  type ScopedFacts,
  SETTLED_AFTER_MS,
  settledFacts,
  ticketFacts,
  twoReadings,
  type WindowBy,
} from './ticket-facts.queries.ts';

function endsOf(settings: Settings): ReadonlySet<string> {
  return new Set(
    Object.entries(settings.statuses)
      .filter(([, { ends }]) => ends)
      .map(([status]) => status),
  );
}

type Reader<Ticket> = (
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: { by: WindowBy; asShown: boolean; ends: ReadonlySet<string>; latest: string },
) => Promise<Ticket[]>;

/** Reports on the requests that were sent, or solved, in the window; `read` reads no more of them than they count. */
function reportsOn<Ticket extends ScopedFacts>(read: Reader<Ticket>) {
  return (
    by: WindowBy,
    about: Omit<Report, 'compute'>,
    figure: (tickets: Ticket[], options: ReportOptions) => unknown,
  ): Report => ({
    ...about,
    compute: async (db, viewer, scope, options) => {
      const { settings, asShown } = options;
      const latest = new Date(options.now.getTime() - SETTLED_AFTER_MS).toISOString();
      const tickets = await read(db, viewer, scope, { by, asShown, ends: endsOf(settings), latest });
      return { data: figure(tickets, options), notes: notesOnRequests(tickets, settings.time_zone) };
    },
  });
}

const onRequests = reportsOn(ticketFacts);
const onAnswers = reportsOn(factsWithAnswers);
const onMoves = reportsOn(factsWithMoves);
const onSettled = reportsOn(settledFacts);

const LINKS_ARE_JUDGED = 'An answer counts as linked only where the agent named the article.';
const SUPPORT_HOURS = 'Only support hours count; a request that still waits is in no median.';
const MINUTES_ARE_TOLD = 'Minutes are as agents noted them; a request without any counts as none.';

export const ANSWER_REPORTS: readonly Report[] = [
  onRequests(
    'submitted_at',
    {
      name: 'cost_by_root_cause',
      question: 'Where does the time go?',
      formula:
        'Minutes of requests by root cause, dearest first, with the share of all minutes; cost is minutes x rate.',
      min_n: null,
      limits: MINUTES_ARE_TOLD,
    },
    (tickets, { settings }) => costByRootCause(tickets, settings.cost_per_minute),
  ),
  onRequests(
    'submitted_at',
    {
      name: 'cost_per_contact',
      question: 'What does one request cost us?',
      formula: 'Minutes x rate / requests.',
      min_n: 10,
      limits: MINUTES_ARE_TOLD,
    },
    (tickets, { settings, minN }) => costPerContact(tickets, settings.cost_per_minute, minN),
  ),
  onAnswers(
    'solved_at',
    {
      name: 'link_rate',
      question: 'Do we answer with articles?',
      formula: 'Solved with an article / solved.',
      min_n: 10,
      limits: `${LINKS_ARE_JUDGED} It is no target: linking something is easy.`,
    },
    (tickets, { minN }) => linkRate(tickets, minN),
  ),
  onAnswers(
    'solved_at',
    {
      name: 'link_rate_of_answerable',
      question: 'Do we answer with articles where one could?',
      formula: 'Solved with an article / solved, both without those of kind other.',
      min_n: 10,
      limits: LINKS_ARE_JUDGED,
    },
    (tickets, { minN }) => linkRateOfAnswerable(tickets, minN),
  ),
  onAnswers(
    'solved_at',
    {
      name: 'known_new_unlinked',
      question: 'Do we answer again what we already wrote?',
      formula: 'Solved requests: known if a linked article was published before the request, new if all came later.',
      min_n: null,
      limits: LINKS_ARE_JUDGED,
    },
    (tickets) => countKnownNewUnlinked(tickets),
  ),
  onSettled(
    'solved_at',
    {
      name: 'first_contact_resolution',
      question: 'Do we settle it in one reply?',
      formula:
        'Solved at least 7 days ago with one public reply and not reopened within 7 days / solved with a reply expected.',
      min_n: 10,
      limits: 'Who gives up and does not write again counts as settled.',
    },
    (tickets, { minN }) => firstContactResolution(tickets, minN),
  ),
  onRequests(
    'submitted_at',
    {
      name: 'first_response_hours',
      question: 'Are we open and honest on speed?',
      formula: 'Support hours from submission to the first reply by a person: median, p90, share within the target.',
      min_n: 5,
      limits: SUPPORT_HOURS,
    },
    (tickets, { settings, minN }) =>
      computeReplyTimes(tickets, 'first_reply_at', {
        calendar: calendarOf(settings),
        targetHours: settings.first_response_target_hours,
        minN,
      }),
  ),
  onMoves(
    'submitted_at',
    {
      name: 'acknowledged_hours',
      question: 'How soon does anybody see that it came?',
      formula:
        'Support hours from submission until somebody moved it or replied: median, p90, share within the target.',
      min_n: 5,
      limits: SUPPORT_HOURS,
    },
    (tickets, { settings, minN }) =>
      computeReplyTimes(tickets, 'acknowledged_at', {
        calendar: calendarOf(settings),
        targetHours: settings.first_response_target_hours,
        minN,
      }),
  ),
  onRequests(
    'solved_at',
    {
      name: 'resolution_hours',
      question: 'How long until it is really over?',
      formula: 'Support hours from submission to the last solve: median, p90, longest. There is no target for it.',
      min_n: 5,
      limits: `${SUPPORT_HOURS} Look at the oldest open ones beside it.`,
    },
    (tickets, { settings, minN }) =>
      computeReplyTimes(tickets, 'solved_at', { calendar: calendarOf(settings), targetHours: null, minN }),
  ),
  onRequests(
    'solved_at',
    {
      name: 'csat',
      question: 'Were they content with the answer?',
      formula: 'Scores of 4 and 5 / scores; scores / solved.',
      min_n: 5,
      limits: 'Those who answer are not like those who do not.',
    },
    (tickets, { minN }) => computeContentment(tickets, minN),
  ),
  onRequests(
    'submitted_at',
    {
      name: 'demand_type_share',
      question: 'How much demand is avoidable?',
      formula: 'Requests that need not have come / requests; the high bound adds those of which nobody can tell yet.',
      min_n: 10,
      limits: `${KIND_IS_A_JUDGEMENT} It has no target.`,
    },
    (tickets, { minN, settings }) => computeDemandTypes(tickets, { minN, strict: settings.strict_defect_view }),
  ),
  {
    name: 'kind_accuracy',
    question: 'Can I trust the split into kinds?',
    formula:
      'The suggestion at submission against the kind that somebody confirmed; the headline is of hidden suggestions. One confirmed request in 20 is read by a second person: how far two people agree, beyond chance.',
    min_n: 20,
    limits: 'A confirmed kind is a judgement: how far two people agree about it is the ceiling of any accuracy.',
    compute: async (db, viewer, scope, { settings, minN, asShown }) => {
      const tickets = await ticketFacts(db, viewer, scope, { asShown });
      const twice = await twoReadings(db, viewer, scope);
      return {
        data: computeKindAccuracy(tickets, minN, twice),
        notes: notesOnRequests(tickets, settings.time_zone),
      };
    },
  },
  onRequests(
    'submitted_at',
    {
      name: 'sub_kind_accuracy',
      question: 'Can I trust why they had to ask?',
      formula:
        'The sub-kind by the rule against the one that somebody confirmed; the headline is of hidden suggestions.',
      min_n: 20,
      limits: 'Only those that somebody set by hand are compared, and these are the doubtful ones.',
    },
    (tickets, { minN }) => computeSubKindAccuracy(tickets, minN),
  ),
  onRequests(
    'submitted_at',
    {
      name: 'channel_mix',
      question: 'How blind are we?',
      formula: 'Requests by channel, with the share of each without anything they tried first.',
      min_n: 10,
      limits: NO_TRAIL_ELSEWHERE,
    },
    (tickets, { minN }) => mixOfChannels(tickets, minN),
  ),
  onRequests(
    'submitted_at',
    {
      name: 'routing',
      question: 'Does it reach who can act?',
      formula: 'Solved by the team to which it went first / solved.',
      min_n: 10,
      limits: 'A team that passes nothing on looks right, whether it was or not.',
    },
    (tickets, { minN }) => computeRouting(tickets, minN),
  ),
  {
    name: 'volume',
    question: 'Is it growing?',
    formula: 'Requests, distinct people and help attempts by ISO week.',
    min_n: null,
    limits: SILENT_ARE_NOT_SEEN,
    compute: async (db, viewer, scope, { settings, asShown }) => {
      const tickets = await ticketFacts(db, viewer, scope, { asShown });
      const attempts = await attemptsByDay(db, viewer, scope);
      return {
        data: volumeByWeek(tickets, attempts, settings.time_zone),
        notes: notesOnRequests(tickets, settings.time_zone),
      };
    },
  },
];
