// Stems of Italian words: Snowball, and after it the endings that it takes from some forms only (modifica, but modificare).
import { stemmer } from '@orama/stemmers/italian';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(word.replace(/^(...)azion[ei]$/, '$1are').replace(/fono$/, 'foni')).replace(/(....)i[cv]$/, '$1');
}
