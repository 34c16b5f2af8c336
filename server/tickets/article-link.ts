// Names an article for the page of a request: its title and address, or its slug where it is not published any more.
import type { ArticleLink } from '../../contract/api/ticket-insight.ts';
import { findArticle } from '../articles/find-article.ts';
import type { Services } from '../services.ts';

/** `knownTitle` is what it was called when it was read. */
export type LinkTo = (slug: string, knownTitle?: string | null) => ArticleLink;

/** Links in the language of a request. */
export function linksIn(services: Pick<Services, 'releases'>, locale: string): LinkTo {
  const release = services.releases.current();
  return (slug, knownTitle) => {
    const article = findArticle(release, locale, slug);
    if (!article) return { slug, title: knownTitle ?? slug, url: null };
    return { slug, title: article.file.title, url: `/help/${article.locale}/${article.file.slug}` };
  };
}
