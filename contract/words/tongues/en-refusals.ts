// Why something was not taken as it is, in English; part of the type that other languages fill in.
import type { ErrorCode } from '../../error-codes.ts';

export const enRefusals = {
  long: 'This is longer than we can take here. Shorten it, or send the rest as an answer.',
  choice: 'Choose one of these.',
  /** What the server says in words of its own, by its code. */
  codes: {
    body_too_large: 'That is more than we can take at once. Send fewer files, or smaller ones.',
    too_many_requests: 'That was a lot at once. Wait a moment, then try again.',
    storage_full: 'We could not store this. Try again in a while.',
    unavailable: 'We cannot do this just now. Try again in a few seconds.',
    not_possible_now: 'This is not possible any more. Look again to see how it stands.',
    internal: 'Something went wrong on our side. Try again in a moment.',
    origin_not_allowed: 'We cannot take requests from this page. Whoever runs it can change that.',
  } satisfies Partial<Record<ErrorCode, string>>,
  other: 'This could not be taken as it is.',
};
