// Why a request is marked as suspected spam, in words for the team.

export const SPAM_REASON_WORDS = {
  trap: 'It fills in a field that people do not see.',
  many_from_address: 'Many requests came from the same network address within minutes.',
  many_from_session: 'Many requests came from the same browser tab within minutes.',
  by_hand: 'Somebody here marked it.',
} as const;

export type SpamReason = keyof typeof SPAM_REASON_WORDS;
