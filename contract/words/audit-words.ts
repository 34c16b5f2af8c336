// What each act of the audit is called; a new act does not compile until it has words.
import type { AuditedAct } from '../api/audit.ts';

export const AUDIT_WORDS: Record<AuditedAct, string> = {
  signed_in: 'signed in',
  sign_in_failed: 'could not sign in',
  password_changed: 'changed a password',
  second_factor_changed: 'changed the second factor',
  session_ended: 'ended a session',
  person_added: 'added somebody',
  person_invited: 'invited somebody',
  person_changed: 'changed somebody',
  person_disabled: 'let somebody go',
  role_changed: 'changed a role',
  link_made: 'made a one-time link',
  token_made: 'made an API token',
  token_revoked: 'revoked an API token',
  requester_erased: 'erased a requester',
  bulk_changed: 'changed many requests',
  bulk_undone: 'undid a change of many requests',
  view_shared: 'shared a view',
  view_changed: 'changed or deleted a shared view',
  question_vetoed: 'vetoed a learnt question',
  question_allowed: 'allowed a learnt question again',
  gap_changed: 'decided about a gap',
  draft_committed: 'committed the draft of an article',
};
