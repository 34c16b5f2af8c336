// How many cases a share takes before it is shown; with fewer there are counts and no share (METHOD 8.2).

/** Help attempts. */
export const MIN_ATTEMPTS_FOR_SHARE = 20;
/** Requests. */
export const MIN_REQUESTS_FOR_SHARE = 10;
