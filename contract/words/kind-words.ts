// What a request can be and why it had to be asked, in the words that people read everywhere (METHOD 13).

export const KIND_WORDS = {
  knowledge_gap: 'Knowledge gap',
  functionality_issue: 'Not working',
  other: 'Other',
  undetermined: 'Not sure yet',
} as const;

export const SUB_KIND_WORDS = {
  missing: 'No article',
  unfindable: 'Hard to find',
  unclear: 'Not clear',
  not_looked: 'Didn’t look',
  unattributed: 'Not attributed',
} as const;

/** What an editor does about a sub-kind. */
export const SUB_KIND_ACTS = {
  missing: 'Write',
  unfindable: 'Retitle',
  unclear: 'Rewrite',
  not_looked: 'Promote',
} as const;

export const OUTCOME_WORDS = {
  answered: 'Answered',
  possibly_answered: 'Possibly answered',
  unanswered: 'Left without an answer',
  escalated: 'Asked us',
  no_attempt: 'Just looked',
} as const;
