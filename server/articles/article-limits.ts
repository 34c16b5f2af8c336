// The limits of a knowledge base; what goes over one is refused with the limit's name in the message.

export const MAX_ARTICLES = 120_000;
export const MAX_FILES = 400_000;
export const MAX_FOLDER_DEPTH = 12;
export const MAX_ARTICLE_BYTES = 1024 * 1024;
export const MAX_FRONT_MATTER_BYTES = 16 * 1024;
export const MAX_ASSET_BYTES = 64 * 1024 * 1024;
export const MAX_ARTICLE_LINES = 5_000;
/** Brackets and emphasis marks in one paragraph and in one article: what the parser's time grows with the square of. */
export const MAX_MARKS_PER_PARAGRAPH = 2_000;
export const MAX_MARKS = 20_000;
/** Quotes and lists within one another on one line. */
export const MAX_NESTING = 20;
/** Columns of a table. */
export const MAX_TABLE_COLUMNS = 200;
