// Files that are about to be sent with a message: which of them can be, and in what words the others cannot.
import { LIMITS } from '../../contract/limits.ts';
import { bytesWords, tooBigWords } from './ticket-words.ts';

export interface ChosenFile {
  id: number;
  file: File;
}

let lastId = 0;

/** Adds what fits to `chosen`; `refused` has one sentence for each that does not. */
export function addFiles(
  chosen: readonly ChosenFile[],
  more: readonly File[],
): { chosen: readonly ChosenFile[]; refused: string[] } {
  const next = [...chosen];
  const refused: string[] = [];
  for (const file of more) {
    const together = next.reduce((sum, one) => sum + one.file.size, file.size);
    if (file.size > LIMITS.attachmentBytes) refused.push(tooBigWords(file.name, file.size));
    else if (file.size === 0) refused.push(`${file.name} is empty, or a folder.`);
    else if (next.length >= LIMITS.attachmentsAtOnce) {
      refused.push(`${file.name} is one too many: ${LIMITS.attachmentsAtOnce} at once. Send it with another message.`);
    } else if (together > LIMITS.attachmentsAtOnceBytes) {
      refused.push(
        `${file.name} makes it ${bytesWords(together)}; together we can take ${bytesWords(LIMITS.attachmentsAtOnceBytes)}.`,
      );
    } else {
      lastId += 1;
      next.push({ id: lastId, file });
    }
  }
  return { chosen: next, refused };
}
