import { describe, expect, it } from 'vitest';
import { isQualifiedRead } from '../../../server/method/qualified-read.ts';

const none = { active_ms: 0, max_scroll_pct: 0, has_vote: false };

describe('isQualifiedRead', () => {
  it.each([
    ['ten seconds', { active_ms: 10_000 }, true],
    ['a moment less', { active_ms: 9_999, max_scroll_pct: 74 }, false],
    ['five seconds and three quarters of the page', { active_ms: 5_000, max_scroll_pct: 75 }, true],
    ['three quarters of the page in no time', { active_ms: 4_999, max_scroll_pct: 100 }, false],
    ['a vote', { has_vote: true }, true],
    ['nothing', {}, false],
  ])('takes %s for what it is', (_what, change, expected) => {
    expect(isQualifiedRead({ ...none, ...change })).toBe(expected);
  });

  it("takes the site's own minimum", () => {
    expect(isQualifiedRead({ ...none, active_ms: 10_000 }, 30_000)).toBe(false);
    expect(isQualifiedRead({ ...none, active_ms: 5_000 }, 5_000)).toBe(true);
  });
});
