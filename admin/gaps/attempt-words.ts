// One help attempt in words: how it ended, what was searched and read, and for how long.
import type { HelpSession, Outcome, UnansweredReason } from '../../contract/api/reports.ts';
import { OUTCOME_WORDS } from '../../contract/words/kind-words.ts';
import { REASON_WORDS } from './outcome-words.ts';

type Step = HelpSession['steps'][number];

const VOTE_REASONS: Record<string, string> = {
  unclear: 'it is not clear',
  incomplete: 'something is missing',
  outdated: 'it is out of date',
  wrong_topic: 'it is about something else',
  does_not_work: 'it does not work',
};

const CHANNELS: Record<string, string> = { phone: 'called us', email: 'wrote a mail', chat: 'went to the chat' };

/** What a number counted of attempts, as its address says it. */
export type Behind = Partial<Record<(typeof BEHIND)[number], string>>;
export const BEHIND = [
  'outcome',
  'reason',
  'with',
  'searched',
  'read',
  'said_yes',
  'said_no',
  'led_to',
  'gap',
] as const;

const MARKS: Record<string, string> = {
  form: 'opened the form',
  form_not_sent: 'opened the form and sent nothing',
  form_yes: 'opened the form, then said that an article answered',
  answered_or_possibly: 'answered or possibly answered',
  zero_results: 'a search found nothing',
  no_click: 'a search found something, and none of it was opened',
};

/** "5 help attempts: left without an answer, found nothing" @param gap the title of the gap of which it is the silent demand. */
export function attemptsTitle(total: number, behind: Behind, gap?: string): string {
  const { outcome, reason, searched, with: mark } = behind;
  const count = `${total === 0 ? 'No' : total} help ${total === 1 ? 'attempt' : 'attempts'}`;
  const parts = [
    isOutcome(outcome) ? OUTCOME_WORDS[outcome].toLowerCase() : '',
    isReason(reason) ? REASON_WORDS[reason].toLowerCase() : '',
    searched ? searchedWords(searched, mark) : (MARKS[mark ?? ''] ?? ''),
    ...articleWords(behind),
    gap ? `looked for the same as “${gap}”, found no answer and did not ask` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${count}: ${parts.join(', ')}` : count;
}

function searchedWords(words: string, mark: string | undefined): string {
  const came = mark === 'zero_results' ? ' and found nothing' : mark === 'no_click' ? ' and opened nothing' : '';
  return `searched “${words}” or the like${came}`;
}

function articleWords({ read, said_yes: yes, said_no: no, led_to: ledTo }: Behind): string[] {
  return [
    read ? `read “${read}”` : '',
    yes ? `said that “${yes}” answered` : '',
    no ? `said that “${no}” did not answer` : '',
    ledTo ? `opened “${ledTo}” from there` : '',
  ];
}

/** Attempts that a figure counts and no list has any more; empty where there are none. */
export function goneWords(gone: number): string {
  if (gone <= 0) return '';
  return gone === 1
    ? '1 more counts in the figure and is on no list any more: its words were erased, or it is too old.'
    : `${gone} more count in the figure and are on no list any more: their words were erased, or they are too old.`;
}

/** How it ended, with the reason where there is one. */
export function endWords(attempt: HelpSession): string {
  const words = OUTCOME_WORDS[attempt.outcome];
  const reason = attempt.outcome_reason ? `: ${REASON_WORDS[attempt.outcome_reason].toLowerCase()}` : '';
  return `${words}${reason}`;
}

/** "8 s", "1 min 20", "12 min" */
export function secondsWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest > 0 && seconds < 600 ? `${Math.floor(seconds / 60)} min ${rest}` : `${Math.round(seconds / 60)} min`;
}

/** What came of a search or a read, after its words. */
export function stepWords(step: Step): string {
  if (step.kind === 'search') {
    const found =
      step.result_count === null
        ? ''
        : step.result_count === 0
          ? 'found nothing'
          : `${step.result_count} ${step.result_count === 1 ? 'answer' : 'answers'}`;
    const opened = step.result_count !== 0 && step.opened === 0 ? 'none opened' : '';
    return [found, opened].filter(Boolean).join(', ');
  }
  const parts = [
    `${step.read ? 'read' : 'looked at'} for ${secondsWords(step.seconds)}`,
    step.position === null ? '' : `answer ${step.position} of the list`,
    voteWords(step.vote, step.vote_reason),
  ];
  return parts.filter(Boolean).join(', ');
}

/** What is known besides searches and reads. */
export function endingWords(attempt: HelpSession): string {
  const { form_opened, withdrawn, other_channel, outcome } = attempt;
  if (withdrawn) return 'Began to write, then said that an article solved it.';
  if (other_channel) return `Then ${CHANNELS[other_channel] ?? 'reached us another way'}.`;
  if (outcome === 'escalated') return 'Then wrote to us.';
  return form_opened ? 'Opened the form, and sent nothing.' : '';
}

function voteWords(vote: 'yes' | 'no' | null, reason: string | null): string {
  if (vote === null) return '';
  if (vote === 'yes') return 'said it answered';
  const why = reason ? VOTE_REASONS[reason] : undefined;
  return `said it did not answer${why ? `: ${why}` : ''}`;
}

function isOutcome(text: string | undefined): text is Outcome {
  return text !== undefined && Object.hasOwn(OUTCOME_WORDS, text);
}

function isReason(text: string | undefined): text is UnansweredReason {
  return text !== undefined && Object.hasOwn(REASON_WORDS, text);
}
