// Words about a request: by what way it came, what was done about it, and why it counts as what it counts.

export const CHANNEL_WORDS = {
  widget: 'Widget',
  help_centre: 'Help centre',
  email: 'Mail',
  phone: 'Phone',
  chat: 'Chat',
  social: 'Social media',
  in_person: 'In person',
  post: 'Post',
} as const;

export const RESOLUTION_WORDS = {
  linked_article: 'Answered with an article',
  explained: 'Explained',
  wrote_article: 'Wrote an article',
  code_change: 'Changed the program',
  config_change: 'Changed a setting',
  data_fix: 'Repaired data',
  incident_over: 'The incident is over',
  done_for_user: 'Did it for them',
  forwarded: 'Passed on',
  duplicate_of: 'Repeats another request',
  cannot_replicate: 'Could not make it happen',
  no_action: 'Nothing to do',
} as const;

export const ANSWER_WORDS = {
  article: 'An article answers it',
  no_article: 'No article answers it',
  not_knowledge: 'Not a knowledge question',
} as const;

/** Each reason of a sub-kind (METHOD 6) as a sentence. */
export const SUB_KIND_REASON_WORDS = {
  no_answer_named: 'No answer is named, so nobody can tell why they had to ask.',
  trail_removed: 'They took off what they had looked at, so nobody can tell whether they saw the answer.',
  trail_blocked: 'Nothing of what they looked at was recorded.',
  no_article_at_submission: 'No article answered this when they asked.',
  not_visible_to_audience: 'The article was there, but they could not see it.',
  read_then_submitted: 'They read this article and still had to ask.',
  opened_not_read: 'They opened this article and left before reading it.',
  other_channel: 'They came another way and did not look in the help.',
  form_first: 'They wrote to us without looking in the help first.',
  shown_not_opened: 'This article was in front of them, and they did not open it.',
  ranked_low: 'This article was in their results, but too far down.',
  zero_results: 'All their searches found nothing.',
  not_in_results: 'They looked, and this article was not among what they found.',
} as const;

/** What an editor does about it, by the name that the API uses. */
export const ACTION_WORDS = {
  write: 'Write',
  add_words: 'Add their words',
  retitle: 'Retitle',
  rewrite: 'Rewrite',
  promote: 'Promote',
  fix_product: 'Fix the product',
} as const;

/** What changed, as a line of history or of a conflict begins. */
export const CHANGE_WORDS: Readonly<Record<string, string>> = {
  status: 'Status',
  assignee: 'Assignee',
  target_group: 'Team',
  resolver_group: 'Team that solves it',
  category: 'Category',
  restricted: 'Restricted',
  workflow: 'Path',
  enquiry_type: 'What sort of request',
  priority: 'Priority',
  priority_reason: 'Reason of the priority',
  severity: 'Severity',
  kind: 'Kind',
  other_kind: 'What else it is',
  demand_type: 'Whether it need have come',
  sub_kind: 'Why they had to ask',
  root_cause: 'Root cause',
  handling_minutes: 'Minutes',
  answer: 'Answer',
  csat: 'Rating',
  suspected_spam: 'Suspected spam',
  merged: 'Merged',
  merged_into: 'Merged into',
  unmerged: 'Taken apart',
  message: 'Reply',
  note: 'Internal note',
};
