// What the database remembers of articles: each revision once, also of thousands, and only what changed is looked at again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArticleRecord } from '../../../server/articles/record-articles.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

const MANY = 1_234;
let services: TestServices;
let folder: TemporaryFolder;

beforeAll(async () => {
  const files = Array.from({ length: MANY }, (_, at) => [`a${at}.md`, article(`Title ${at}`)]);
  folder = makeFolder(Object.fromEntries(files));
  services = await makeServices({ kbDir: folder.dir });
});
afterAll(async () => {
  await services.close();
  folder.remove();
});

const rowOf = (slug: string) =>
  services.db.selectFrom('article').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();
const revisionsOf = async (slug?: string) =>
  (
    await services.db
      .selectFrom('article_revision')
      .select(['slug', 'revision', 'title'])
      .$if(slug !== undefined, (query) => query.where('slug', '=', slug ?? ''))
      .orderBy('revision')
      .execute()
  ).map(({ revision, title }) => [revision, title]);

/** Reloads, and waits until what is new is in the database. */
async function reload(): Promise<void> {
  await services.releases.reload();
  await new Promise((resolve) => setImmediate(resolve));
  await services.writes.idle();
}

describe('the record of articles', () => {
  it('has all of more than a thousand, each with its first revision', async () => {
    expect(await revisionsOf()).toHaveLength(MANY);
    expect(await rowOf('a1233')).toMatchObject({ title: 'Title 1233', revision: 1, removed_at: null });
  });

  it('is read whole again, page by page, so that nothing of it is written twice', async () => {
    const record = await openArticleRecord(services);
    expect(await record.record(services.releases.current())).toBe(true);
    expect(record.revisionOf('en', 'a999', (await rowOf('a999')).content_hash)).toBe(1);
    expect(record.revisionOf('en', 'a999', 'another')).toBe(2);
    expect(await revisionsOf()).toHaveLength(MANY);
  });

  it('counts a change, remembers what was removed, and takes it up again where it comes back', async () => {
    folder.write('a5.md', article('Title five'));
    folder.remove('a6.md');
    await reload();
    expect(await revisionsOf('a5')).toEqual([
      [1, 'Title 5'],
      [2, 'Title five'],
    ]);
    expect(services.releases.current().locales.en?.articles.get('a5')?.file.revision).toBe(2);
    expect((await rowOf('a6')).removed_at).not.toBeNull();
    expect((await rowOf('a7')).removed_at).toBeNull();
    folder.write('a6.md', article('Title 6'));
    await reload();
    expect(await rowOf('a6')).toMatchObject({ removed_at: null, revision: 1 });
  });

  it('says that a release is behind when another process counted a revision in between', async () => {
    const other = await openArticleRecord(services);
    const release = services.releases.current();
    const found = release.locales.en?.articles.get('a8');
    if (!found) throw new Error('no article');
    const theirs = { ...found, contentHash: 'theirs', file: { ...found.file, revision: 2 } };
    expect(await other.record(release, { put: [theirs], removed: [] })).toBe(true);
    const ours = { ...found, contentHash: 'ours', file: { ...found.file, revision: 2 } };
    expect(await other.record(release, { put: [ours], removed: [] })).toBe(false);
    expect((await rowOf('a8')).revision).toBe(3);
  });
});
