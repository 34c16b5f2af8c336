// What the first view offers before anything is typed, and where nothing was found; fetched together with the index.

import type { StartScreen } from '../../contract/api/search.ts';
import type { ArticleLink } from '../../contract/article.ts';
import { startScreen } from '../../contract/start-screen.ts';
import type { ReadSource } from '../../contract/usage-events.ts';
import { enOffers } from '../../contract/words/tongues/en-offers.ts';
import type { ApiClient } from '../api-client.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect, useLayoutEffect, useMemo, useRef } from '../ui/hooks.ts';
import { Icon, PAGE } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLocal } from '../ui/use-local.ts';
import type { Finder } from './finder.ts';

type ServedFinder = Extract<Finder, { answersAtOnce: false }>;

/** What is offered on a page; null where the server did not say. */
async function askStart(api: ApiClient, { reader, learn }: ServedFinder, path: string): Promise<StartScreen | null> {
  const { locale, audience } = reader;
  const query = new URLSearchParams({ locale, path, ...(audience ? { audience } : {}) });
  const answer = await api.ask<StartScreen>(`sites/${api.site}/start?${query}`);
  // Whatever stands between may answer in the server's place.
  if (!answer.ok || !answer.value?.topics) return null;
  const { here, popular, topics } = answer.value;
  for (const list of [here, popular, ...topics.map(({ articles }) => articles)]) learn(list);
  return answer.value;
}

/** Articles for this page, what others read, and all topics; it follows the page. */
export function Offers() {
  const { help, words, recorder, api, page, panel } = useApp();
  const titles = useWords('panel', enOffers);
  const now = help.state.value;
  const finder = now.is === 'ready' ? now.finder : null;
  const path = page.value;
  const asked = useLocal<StartScreen | 'failed' | null>(null);
  const again = useLocal(0);
  const atOnce = useMemo(
    () =>
      finder?.answersAtOnce && now.is === 'ready'
        ? startScreen(finder.index, { path, audience: finder.reader.audience, popular: now.site.popular })
        : null,
    [finder, path],
  );
  useEffect(() => {
    if (!finder || finder.answersAtOnce) return undefined;
    let isOver = false;
    void askStart(api, finder, path).then((start) => {
      if (!isOver) asked.value = start ?? 'failed';
    });
    return () => {
      isOver = true;
    };
  }, [finder, path, again.value]);
  const start = atOnce ?? asked.value;
  const shown = start === 'failed' ? null : start;
  // The first view stays where it is under the others: what nobody sees was not shown.
  const isSeen = panel.isOpen.value && panel.top.value.place.view === 'find';
  const told = useRef<unknown>(null);
  useLayoutEffect(() => {
    if (!shown?.here.length || !isSeen || told.current === shown) return;
    told.current = shown;
    recorder.record({ type: 'contextual_shown', article_ids: shown.here.map(({ slug }) => slug) });
  }, [shown, isSeen]);
  if (start === 'failed')
    return (
      <div class="nothing">
        <p role="alert">{words.failed}</p>
        <button
          type="button"
          class="btn"
          onClick={() => {
            asked.value = null;
            again.value++;
          }}
        >
          {words.again}
        </button>
      </div>
    );
  if (!start) return now.is === 'failed' ? null : <Skeleton />;
  return (
    <>
      <Offer title={titles.forPage} links={start.here} source="contextual" />
      <Offer title={titles.popular} links={start.popular} source="browse" />
      <section>
        <h3 class="label">{titles.topics}</h3>
        {start.topics.map((topic) => (
          <Topic key={topic.title} {...topic} />
        ))}
      </section>
    </>
  );
}

function Offer({ title, links, source }: { title: string; links: readonly ArticleLink[]; source: ReadSource }) {
  return links.length ? (
    <section>
      <h3 class="label">{title}</h3>
      <Links links={links} source={source} />
    </section>
  ) : null;
}

/** A topic's articles are drawn when it is opened: there may be hundreds. */
function Topic({ title, count, articles }: { title: string; count: number; articles: readonly ArticleLink[] }) {
  const { help } = useApp();
  const words = useWords('panel', enOffers);
  const now = help.state.value;
  const open = useLocal(false);
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary class="line">
        <span lang={now.is === 'ready' ? now.locale : undefined}>{title}</span>
        <small>{count}</small>
      </summary>
      {open.value && <Links links={articles} source="browse" />}
      {count > articles.length && <p class="label">{words.moreInTopic(count - articles.length)}</p>}
    </details>
  );
}

function Links({ links, source }: { links: readonly ArticleLink[]; source: ReadSource }) {
  const { openArticle, help } = useApp();
  const now = help.state.value;
  return (
    <ul dir="auto" lang={now.is === 'ready' ? now.locale : undefined}>
      {links.map(({ slug, title }, at) => (
        <li key={slug}>
          <button type="button" class="line" onClick={() => openArticle({ slug, source, position: at + 1 })}>
            <Icon d={PAGE} />
            {title}
          </button>
        </li>
      ))}
    </ul>
  );
}
