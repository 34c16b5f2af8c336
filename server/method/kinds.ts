/** The names of METHOD 5 and 13 that tickets, rules and reports share: kinds, sub-kinds, and how sure a kind is. */

/** The two kinds of user-support text S2, what is neither, and what nobody can tell yet. */
export const KINDS = ['knowledge_gap', 'functionality_issue', 'other', 'undetermined'] as const;
export type Kind = (typeof KINDS)[number];

/** How sure a suggestion is. */
export type Confidence = 'high' | 'medium' | 'low';

/** What kept a knowledge gap from being closed by the person alone. */
export const SUB_KINDS = ['missing', 'unfindable', 'unclear', 'not_looked', 'unattributed'] as const;
export type SubKind = (typeof SUB_KINDS)[number];

export type EnquiryType = 'question' | 'problem' | 'request' | 'complaint' | 'foi' | 'thanks' | 'rant';

/** What the agent said to "does an article answer it?". */
export type AnswerState = 'article' | 'no_article' | 'not_knowledge';

export type ResolutionCode =
  | 'linked_article'
  | 'explained'
  | 'wrote_article'
  | 'code_change'
  | 'config_change'
  | 'data_fix'
  | 'incident_over'
  | 'done_for_user'
  | 'forwarded'
  | 'duplicate_of'
  | 'cannot_replicate'
  | 'no_action';
