// The people who work here, as the console's API speaks of them: oneself, everybody for an admin, API tokens.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { writtenText } from './text.ts';

export const PERSON_ROLES = ['admin', 'agent', 'specialist', 'editor', 'viewer'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** What somebody may do anywhere; what they may do with one request is said with the request. */
export interface Can {
  list_tickets: boolean;
  answer_tickets: boolean;
  /** Assignee, group, category, priority. */
  route_tickets: boolean;
  change_many_tickets: boolean;
  log_tickets: boolean;
  share_views: boolean;
  read_reports: boolean;
  read_learnt: boolean;
  /** Keep learnt questions out of the index. */
  veto_learnt: boolean;
  manage_people: boolean;
  read_audit: boolean;
  erase_requesters: boolean;
}

/** `GET /api/v1/admin/me` */
export interface Me {
  id: string;
  email: string;
  name: string;
  role: PersonRole;
  /** Whether a second factor is on. */
  two_factor: boolean;
  /** Keys of the restricted categories whose named reader they are. */
  restricted_categories: string[];
  can: Can;
}

/** `GET /api/v1/admin/people` → `{ people: Person[] }` */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: PersonRole;
  disabled: boolean;
  two_factor: boolean;
  /** Invited people have no password yet. */
  has_password: boolean;
  restricted_categories: string[];
  created_at: string;
  /** When a session of theirs was last used; null where none is known. */
  last_seen_at: string | null;
}

/** A one-time link as it is shown once, to be copied: mail is not needed for it. */
export interface OneTimeLink {
  url: string;
  purpose: 'invitation' | 'reset';
  expires_at: string;
}

/** `POST /api/v1/admin/people` and `POST …/{id}/link` */
export interface PersonWithLink {
  person: Person;
  link: OneTimeLink;
}

/** One of one's own API tokens; the token itself is shown once, when it is made. */
export interface ApiToken {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

const name = writtenText(LIMITS.name);

export const InvitePersonSchema = z.strictObject({
  email: z.email('must be an address like name@example.com').max(LIMITS.email),
  name: name.optional(),
  role: z.enum(PERSON_ROLES),
});

export const ChangePersonSchema = z.strictObject({
  name: name.optional(),
  role: z.enum(PERSON_ROLES).optional(),
  disabled: z.boolean().optional(),
  /** Only off, for somebody who lost their phone and their codes. */
  two_factor: z.literal(false).optional(),
});

export const CreateTokenSchema = z.strictObject({ name });

export type InvitePerson = z.infer<typeof InvitePersonSchema>;
export type ChangePerson = z.infer<typeof ChangePersonSchema>;
export type CreateToken = z.infer<typeof CreateTokenSchema>;
