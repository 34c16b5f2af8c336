// What the pages say about a new password before the server is asked; the server has the last word.
import { LIMITS } from '../../contract/limits.ts';

export const NEW_PASSWORD_HINT = `At least ${LIMITS.passwordMin} characters. A few words in a row are good.`;

/** The problem under the field's name, or nothing. */
export function newPasswordProblem(field: string, password: string): Record<string, string> {
  const length = [...password].length;
  if (length === 0) return { [field]: 'Choose a password.' };
  if (length < LIMITS.passwordMin)
    return { [field]: `Use at least ${LIMITS.passwordMin} characters; these are ${length}.` };
  return password.length > LIMITS.passwordMax ? { [field]: `Use at most ${LIMITS.passwordMax} characters.` } : {};
}
