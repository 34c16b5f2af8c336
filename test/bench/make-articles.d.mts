/** An article in plain text; the first section has heading ''. */
export interface PlainArticle {
  slug: string;
  title: string;
  folder: string;
  sections: { heading: string; text: string }[];
}

export interface Made {
  articles: (PlainArticle & { from: number; block: number })[];
  tell(block: number, text: string): string;
  beta: number;
}

export interface Question {
  id: string;
  query: string;
  rel: Record<string, number>;
}

export function makeArticles(count: number, seed: number, source: readonly PlainArticle[]): Made;
export function makeQuestions(
  made: Made,
  source: readonly PlainArticle[],
  labelled: readonly { query: string; rel: Record<string, number> }[],
  limit: number,
  seed: number,
): Question[];
export function textOf(article: Pick<PlainArticle, 'title' | 'sections'>): string;
