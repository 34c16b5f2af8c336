// An article named in a request: a link where it is published, plain words where it is no longer there.
import type { ArticleLink } from '../../contract/api/ticket-insight.ts';

export function ArticleName({ article }: { article: Pick<ArticleLink, 'slug' | 'title'> & { url?: string | null } }) {
  if (!article.url) {
    return (
      <span title="No article of this name is published now">
        {article.title} <span class="muted">(not published now)</span>
      </span>
    );
  }
  return (
    <a href={article.url} target="_blank" rel="noopener">
      {article.title}
    </a>
  );
}
