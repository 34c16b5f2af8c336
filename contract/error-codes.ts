// The stable codes of every error that the server answers with; the sentences stand in `contract/words/error-words.ts`.

export const ERROR_CODES = [
  'validation_failed',
  'malformed_json',
  'malformed_multipart',
  'unsupported_media_type',
  'body_too_large',
  'idempotency_key_missing',
  'idempotency_mismatch',
  'unknown_site',
  'origin_not_allowed',
  'not_signed_in',
  'sign_in_refused',
  'second_factor_refused',
  'sign_in_again',
  'link_expired',
  'wrong_origin',
  'https_needed',
  'not_allowed',
  'not_found',
  'ticket_not_found',
  'method_not_allowed',
  'if_match_missing',
  'stale',
  'transition_not_allowed',
  'unknown_status',
  'unknown_report',
  'answer_missing',
  'fields_missing',
  'unknown_article',
  'unknown_name',
  'cannot_merge',
  'not_possible_now',
  'too_many_requests',
  'storage_full',
  'unavailable',
  'identity_invalid',
  'identity_required',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** RFC 9457, as every error answer of the server looks. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  request_id: string;
  errors?: { pointer: string; detail: string }[];
}
