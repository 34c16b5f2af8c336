// One error for everything that a caller did or met, and the one place that turns errors into problem+json.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode, Problem } from '../contract/error-codes.ts';
import { ERROR_WORDS } from '../contract/words/error-words.ts';
import { databaseTroubleOf } from './db/database-errors.ts';

const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  validation_failed: 400,
  malformed_json: 400,
  malformed_multipart: 400,
  unsupported_media_type: 415,
  body_too_large: 413,
  idempotency_key_missing: 400,
  idempotency_mismatch: 422,
  unknown_site: 404,
  origin_not_allowed: 403,
  not_signed_in: 401,
  sign_in_refused: 401,
  second_factor_refused: 401,
  sign_in_again: 401,
  link_expired: 410,
  wrong_origin: 403,
  https_needed: 403,
  not_allowed: 403,
  not_found: 404,
  ticket_not_found: 404,
  method_not_allowed: 405,
  if_match_missing: 428,
  stale: 412,
  transition_not_allowed: 409,
  unknown_status: 422,
  unknown_report: 404,
  answer_missing: 422,
  fields_missing: 422,
  unknown_article: 422,
  unknown_name: 422,
  cannot_merge: 422,
  not_possible_now: 409,
  too_many_requests: 429,
  storage_full: 507,
  unavailable: 503,
  identity_invalid: 401,
  identity_required: 401,
  internal: 500,
};

export interface FieldError {
  /** JSON pointer, for instance `/email`. */
  pointer: string;
  detail: string;
}

export interface ErrorExtras {
  errors?: FieldError[];
  /** Seconds, for 429 and 503. */
  retryAfter?: number;
  /** More members of the problem document, for instance `allowed`. */
  members?: Record<string, unknown>;
  /** A sentence that says more than the code's own. */
  detail?: string;
}

/** An error with a stable code; thrown in verb files, answered in one place. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly extras: ErrorExtras;
  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    super(extras.detail ?? ERROR_WORDS[code]);
    this.code = code;
    this.extras = extras;
  }
}

/** What an unexpected error means to a caller: a full disk and a database that is away have codes of their own. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const trouble = databaseTroubleOf(error);
  if (trouble === 'full') return new AppError('storage_full', { retryAfter: 60 });
  if (trouble === 'unavailable') return new AppError('unavailable', { retryAfter: 5 });
  if (trouble === 'bad_value')
    return new AppError('validation_failed', {
      detail: 'A value is out of range, or holds a character that cannot be kept.',
    });
  return new AppError('internal');
}

/** The HTTP status that belongs to a code. */
export function statusOf(code: ErrorCode): ContentfulStatusCode {
  return STATUS[code];
}

/** Answers with RFC 9457 problem+json. */
export function answerProblem(context: Context, error: AppError): Response {
  const status = STATUS[error.code];
  const body: Problem & Record<string, unknown> = {
    type: `urn:fingerpost:problem:${error.code}`,
    title: ERROR_WORDS[error.code],
    status,
    code: error.code,
    detail: error.message,
    request_id: String(context.get('requestId') ?? ''),
    ...(error.extras.errors ? { errors: error.extras.errors } : {}),
    ...error.extras.members,
  };
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
  };
  if (error.extras.retryAfter !== undefined)
    headers['Retry-After'] = String(Math.max(1, Math.ceil(error.extras.retryAfter)));
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return context.body(JSON.stringify(body), status, headers);
}
