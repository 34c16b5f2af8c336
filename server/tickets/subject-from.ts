// Makes the subject of a request that came without one: its first words, without what identifies anybody.
import { scrubText } from '../../contract/scrub.ts';

const SUBJECT_WORDS = 12;
const SUBJECT_CHARACTERS = 120;

/** The first words of a message, scrubbed, on one line; an ellipsis where there are none. */
export function subjectFrom(message: string): string {
  const words = scrubText(message.slice(0, 1_000)).trim().split(/\s+/).slice(0, SUBJECT_WORDS).join(' ');
  return words.length > SUBJECT_CHARACTERS ? `${words.slice(0, SUBJECT_CHARACTERS - 1).trimEnd()}…` : words || '…';
}
