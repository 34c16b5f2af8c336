// What a gap is called: as somebody named it, by its article, by its root cause, or by the first request that asked it.
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { articleOfKey, subjectOfKey, subKindOfKey } from '../method/gap-actions.ts';
import type { GapNames } from './gap-names.ts';

/** What a gap without article and without root cause is called by: a request's subject, in sight of those who answer. */
export interface FirstAsked {
  readonly key: string | null;
  readonly submitted_at: string;
  readonly subject: string | null;
}

const NOBODY_HAS_SAID = { fault: 'A fault without a name', question: 'A question that nothing answers' };

/**
 * Titles of these gaps. Words of requests are for those who may open requests: `asked` is empty for the others, and for
 * them such a gap has a title of no words.
 */
export async function gapTitles(
  db: Db,
  keys: readonly string[],
  { names, articles, asked }: { names: GapNames; articles: ArticleDirectory; asked: readonly FirstAsked[] },
): Promise<Map<string, string>> {
  const gone = keys.flatMap((key) => {
    const article = articleOfKey(key);
    return article !== null && articles.find(article).length === 0 ? article : [];
  });
  const remembered =
    gone.length === 0
      ? []
      : await db
          .selectFrom('article')
          .select(['slug', 'title'])
          .where('slug', 'in', [...new Set(gone)])
          .execute();
  const first = new Map<string, FirstAsked>();
  for (const one of asked) {
    if (one.key === null || one.subject === null) continue;
    const known = first.get(one.key);
    if (!known || one.submitted_at < known.submitted_at) first.set(one.key, one);
  }
  return new Map(
    keys.map((key) => {
      const given = names.decisionOn(key)?.title;
      return [key, given ?? ownTitle(key)];
    }),
  );

  function ownTitle(key: string): string {
    const article = articleOfKey(key);
    if (article !== null) {
      const present = articles.find(article)[0]?.file.title;
      return present ?? remembered.find(({ slug }) => slug === article)?.title ?? article;
    }
    const subject = subjectOfKey(key);
    if (subKindOfKey(key) === null && !subject.startsWith('~')) return causeTitle(subject.split('~', 1)[0] ?? subject);
    return first.get(key)?.subject ?? (subKindOfKey(key) === null ? NOBODY_HAS_SAID.fault : NOBODY_HAS_SAID.question);
  }
}

/** `payment_page_error` reads `Payment page error`. */
function causeTitle(cause: string): string {
  const words = cause.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
