// The learnt questions as they are looked at: a filter, the articles that were read so far, and an editor's word on each.
import { createModel, signal } from '@preact/signals';
import type { LearntArticle, LearntPage } from '../../contract/api/learning.ts';
import { get, type Refusal, send } from '../api-client.ts';

export type LearntLoading =
  | { state: 'loading' }
  | { state: 'ready'; page: LearntPage; isReadingOn: boolean }
  | { state: 'failed'; refusal: Refusal };

const PATH = 'v1/admin/learnt';
const MOST_AT_ONCE = 100;

export const LearntModel = createModel(() => {
  const learnt = signal<LearntLoading>({ state: 'loading' });
  const article = signal('');
  /** Questions whose change is on its way. */
  const changing = signal<ReadonlySet<string>>(new Set());
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    if (learnt.value.state === 'failed') learnt.value = { state: 'loading' };
    const answer = await get<LearntPage>(PATH, { article: article.value });
    // A later filter was quicker.
    if (mine !== asked) return;
    learnt.value = answer.ok
      ? { state: 'ready', page: answer.value, isReadingOn: false }
      : { state: 'failed', refusal: answer };
  }

  /** Reads one article again and puts it where it stands on the page. */
  async function reread(changed: LearntArticle): Promise<void> {
    const answer = await get<LearntPage>(PATH, { article: changed.slug, limit: MOST_AT_ONCE });
    const now = learnt.value;
    if (!answer.ok || now.state !== 'ready') return load();
    const isSame = (one: LearntArticle) => one.slug === changed.slug && one.locale === changed.locale;
    const fresh = answer.value.articles.find(isSame);
    const articles = now.page.articles.flatMap((one) => (isSame(one) ? (fresh ?? []) : one));
    const placed = (one: LearntArticle | undefined) =>
      one?.questions.filter(({ state }) => state === 'in_index').length ?? 0;
    const in_index = now.page.in_index - placed(changed) + placed(fresh);
    learnt.value = { ...now, page: { ...now.page, in_index, articles } };
  }

  return {
    learnt,
    article,
    changing,
    load,
    filter(text: string): Promise<void> {
      article.value = text;
      return load();
    },
    /** Reads the next page below what is there. @returns how many articles came, or the refusal. */
    async readOn(): Promise<number | Refusal> {
      const before = learnt.value;
      if (before.state !== 'ready' || before.page.next_cursor === null || before.isReadingOn) return 0;
      const mine = asked;
      learnt.value = { ...before, isReadingOn: true };
      const answer = await get<LearntPage>(PATH, { article: article.value, cursor: before.page.next_cursor });
      if (mine !== asked) return 0;
      if (!answer.ok) {
        learnt.value = { ...before, isReadingOn: false };
        return answer;
      }
      const articles = [...before.page.articles, ...answer.value.articles];
      learnt.value = { state: 'ready', page: { ...answer.value, articles }, isReadingOn: false };
      return answer.value.articles.length;
    },
    /** Keeps a question out, or allows it again. @returns the refusal, or null once the page shows it. */
    async change(of: LearntArticle, id: string, act: 'veto' | 'allow'): Promise<Refusal | null> {
      if (changing.value.has(id)) return null;
      changing.value = new Set([...changing.value, id]);
      const answer = await send(act === 'veto' ? 'PUT' : 'DELETE', `${PATH}/${id}/veto`);
      const now = learnt.value;
      const shown =
        now.state === 'ready'
          ? now.page.articles.find(({ slug, locale }) => slug === of.slug && locale === of.locale)
          : undefined;
      if (answer.ok) await reread(shown ?? of);
      changing.value = new Set([...changing.value].filter((one) => one !== id));
      return answer.ok ? null : answer;
    },
  };
});
