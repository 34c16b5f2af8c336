// What the numbers cannot say (METHOD 14), a sentence each, for the description of every report that it holds for.

/** An anonymous attempt ends with its tab, so that the high bounds are too high by as many as nobody can count. */
export const NOT_LINKED =
  'A person who asks tomorrow or from another tab cannot be linked to this attempt unless the host says who they are.';

/** Blame needs an answer that somebody named. */
export const BLAME_IS_JUDGED =
  'An article is blamed only where an agent named it as the answer; requests without one are not attributed.';

/** Ten seconds are a convention; the export compares five, ten and thirty. */
export const TIME_IS_NOT_UNDERSTANDING = 'A read is ten seconds, which is not understanding.';

/** Mail, telephone and the like leave no trail. */
export const NO_TRAIL_ELSEWHERE =
  'Requests that did not come through the widget have no trail: they all land in no article or did not look.';

/** The second reader's agreement is the ceiling of any accuracy. */
export const KIND_IS_A_JUDGEMENT =
  'A kind is a suggestion until somebody confirms it, and a confirmed one is a judgement.';

/** Users affected are those who asked or left a trace. */
export const SILENT_ARE_NOT_SEEN = 'Who never opens help is in none of it.';

/** The multipliers of the score are a convention for sorting. */
export const SCORE_IS_AN_ORDER =
  'The score puts things in order and is no cost; with few people a place is seldom certain.';
