// Gives a seeded life its articles: each fifth of them was changed in the last eight weeks.

const DAY_MS = 86_400_000;

/** Articles `article-0` to `article-{count - 1}`, that were all there before the year began. */
export async function seedArticles(writes, insert, { count, now }) {
  const publishedAt = new Date(now.getTime() - 400 * DAY_MS).toISOString();
  const articles = Array.from({ length: count }, (_, at) => ({
    ...{ locale: 'en', slug: `article-${at}`, title: `Article ${at}`, audience: '[]', status: 'imported' },
    ...{ published_at: publishedAt, revision: at % 5 === 0 ? 2 : 1, content_hash: `hash ${at}`, removed_at: null },
  }));
  const revisions = articles.flatMap(({ locale, slug, revision, title }, at) => {
    const first = { locale, slug, revision: 1, content_hash: `first ${at}`, title, at: publishedAt };
    const changedAt = new Date(now.getTime() - (at % 55) * DAY_MS).toISOString();
    return revision === 1 ? [first] : [first, { ...first, revision, content_hash: `hash ${at}`, at: changedAt }];
  });
  await writes.write(async (trx) => {
    await insert(trx, 'article', articles);
    await insert(trx, 'article_revision', revisions);
  });
}
