/** Rule KIND-1: suggests a kind when a request is sent, by points, each with its reason in plain words (METHOD 5). */
import { KIND_WORDS, type KindWords } from './kind-words.ts';
import type { Confidence, EnquiryType, Kind } from './kinds.ts';

/** Goes up with every change of the points or of how they are counted. */
export const KIND_1_VERSION = 'kind-1.0';

/** How a stored reason says that a sudden rise of faults was going on. */
export const BURST_REASON = 'a sudden rise of faults here is going on';

/** Words beyond this are not looked at. */
const MAX_TEXT = 20_000;

type Scored = Exclude<Kind, 'undetermined'>;

/** One line of the evidence. */
export interface KindReason {
  readonly kind: Scored;
  readonly points: number;
  /** A plain sentence, e.g. `2 points: the person chose "problem"`. */
  readonly text: string;
}

/** A suggestion that explains itself. */
export interface KindSuggestion {
  readonly kind: Kind;
  readonly confidence: Confidence;
  readonly points: { readonly [Name in Scored]: number };
  readonly reasons: readonly KindReason[];
  readonly rule_version: string;
}

/** What is known of a request when it arrives. */
export interface KindEvidence {
  readonly enquiry_type: EnquiryType | null;
  /** Subject and message. */
  readonly text: string;
  readonly locale?: string | null | undefined;
  readonly host_error_count: number;
  /** The attached trail; nothing when there is none. */
  readonly searches: readonly { readonly result_count: number | null }[];
  readonly views: readonly { readonly vote: 'yes' | 'no' | null; readonly vote_reason: string | null }[];
  /** A sudden rise of functionality issues on this page or topic is going on (METHOD 7.4). */
  readonly has_functionality_burst: boolean;
  /** Confirmed kinds of similar requests in the 90 days before this one; null when there are none. */
  readonly history: { readonly knowledge_gap: number; readonly functionality_issue: number } | null;
}

const ENQUIRY_POINTS: { readonly [Type in EnquiryType]: { readonly kind: Scored; readonly points: number } } = {
  question: { kind: 'knowledge_gap', points: 2 },
  problem: { kind: 'functionality_issue', points: 2 },
  request: { kind: 'other', points: 3 },
  complaint: { kind: 'other', points: 4 },
  foi: { kind: 'other', points: 4 },
  thanks: { kind: 'other', points: 4 },
  rant: { kind: 'other', points: 4 },
};

/** The first place where one of the words stands, or null. */
function findWord(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join('|')})(?![\\p{L}\\p{N}_])`, 'iu');
  return pattern.exec(text)?.[0] ?? null;
}

function wordsFor(locale: string | null | undefined, words: typeof KIND_WORDS): KindWords {
  const language = locale?.toLowerCase().split('-', 1)[0] ?? 'en';
  return (Object.hasOwn(words, language) ? words[language] : words.en) ?? { fail: [], question: [] };
}

function reason(kind: Scored, points: number, because: string): KindReason {
  return { kind, points, text: `${points} ${points === 1 ? 'point' : 'points'}: ${because}` };
}

/** What confirmed kinds of similar requests say: round(3·(2p−1)), p = (k+1)/(k+f+2), halves away from zero. */
function historyReasons(history: KindEvidence['history']): KindReason[] {
  if (!history || history.knowledge_gap + history.functionality_issue < 3) return [];
  const { knowledge_gap: k, functionality_issue: f } = history;
  // The same as 3·(2p−1), but exact: half a point is found to be half a point.
  const points = Math.round((3 * Math.abs(k - f)) / (k + f + 2));
  if (points === 0) return [];
  const kind = k > f ? 'knowledge_gap' : 'functionality_issue';
  return [reason(kind, points, `of ${k + f} similar requests ${k} were knowledge gaps and ${f} were faults`)];
}

function voteReasons(views: KindEvidence['views']): KindReason[] {
  return views.flatMap((view) => {
    if (view.vote !== 'no') return [];
    switch (view.vote_reason) {
      case 'unclear':
      case 'incomplete':
        return [reason('knowledge_gap', 1, `the person found an article ${view.vote_reason}`)];
      case 'does_not_work':
        return [reason('functionality_issue', 1, 'the person said that what an article describes does not work')];
      case 'outdated':
        return [reason('functionality_issue', 1, 'the person found an article outdated')];
      default:
        return [];
    }
  });
}

function collectReasons(evidence: KindEvidence, words: KindWords): KindReason[] {
  const reasons: KindReason[] = [];
  if (evidence.enquiry_type) {
    const { kind, points } = ENQUIRY_POINTS[evidence.enquiry_type];
    reasons.push(reason(kind, points, `the person chose "${evidence.enquiry_type}"`));
  }
  const text = evidence.text.slice(0, MAX_TEXT).replaceAll('\u2019', "'");
  const fail = findWord(text, words.fail);
  if (fail) reasons.push(reason('functionality_issue', 2, `the text says "${fail}"`));
  const question = findWord(text, words.question);
  if (question) reasons.push(reason('knowledge_gap', 2, `the text asks "${question}"`));
  if (evidence.host_error_count > 0) {
    reasons.push(reason('functionality_issue', 2, 'the page reported errors before the help was opened'));
  }
  if (evidence.searches.some((search) => search.result_count === 0)) {
    reasons.push(reason('knowledge_gap', 1, 'a search found nothing'));
  }
  reasons.push(...voteReasons(evidence.views));
  if (evidence.has_functionality_burst) {
    reasons.push(reason('functionality_issue', 2, BURST_REASON));
  }
  reasons.push(...historyReasons(evidence.history));
  return reasons;
}

/**
 * Suggests a kind. The margin between the highest and the second highest sum decides: at least 2 for a kind at all,
 * 4 for high confidence. Pure and total: the same evidence always gives the same suggestion.
 */
export function suggestKindAtSubmit(evidence: KindEvidence, words: typeof KIND_WORDS = KIND_WORDS): KindSuggestion {
  const reasons = collectReasons(evidence, wordsFor(evidence.locale, words));
  const points = { knowledge_gap: 0, functionality_issue: 0, other: 0 };
  for (const { kind, points: worth } of reasons) points[kind] += worth;
  const kinds: readonly Scored[] = ['knowledge_gap', 'functionality_issue', 'other'];
  const [first = 'other', second = 'other'] = [...kinds].sort((a, b) => points[b] - points[a]);
  const margin = points[first] - points[second];
  return {
    kind: margin >= 2 ? first : 'undetermined',
    confidence: margin >= 4 ? 'high' : margin >= 2 ? 'medium' : 'low',
    points,
    reasons,
    rule_version: KIND_1_VERSION,
  };
}
