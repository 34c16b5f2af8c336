// Every article with what it does: reads, votes, the requests after it, flags; those that need a look first.
import { createModel, signal, useModel } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { ArticleList, ArticleSort, ContentFlag } from '../../contract/api/article-health.ts';
import { get, type Refusal, wordsOf } from '../api-client.ts';
import { todayIn } from '../gaps/days.ts';
import { FilterBar } from '../gaps/filter-bar.tsx';
import { addressFor, type Looking, lookingAt, serverQuery } from '../gaps/gaps-address.ts';
import { countWords } from '../gaps/rate-words.ts';
import { useReturnFocus } from '../gaps/return-focus.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { ArticleLine } from './article-line.tsx';
import { FLAG_WORDS, listSaid, SORTS } from './health-words.ts';
import '../gaps/gaps.css';
import '../gaps/backlog.css';
import '../gaps/effects.css';
import './health.css';

type Loading =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; list: ArticleList; isMore: boolean };

const ArticlesModel = createModel(() => {
  const loading = signal<Loading>({ state: 'loading' });
  let newest = 0;
  return {
    loading,
    /** With `cursor` the next page is added to what is there. */
    async load(query: Record<string, string>, cursor?: string): Promise<void> {
      newest += 1;
      const mine = newest;
      const before = loading.value;
      if (cursor && before.state === 'ready') loading.value = { ...before, isMore: true };
      const answer = await get<ArticleList>('v1/admin/articles', { ...query, as_shown: true, cursor });
      if (mine !== newest) return;
      if (!answer.ok) loading.value = { state: 'failed', refusal: answer };
      else {
        const known = cursor && before.state === 'ready' ? before.list.articles : [];
        const list = { ...answer.value, articles: [...known, ...answer.value.articles] };
        loading.value = { state: 'ready', list, isMore: false };
      }
    },
  };
});

export function ArticlesPage() {
  const { desk } = signedInAs();
  const { url, route } = useLocation();
  const values = new URL(url, location.origin).searchParams;
  const today = todayIn(desk.time_zone, new Date());
  const looking = lookingAt(`?${values}`, today);
  const sort = (Object.keys(SORTS) as ArticleSort[]).find((one) => one === values.get('sort')) ?? 'worst';
  const flag = (Object.keys(FLAG_WORDS) as ContentFlag[]).find((one) => one === values.get('flag'));
  const words = values.get('q')?.trim() ?? '';
  const query = { ...serverQuery(looking), sort, ...(flag ? { flag } : {}), ...(words ? { q: words } : {}) };
  const asked = JSON.stringify(query);
  const model = useModel(ArticlesModel);
  const to = (change: { sort?: string; flag?: string; q?: string }, window: Looking = looking) =>
    addressFor('/admin/articles', window, {
      sort: sort === 'worst' ? undefined : sort,
      flag,
      q: words,
      ...change,
    } as Record<string, string | undefined>);
  useEffect(() => {
    document.title = `Articles · ${desk.name}`;
    model.load(query).then(() => {
      const now = model.loading.value;
      if (now.state === 'ready') announce(countWords(now.list.total, 'article', 'articles'));
    });
  }, [asked]);
  useReturnFocus(model.loading.value.state === 'ready');
  const now = model.loading.value;
  return (
    <>
      <div class="gaps-top">
        <div>
          <h1 class="h-page">Articles</h1>
          <p class="muted gaps-summary">{now.state === 'ready' ? saidOf(now.list, sort) : '\u00a0'}</p>
        </div>
        <FilterBar looking={looking} today={today} onChange={(next) => route(to({}, next))} />
      </div>
      <search class="row wrap articles-tools" aria-label="Which articles">
        <Words words={words} onSearch={(q) => route(to({ q }))} />
        <select
          class="input gaps-choice"
          aria-label="Order"
          value={sort}
          onChange={(event) => route(to({ sort: event.currentTarget.value }))}
        >
          {Object.entries(SORTS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
        <select
          class="input gaps-choice"
          aria-label="Flag"
          value={flag ?? ''}
          onChange={(event) => route(to({ flag: event.currentTarget.value }))}
        >
          <option value="">With or without flags</option>
          {Object.entries(FLAG_WORDS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
              {now.state === 'ready' ? ` (${now.list.flagged[key as ContentFlag] ?? 0})` : ''}
            </option>
          ))}
        </select>
      </search>
      {now.state === 'loading' && <PageSkeleton />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(query)} />}
      {now.state === 'ready' && now.list.total === 0 && (
        <div class="panel empty">
          {flag || words ? (
            <>
              <h2 class="h-sec">No article fits.</h2>
              <p>
                <a class="btn" href={addressFor('/admin/articles', looking)}>
                  Look at all
                </a>
              </p>
            </>
          ) : (
            <>
              <h2 class="h-sec">No article was there yet in these days.</h2>
              <p class="muted">Each is listed from the day after it was first published.</p>
            </>
          )}
        </div>
      )}
      {now.state === 'ready' && now.list.total > 0 && (
        <Rows
          list={now.list}
          looking={looking}
          sort={sort}
          sortedBy={(key) => to({ sort: key === 'worst' ? '' : key })}
          isMore={now.isMore}
          onMore={(cursor) => model.load(query, cursor)}
        />
      )}
    </>
  );
}

/** The first of another order is not what needs a look. */
const saidOf = ({ total, flagged, articles }: ArticleList, sort: ArticleSort) =>
  listSaid(total, flagged, sort === 'worst' ? articles[0] : undefined);

function Words({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  useEffect(() => setTyped(words), [words]);
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <Field label="Title or name">
        {(control) => (
          <input
            {...control}
            type="search"
            class="input"
            maxLength={200}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" class="btn">
        Find
      </button>
    </form>
  );
}

interface RowsProps {
  list: ArticleList;
  looking: Looking;
  sort: ArticleSort;
  /** The address of the list in that order. */
  sortedBy: (sort: ArticleSort) => string;
  isMore: boolean;
  onMore: (cursor: string) => void;
}

/** A column that the list can be ordered by; a phone has the field above instead. */
function SortHead({
  by,
  isRight = false,
  children,
  sort,
  sortedBy,
}: Pick<RowsProps, 'sort' | 'sortedBy'> & { by: ArticleSort; isRight?: boolean; children: string }) {
  const [isHere, direction] = [sort === by, by === 'title' ? 'ascending' : 'descending'] as const;
  return (
    <th scope="col" class={isRight ? 'r' : ''} aria-sort={isHere ? direction : undefined}>
      <a class="sort-head" href={sortedBy(by)} title={SORTS[by]}>
        {children}
        {isHere && <Icon name={direction === 'ascending' ? 'up' : 'down'} />}
      </a>
    </th>
  );
}

function Rows({ list, looking, sort, sortedBy, isMore, onMore }: RowsProps) {
  const heads = { sort, sortedBy };
  const { next_cursor: next } = list;
  return (
    <>
      <section class="panel scroll-x" aria-label="Articles">
        <table class="tbl cards backlog">
          <thead>
            <tr>
              <SortHead by="title" {...heads}>
                Article
              </SortHead>
              <SortHead by="reads" isRight {...heads}>
                Reads
              </SortHead>
              <th scope="col" class="r">
                Yes, no
              </th>
              <SortHead by="tickets" isRight {...heads}>
                Asked after it
              </SortHead>
              <SortHead by="worst" isRight {...heads}>
                Not clear
              </SortHead>
              <th scope="col">Flags</th>
              <SortHead by="edited" {...heads}>
                Last edit
              </SortHead>
            </tr>
          </thead>
          <tbody>
            {list.articles.map((row) => (
              <ArticleLine key={row.slug} row={row} looking={looking} />
            ))}
          </tbody>
        </table>
      </section>
      {next !== null && (
        <p class="gaps-more-rows">
          <button type="button" class="btn" aria-disabled={isMore} onClick={() => onMore(next)}>
            {isMore ? 'Loading…' : `Show more (${list.articles.length} of ${list.total})`}
          </button>
        </p>
      )}
    </>
  );
}
