// What the database remembers of articles: when each first appeared, for whom, and every revision of its content.

export interface ArticleTable {
  locale: string;
  slug: string;
  title: string;
  /** JSON array, as in the front matter. */
  audience: string;
  status: string;
  published_at: string | null;
  revision: number;
  content_hash: string;
  removed_at: string | null;
  /** The team that it belongs to, as imported history says; null for all others. */
  target_group: string | null;
}

export interface ArticleRevisionTable {
  locale: string;
  slug: string;
  revision: number;
  content_hash: string;
  title: string;
  at: string;
}
