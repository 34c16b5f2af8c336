// Gives seeded sessions and requests what the figures on articles count: articles with edits, reads before requests, sub-kinds.
import { sql } from 'kysely';

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 200;

/**
 * Articles `article-0` to `article-{count - 1}`, each fifth of them changed in the last eight weeks; two of five requests
 * came after a read, and knowledge gaps are about an article.
 */
export async function seedArticleUse(services, { count, now }) {
  const { db } = services;
  const publishedAt = new Date(now.getTime() - 400 * DAY_MS).toISOString();
  const articles = Array.from({ length: count }, (_, at) => ({
    ...{ locale: 'en', slug: `article-${at}`, title: `Article ${at}`, audience: '[]', status: 'imported' },
    ...{ published_at: publishedAt, revision: at % 5 === 0 ? 2 : 1, content_hash: `hash ${at}`, removed_at: null },
  }));
  const revisions = articles.flatMap(({ locale, slug, revision, content_hash, title }, at) => [
    { locale, slug, revision: 1, content_hash: `first ${at}`, title, at: publishedAt },
    ...(revision === 2
      ? [
          {
            locale,
            slug,
            revision,
            content_hash,
            title,
            at: new Date(now.getTime() - (at % 55) * DAY_MS).toISOString(),
          },
        ]
      : []),
  ]);
  for (let at = 0; at < count; at += ROWS_AT_ONCE)
    await db
      .insertInto('article')
      .values(articles.slice(at, at + ROWS_AT_ONCE))
      .execute();
  for (let at = 0; at < revisions.length; at += ROWS_AT_ONCE)
    await db
      .insertInto('article_revision')
      .values(revisions.slice(at, at + ROWS_AT_ONCE))
      .execute();
  const slug = sql`'article-' || cast(number % ${count} as text)`;
  await sql`insert into ticket_read select id, ${slug} from ticket where number % 5 < 2`.execute(db);
  await sql`update ticket set read_before = 1, searched_before = 1 where number % 5 < 2`.execute(db);
  await sql`update ticket set sub_kind_auto = case when number % 5 < 2 then 'unclear' else 'unfindable' end, sub_kind_target = ${slug} where kind = 'knowledge_gap'`.execute(
    db,
  );
}
