// What gaps are called on every page: their verbs, what they mean, how often they come, and their states.
import type { GapAction, GapRow, GapState, GapSubKind } from '../../contract/api/gaps.ts';
import { SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import type { IconName } from '../ui/icon.tsx';

/** The verb on the arm. */
export const ACTION_WORDS: Record<GapAction, string> = {
  write: 'Write',
  add_words: 'Add the words',
  retitle: 'Retitle',
  rewrite: 'Rewrite',
  promote: 'Promote',
  fix_product: 'Fix',
};

/** What is to be done, in a sentence. */
export const ACTION_MEANINGS: Record<GapAction, string> = {
  write: 'Nothing answers it: write an article, from the best reply and their own words.',
  add_words: 'The article is there under other words: add theirs to its title, keywords or asks.',
  retitle: 'They saw it and did not know it for theirs: change the title or the first sentence.',
  rewrite: 'They read it and still asked: rewrite the part that their requests quote.',
  promote: 'They did not look: offer the article on the page where they ask, and link it in the form.',
  fix_product: 'The product is at fault: fix it, and announce it until then.',
};

/** Of the 28 days that end with the window (METHOD 7.3). */
export const RECURRENCE_WORDS: Record<NonNullable<GapRow['recurrence']> | 'quiet', string> = {
  recurring: 'Keeps happening',
  emerging: 'New',
  isolated: 'One-off',
  quiet: 'Quiet for 28 days',
};

export const STATE_WORDS: Record<GapState, string> = {
  new: 'new',
  accepted: 'accepted',
  in_work: 'in work',
  done: 'done',
  verified: 'verified',
};

export const GAP_STATE_ORDER: readonly GapState[] = ['new', 'accepted', 'in_work', 'done', 'verified'];

export const GAP_ICONS: Record<GapSubKind | 'fault', IconName> = {
  missing: 'page_dashed',
  unfindable: 'search_question',
  unclear: 'page_waves',
  not_looked: 'asleep',
  fault: 'broken',
};

/** Why it is a gap: "Not clear", "Not working". */
export function causeWords(subKind: GapSubKind | null): string {
  return subKind === null ? 'Not working' : SUB_KIND_WORDS[subKind];
}

/** The reasons of METHOD 6 as people read them, after a count. */
export const REASON_NAMES: Readonly<Record<string, string>> = {
  no_article_at_submission: 'there was no article',
  not_visible_to_audience: 'the article is hidden from them',
  read_then_submitted: 'read it, then asked',
  opened_not_read: 'opened it, did not read it',
  other_channel: 'came another way',
  form_first: 'went straight to the form',
  shown_not_opened: 'saw it, did not open it',
  ranked_low: 'it stood too low in the list',
  zero_results: 'the search found nothing',
  not_in_results: 'it was not among the results',
  agent: 'said by a person',
};
