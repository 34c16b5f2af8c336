// The audit: what people who work here did outside of any request's history, as the API tells it to admins.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/** What can have been done; a new act is added here before it is recorded. */
export const AUDITED_ACTS = [
  'signed_in',
  'sign_in_failed',
  'password_changed',
  'second_factor_changed',
  'session_ended',
  'person_added',
  'person_invited',
  'person_changed',
  'person_disabled',
  'role_changed',
  'link_made',
  'token_made',
  'token_revoked',
  'requester_erased',
  'bulk_changed',
  'bulk_undone',
  'view_shared',
  'view_changed',
  'question_vetoed',
  'question_allowed',
  'gap_changed',
  'draft_committed',
] as const;

const date = z.iso.date('must be a date like 2026-03-02');

export const ListAuditQuery = z.strictObject({
  /** Mail address of somebody who works here, or `system`, `command line`, `nobody`. */
  who: z.string().min(1).max(LIMITS.email).optional(),
  what: z.enum(AUDITED_ACTS).optional(),
  /** Inclusive dates in the time zone of the site. */
  from: date.optional(),
  to: date.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.adminPageSize).default(LIMITS.adminPageSizeDefault),
});

export const AuditEntrySchema = z.strictObject({
  at: z.string(),
  /** A name, or `system`, `command line`, `nobody`. */
  who: z.string(),
  what: z.enum(AUDITED_ACTS),
  /** In the words of the console. */
  label: z.string(),
  about: z.string().nullable(),
  detail: z.string().nullable(),
});

export const AuditPageSchema = z.strictObject({
  /** Newest first. */
  entries: z.array(AuditEntrySchema),
  next_cursor: z.string().nullable(),
});

export type AuditedAct = (typeof AUDITED_ACTS)[number];
export type ListAudit = z.infer<typeof ListAuditQuery>;
export type AuditEntryView = z.infer<typeof AuditEntrySchema>;
export type AuditPage = z.infer<typeof AuditPageSchema>;
