// What browser and server agree on about one article: the file that is served for it and the card that lists it.

/** A part of an article under its own heading; `id` is the heading's anchor. */
export interface ArticleSection {
  id: string;
  heading: string;
}

/** A pointer to another article. */
export interface ArticleLink {
  slug: string;
  title: string;
}

/** What is served as JSON for one article; `html` is sanitised and ready to be shown. */
export interface ArticleFile {
  slug: string;
  title: string;
  summary: string;
  /** Titles of the categories from the outermost to the innermost. */
  breadcrumb: string[];
  html: string;
  sections: ArticleSection[];
  /** The day of the last review, YYYY-MM-DD. */
  updated: string | null;
  /** Reading time in whole minutes, at least 1. */
  minutes: number;
  /** Rises with each change of the content, from 1. */
  revision: number;
  related: ArticleLink[];
  /** `everyone`, or names that the host page passes. */
  audience: string[];
}

/** What a list shows of an article without fetching it. */
export interface DocCard {
  slug: string;
  title: string;
  summary: string;
  breadcrumb: string[];
  /** Patterns of pages of the host product on which the article is offered before any search. */
  pages: string[];
  audience: string[];
  order: number;
}

/** The audience that every reader belongs to. */
export const EVERYONE = 'everyone';
