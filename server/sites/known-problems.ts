// What a site says of problems that are known: those of the moment, in the reader's language, with the article of each.
import type { AnnounceProblem } from '../../contract/api/announced-problems.ts';
import type { Site } from '../../contract/api/site.ts';
import { findArticle } from '../articles/find-article.ts';
import type { Services } from '../services.ts';
import { inLocale } from '../settings/words-by-locale.ts';

/** @param announced from the pages of gaps, in one language each. One that names an article which is not there is not announced: there would be nothing to read. */
export function knownProblems(
  { settings, clock, releases }: Pick<Services, 'settings' | 'clock' | 'releases'>,
  wishes: readonly string[],
  announced: readonly AnnounceProblem[] = [],
): NonNullable<Site['known_problems']> {
  const now = clock.now().getTime();
  const release = releases.current();
  const written = settings.known_problems.flatMap(({ words, article, pages, from, until }) => {
    const isNow = (!from || Date.parse(from) <= now) && (!until || now < Date.parse(until));
    const found = isNow && findArticle(release, wishes[0] ?? settings.default_locale, article);
    return found ? [{ text: inLocale(words, wishes, settings), article: found.slug, pages }] : [];
  });
  const said = announced.flatMap(({ words, article, pages }) => {
    const found = findArticle(release, wishes[0] ?? settings.default_locale, article);
    return found ? [{ text: words, article: found.slug, pages: [...pages] }] : [];
  });
  return [...said, ...written];
}
