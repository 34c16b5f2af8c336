// What the console calls the things that the settings do not name: channels, resolutions, answers, sorts.
import type { ANSWER_STATES, CHANNELS, OTHER_KINDS, RESOLUTION_CODES } from '../api/admin-tickets.ts';
import type { TicketSort } from '../api/queue.ts';
import type { EnquiryType } from '../api/tickets.ts';

export const CHANNEL_WORDS: Record<(typeof CHANNELS)[number], string> = {
  widget: 'Help panel',
  help_centre: 'Help centre',
  email: 'Mail',
  phone: 'Phone',
  chat: 'Chat',
  social: 'Social media',
  in_person: 'In person',
  post: 'Post',
};

export const RESOLUTION_WORDS: Record<(typeof RESOLUTION_CODES)[number], string> = {
  linked_article: 'Answered with an article',
  explained: 'Explained in own words',
  wrote_article: 'Wrote an article for it',
  code_change: 'Changed the product',
  config_change: 'Changed a setting',
  data_fix: 'Repaired data',
  incident_over: 'An outage that is over',
  done_for_user: 'Did it for them',
  forwarded: 'Passed on to somebody else',
  duplicate_of: 'Same as another request',
  cannot_replicate: 'Could not make it happen',
  no_action: 'Nothing to do',
};

export const ANSWER_STATE_WORDS: Record<(typeof ANSWER_STATES)[number], string> = {
  article: 'An article answers it',
  no_article: 'No article answers it',
  not_knowledge: 'Not a knowledge question',
};

export const ENQUIRY_TYPE_WORDS: Record<EnquiryType, string> = {
  question: 'Question',
  problem: 'Problem',
  request: 'Request',
  complaint: 'Complaint',
  foi: 'Freedom of information',
  thanks: 'Thanks',
  rant: 'Just letting off steam',
};

export const DEMAND_TYPE_WORDS: Readonly<Record<string, string>> = {
  failure: 'Avoidable',
  value: 'Wanted',
  neither: 'Neither',
};

export const OTHER_KIND_WORDS: Record<(typeof OTHER_KINDS)[number], string> = {
  request: 'Request',
  complaint: 'Complaint',
  thanks: 'Thanks',
  foi: 'Freedom of information',
  security: 'Security',
  rant: 'Letting off steam',
  status_chase: 'Asks how far it is',
  spam: 'Spam',
};

/** The root causes of the shipped settings; any other is named by its key. */
export const ROOT_CAUSE_WORDS: Readonly<Record<string, string>> = {
  no_guidance: 'No guidance',
  unclear_guidance: 'Unclear guidance',
  wording_mismatch: 'We use other words than they do',
  forgotten_password: 'Forgotten password',
  defect: 'Defect in the product',
  none: 'None',
};

export const SORT_WORDS: Record<TicketSort, string> = {
  due: 'Urgent, then due',
  '-submitted_at': 'Newest first',
  submitted_at: 'Oldest first',
  '-updated_at': 'Changed last',
  updated_at: 'Not changed for longest',
  '-number': 'Highest number first',
  number: 'Lowest number first',
  priority: 'Urgent, then newest',
  status_changed_at: 'Longest in its status',
};
