// What the index of an article has learnt from use, as a release is built with it: a copy of what the database says.
import type { Db } from '../db/database.ts';

export interface LearntQuestions {
  /** The questions of an article, the strongest first; none for most. */
  learntFor(locale: string, slug: string): readonly string[];
  /** Reads what the database says now. */
  refresh(): Promise<void>;
  /** Whether the database says something else than what was last read, by this process or another. */
  isBehind(): Promise<boolean>;
}

export function createLearntQuestions(db: Db): LearntQuestions {
  let known = new Map<string, readonly string[]>();
  const read = async () => {
    const rows = await db
      .selectFrom('learnt_question')
      .select(['locale', 'slug', 'words'])
      .where('position', 'is not', null)
      .where('words', 'is not', null)
      .orderBy('locale')
      .orderBy('slug')
      .orderBy('position')
      .execute();
    const found = new Map<string, string[]>();
    for (const { locale, slug, words } of rows)
      found.set(`${locale}/${slug}`, [...(found.get(`${locale}/${slug}`) ?? []), words ?? '']);
    return found;
  };
  const signatureOf = (questions: ReadonlyMap<string, readonly string[]>) => JSON.stringify([...questions]);
  return {
    learntFor: (locale, slug) => known.get(`${locale}/${slug}`) ?? [],
    refresh: async () => {
      known = await read();
    },
    isBehind: async () => signatureOf(await read()) !== signatureOf(known),
  };
}
