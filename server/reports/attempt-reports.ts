// The reports on help attempts: each adds up daily counts, so that it costs as much as its days and never as its events.
import { OUTCOMES, UNANSWERED_REASONS } from '../../contract/api/reports.ts';
import { MIN_ATTEMPTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import type { Db } from '../db/database.ts';
import type { AttemptCounts } from '../method/attempt-counts.ts';
import {
  type AttemptShare,
  attemptShare,
  avoidedMinutes,
  deflectedTickets,
  formDeflectionRate,
  helpfulRate,
  helpOutcomesOf,
  MIN_INTENT_ANSWERS,
  MIN_VOTES,
  meanClickRank,
  minimumOf,
  searchSuccessRate,
  selfServiceRate,
  vendorFigures,
  voteRate,
} from '../method/attempt-figures.ts';
import type { Viewer } from '../people/permissions.ts';
import { attemptSums } from '../rollups/attempt-sums.queries.ts';
import { NOT_LINKED, TIME_IS_NOT_UNDERSTANDING } from './known-limits.ts';
import type { Report, ReportOptions } from './report.ts';
import { type ReportScope, ticketRows, ticketsIn } from './report-rows.queries.ts';

type About = Omit<Report, 'compute'>;

/** A report on the attempts of the window; `beside` reads what it needs besides their sums. */
function onAttempts<Beside = null>(
  about: About,
  figure: (sums: AttemptCounts, minN: number | undefined, beside: Beside) => unknown,
  beside?: (db: Db, viewer: Viewer, scope: ReportScope, options: ReportOptions) => Promise<Beside>,
): Report {
  return {
    ...about,
    compute: async (db, viewer, scope, options) => {
      const { sums, since } = await attemptSums(db, viewer, scope);
      const more = beside ? await beside(db, viewer, scope, options) : null;
      return { data: figure(sums, options.minN, more as Beside), notes: { since } };
    },
  };
}

function share(name: AttemptShare, about: Omit<About, 'name' | 'min_n'>): Report {
  return onAttempts({ name, min_n: minimumOf(name), rows: SHARE_ROWS[name], ...about }, (sums, minN) =>
    attemptShare(name, sums, minN),
  );
}

/** Where attempts are listed, with what they have in common. */
const attempts = (having: string) => `/api/v1/admin/sessions?${having}`;
/** The lists behind a rate: of what is counted, and of all. */
const listed = (part: string, whole: string) => ({ num: attempts(part), den: attempts(whole) });
const bounds = (low: string, high: string, whole: string) => ({
  'low.num': attempts(low),
  'low.den': attempts(whole),
  'high.num': attempts(high),
  'high.den': attempts(whole),
});
const OUTCOME_ROWS = Object.fromEntries([
  ['attempted', attempts('with=attempt')],
  ...OUTCOMES.map((outcome) => [outcome, attempts(`outcome=${outcome}`)]),
  ...UNANSWERED_REASONS.map((reason) => [`reasons.${reason}`, attempts(`reason=${reason}`)]),
]);
/** Of rates of searches: the attempts that these searches are in. */
const SHARE_ROWS: Record<AttemptShare, { num: string; den: string }> = {
  unanswered_rate: listed('outcome=unanswered', 'with=attempt'),
  escalation_rate: listed('outcome=escalated', 'with=attempt'),
  intent_rate: listed('with=intent_yes', 'with=intent'),
  linkable_share: listed('with=known_person', 'with=attempt'),
  zero_result_rate: listed('with=zero_results', 'with=search'),
  zero_result_session_rate: listed('with=zero_results', 'with=search'),
  no_click_rate: listed('with=no_click', 'with=results'),
  search_ctr: listed('with=click', 'with=search'),
  search_refinement_rate: listed('with=searched_again', 'with=search'),
  search_exit_rate: listed('with=search_exit', 'with=search'),
};

const SILENCE = 'Who reads and leaves without a word may have been helped or may have given up; only votes tell.';
const LIST_MAY_ANSWER = 'A list of results may answer by itself, without anything being opened.';
const FEW_VOTE = 'Those who vote are not like those who do not.';

export const ATTEMPT_REPORTS: readonly Report[] = [
  onAttempts(
    {
      name: 'help_outcomes',
      question: 'Where does help end?',
      formula: 'Help attempts by their outcome; those that only looked are counted apart and are in no share.',
      min_n: null,
      limits: NOT_LINKED,
      rows: OUTCOME_ROWS,
    },
    (sums) => helpOutcomesOf(sums),
  ),
  onAttempts(
    {
      name: 'self_service_rate',
      question: 'Do people who try help get an answer?',
      formula: 'Low: attempts that were answered / attempts. High: with those that were possibly answered.',
      min_n: MIN_ATTEMPTS_FOR_SHARE,
      limits: `${SILENCE} ${NOT_LINKED}`,
      rows: bounds('outcome=answered', 'with=answered_or_possibly', 'with=attempt'),
    },
    (sums, minN) => selfServiceRate(sums, minN),
  ),
  share('unanswered_rate', {
    question: 'How many leave without an answer?',
    formula: 'Attempts that ended unanswered / attempts.',
    limits: LIST_MAY_ANSWER,
  }),
  share('escalation_rate', {
    question: 'How many still must ask?',
    formula: 'Attempts that led to a request or another channel / attempts.',
    limits: NOT_LINKED,
  }),
  onAttempts(
    {
      name: 'form_deflection_rate',
      question: 'Of those who came to ask, how many got an answer first?',
      formula: 'Of attempts that opened the form: low, answered after it; high, all that sent nothing.',
      min_n: MIN_ATTEMPTS_FOR_SHARE,
      limits: `The high bound holds those who gave up on the form. ${NOT_LINKED}`,
      rows: bounds('with=form_yes', 'with=form_not_sent', 'with=form'),
    },
    (sums, minN) => formDeflectionRate(sums, minN),
  ),
  onAttempts(
    {
      name: 'deflected_tickets',
      question: 'How many requests need not be written?',
      formula:
        'Low: answered after the form was opened. High: all answered and possibly answered. The estimate weighs those by how many say that they would have written.',
      min_n: MIN_INTENT_ANSWERS,
      limits: `${NOT_LINKED} The high bound is too high by as many as ask elsewhere.`,
      rows: { low: attempts('with=form_yes'), high: attempts('with=answered_or_possibly') },
    },
    (sums) => deflectedTickets(sums),
  ),
  onAttempts(
    {
      name: 'avoided_minutes',
      question: 'How much work need not be done?',
      formula: 'Avoided requests x mean minutes of knowledge gaps that were solved in the window.',
      min_n: null,
      limits: `It is no saving until somebody's time is freed, and must not be added to other benefits. ${NOT_LINKED}`,
      rows: { low: attempts('with=form_yes'), high: attempts('with=answered_or_possibly') },
    },
    (sums, _minN, meanMinutes) => avoidedMinutes(deflectedTickets(sums), meanMinutes),
    meanGapMinutes,
  ),
  share('intent_rate', {
    question: 'Would they have written to us?',
    formula: 'Yes / answers to the question that some are asked after a yes.',
    limits: 'It is what people say they would have done.',
  }),
  share('linkable_share', {
    question: 'Of how many attempts would we know a later request?',
    formula: 'Attempts of which the host says who it is / attempts.',
    limits: 'For the others, a request sent later or elsewhere is not seen as theirs.',
  }),
  share('zero_result_rate', {
    question: 'What is not there, or not under that name?',
    formula: 'Searches that found nothing / searches.',
    limits: 'Something found may still be nothing of use.',
  }),
  share('zero_result_session_rate', {
    question: 'How many people search for something that is not there?',
    formula: 'Attempts with a search that found nothing / attempts with a search.',
    limits: 'Many find it with other words right after.',
  }),
  share('no_click_rate', {
    question: 'Do titles speak to people?',
    formula: 'Searches with results of which none was opened / searches with results.',
    limits: LIST_MAY_ANSWER,
  }),
  share('search_ctr', {
    question: 'Is what is found worth opening?',
    formula: 'Searches of which a result was opened / searches.',
    limits: LIST_MAY_ANSWER,
  }),
  onAttempts(
    {
      name: 'mean_click_rank',
      question: 'Does the right one stand on top?',
      formula: 'Mean place in the list, from 1, of results that were opened; shown from 20 searches on.',
      min_n: MIN_ATTEMPTS_FOR_SHARE,
      limits: 'People open what stands on top, right or not.',
      rows: { n: attempts('with=click') },
    },
    (sums, minN) => meanClickRank(sums, minN),
  ),
  share('search_refinement_rate', {
    question: 'Do people have to search again?',
    formula: 'Searches followed by another one without anything read between / searches.',
    limits: 'Some search for two things in one attempt.',
  }),
  share('search_exit_rate', {
    question: 'How many leave from a list of results?',
    formula: 'Attempts whose last step is a search / attempts with a search.',
    limits: LIST_MAY_ANSWER,
  }),
  onAttempts(
    {
      name: 'search_success_rate',
      question: 'Does searching work?',
      formula:
        'Attempts that read something they had found and were answered (high: or possibly answered) / attempts with a search.',
      min_n: MIN_ATTEMPTS_FOR_SHARE,
      limits: `${SILENCE} ${TIME_IS_NOT_UNDERSTANDING}`,
      rows: bounds('with=search_success_low', 'with=search_success_high', 'with=search'),
    },
    (sums, minN) => searchSuccessRate(sums, minN),
  ),
  onAttempts(
    {
      name: 'helpful_rate',
      question: 'Do articles answer the question?',
      formula: 'Yes / yes and no; the last vote of each reader on each article.',
      min_n: MIN_VOTES,
      limits: FEW_VOTE,
      rows: listed('with=vote_yes', 'with=vote'),
    },
    (sums, minN) => helpfulRate(sums, minN),
  ),
  onAttempts(
    {
      name: 'vote_rate',
      question: 'How many say whether it helped?',
      formula: 'Votes / articles that were read, each once an attempt.',
      min_n: MIN_ATTEMPTS_FOR_SHARE,
      limits: `The fewer vote, the further apart are the bounds of all rates of answers. ${TIME_IS_NOT_UNDERSTANDING}`,
      rows: listed('with=vote', 'with=read'),
    },
    (sums, minN) => voteRate(sums, minN),
  ),
  onAttempts(
    {
      name: 'vendor_figures',
      question: 'What would other tools have printed?',
      formula: 'Attempts that no request followed / attempts; all sessions / people who asked. For exports only.',
      min_n: MIN_ATTEMPTS_FOR_SHARE,
      limits: `Both flatter: they count as a success whoever gave up, or had no question. ${NOT_LINKED}`,
      rows: {
        'naive_no_ticket_rate.num': attempts('with=no_request'),
        'naive_no_ticket_rate.den': attempts('with=attempt'),
        self_service_score: '/api/v1/admin/sessions',
      },
    },
    (sums, minN, requesters) => vendorFigures(sums, requesters, minN),
    countRequesters,
  ),
];

/** Mean minutes of the knowledge gaps solved in the window, of those with minutes noted; null where there are none. */
async function meanGapMinutes(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { asShown }: ReportOptions,
): Promise<number | null> {
  const tickets = await ticketRows(db, viewer, scope, { asShown, by: 'solved_at' });
  const minutes = tickets.flatMap(({ kind, handling_minutes }) =>
    kind === 'knowledge_gap' && handling_minutes !== null ? [handling_minutes] : [],
  );
  return minutes.length === 0 ? null : minutes.reduce((sum, each) => sum + each, 0) / minutes.length;
}

/** People who asked in the window; who cannot be told apart counts as a person for each request. */
async function countRequesters(db: Db, viewer: Viewer, scope: ReportScope): Promise<number> {
  const { known, requests, named } = await ticketsIn(db, viewer, scope)
    .select((eb) => [
      eb.fn.count('requester_key').distinct().as('known'),
      eb.fn.count('requester_key').as('named'),
      eb.fn.countAll().as('requests'),
    ])
    .executeTakeFirstOrThrow();
  return Number(known) + Number(requests) - Number(named);
}
