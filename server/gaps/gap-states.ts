// Through which states a gap moves: one step on, or back to work; verified by its numbers or by a person's word.
import type { GapDetail, GapState } from '../../contract/api/gaps.ts';
import { AppError } from '../errors.ts';

const NEXT: Readonly<Record<GapState, readonly GapState[]>> = {
  new: ['accepted'],
  accepted: ['in_work', 'new'],
  in_work: ['done', 'accepted'],
  done: ['verified', 'in_work'],
  verified: ['in_work'],
};

/** @param helped the newest edit of its article is known to have helped (METHOD 8.6): then nobody needs to say why. */
export function nextStates(state: GapState, helped: boolean): GapDetail['next_states'] {
  return NEXT[state].map((next) => ({ state: next, needs_note: next === 'verified' && !helped }));
}

/** @throws AppError transition_not_allowed naming what is allowed; fields_missing where a reason is. */
export function requireGapMove(
  from: GapState,
  to: GapState,
  { note, helped }: { note: boolean; helped: boolean },
): void {
  const move = nextStates(from, helped).find(({ state }) => state === to);
  if (!move) {
    const allowed = NEXT[from];
    throw new AppError('transition_not_allowed', {
      detail: `From ${from} this gap may go to: ${allowed.join(', ')}.`,
      members: { allowed },
      errors: [{ pointer: '/state', detail: `Use one of: ${allowed.join(', ')}.` }],
    });
  }
  if (move.needs_note && !note)
    throw new AppError('fields_missing', {
      detail: 'Its numbers do not show yet that it is settled: say in a note how you know.',
      errors: [{ pointer: '/note', detail: 'Say how you know that it is settled.' }],
    });
}
