// What the first view offers before anything is typed, and where nothing was found.
import type { ArticleLink } from '../../contract/article.ts';
import type { ReadSource } from '../../contract/usage-events.ts';
import { useApp } from '../shell/app-context.ts';
import { useLayoutEffect } from '../ui/hooks.ts';
import { Icon, PAGE } from '../ui/icon.tsx';
import { useLocal } from '../ui/use-local.ts';

/** Articles for this page, what others read, and all topics. */
export function Offers() {
  const { help, words, recorder } = useApp();
  const now = help.state.value;
  const start = now.is === 'ready' ? now.start : null;
  useLayoutEffect(() => {
    if (start?.here.length)
      recorder.record({ type: 'contextual_shown', article_ids: start.here.map(({ slug }) => slug) });
  }, [start]);
  if (!start) return null;
  return (
    <>
      <Offer title={words.forPage} links={start.here} source="contextual" />
      <Offer title={words.popular} links={start.popular} source="browse" />
      <section>
        <h3 class="label">{words.topics}</h3>
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
  const { words } = useApp();
  const open = useLocal(false);
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary class="line">
        <span>{title}</span>
        <small>{count}</small>
      </summary>
      {open.value && <Links links={articles} source="browse" />}
      {count > articles.length && <p class="label">{words.moreInTopic(count - articles.length)}</p>}
    </details>
  );
}

function Links({ links, source }: { links: readonly ArticleLink[]; source: ReadSource }) {
  const { openArticle } = useApp();
  return (
    <ul>
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
