/** Rule KIND-2: the kind that the way a request was resolved speaks for; it outranks words (METHOD 5). */
import type { AnswerState, Confidence, Kind, ResolutionCode } from './kinds.ts';

/** What a resolution says. `reason` is a stable name: `resolution_code`, `answer_state`, `mixed`, `duplicate_of`, `nothing`. */
export interface SolveSuggestion {
  readonly kind: Kind;
  readonly confidence: Confidence;
  readonly reason: 'resolution_code' | 'answer_state' | 'mixed' | 'duplicate_of' | 'nothing';
}

/** How a request was resolved. */
export interface Resolution {
  readonly resolution_code: ResolutionCode | null;
  readonly answer_state: AnswerState | null;
}

const KIND_OF_CODE: { readonly [Code in ResolutionCode]: Kind | null } = {
  linked_article: 'knowledge_gap',
  explained: 'knowledge_gap',
  wrote_article: 'knowledge_gap',
  code_change: 'functionality_issue',
  config_change: 'functionality_issue',
  data_fix: 'functionality_issue',
  incident_over: 'functionality_issue',
  done_for_user: 'other',
  forwarded: 'other',
  no_action: 'other',
  cannot_replicate: 'undetermined',
  duplicate_of: null,
};

/** Whether code and answer contradict each other: an article answered it and the code was changed, for instance. */
function areAtOdds(ofCode: Kind | null, answer: AnswerState | null): boolean {
  if (answer === 'article' || answer === 'no_article') return ofCode === 'functionality_issue' || ofCode === 'other';
  return answer === 'not_knowledge' && ofCode === 'knowledge_gap';
}

/**
 * Suggests a kind from the resolution. `original` is the effective kind of the ticket that this one duplicates, its
 * chain already followed to the end (see `effectiveKind`); without it a duplicate is undetermined.
 */
export function suggestKindAtSolve(
  resolution: Resolution,
  original: { readonly kind: Kind; readonly confidence: Confidence } | null = null,
): SolveSuggestion {
  const { resolution_code: code, answer_state: answer } = resolution;
  if (code === 'duplicate_of') {
    return original
      ? { kind: original.kind, confidence: original.confidence, reason: 'duplicate_of' }
      : { kind: 'undetermined', confidence: 'low', reason: 'duplicate_of' };
  }
  const ofCode = code && KIND_OF_CODE[code];
  if (areAtOdds(ofCode, answer)) return { kind: 'undetermined', confidence: 'low', reason: 'mixed' };
  if (answer === 'article' || answer === 'no_article') {
    return { kind: 'knowledge_gap', confidence: 'high', reason: 'answer_state' };
  }
  switch (ofCode) {
    case 'knowledge_gap':
    case 'functionality_issue':
      return { kind: ofCode, confidence: 'high', reason: 'resolution_code' };
    case 'other':
      return { kind: 'other', confidence: 'medium', reason: 'resolution_code' };
    case 'undetermined':
      return { kind: 'undetermined', confidence: 'low', reason: 'resolution_code' };
    default:
      return { kind: 'undetermined', confidence: 'low', reason: 'nothing' };
  }
}
