// The sentence beside a field for files: how many may come, and how large.
import { LIMITS } from '../../contract/limits.ts';
import type { HelpPage } from './help-frame.ts';

const MEGABYTE = 1_048_576;

/** How many files may come, and how large. */
export function filesHintOf({ words, tongue }: Pick<HelpPage, 'words' | 'tongue'>): string {
  const size = (bytes: number) =>
    new Intl.NumberFormat(tongue, { style: 'unit', unit: 'megabyte' }).format(bytes / MEGABYTE);
  const count = new Intl.NumberFormat(tongue).format(LIMITS.attachmentsAtOnce);
  return words.filesHint(count, size(LIMITS.attachmentBytes), size(LIMITS.attachmentsAtOnceBytes));
}
