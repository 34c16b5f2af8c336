// A dialog that finds an article by the widget's own search: type, arrows, Enter.
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { signedInAs } from '../session-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { type ArticleSearchState, createArticleSearch } from './article-search-model.ts';
import './articles.css';
import { MarkedText } from './marked-text.tsx';

interface ArticlePickerProps {
  /** Language of the reader; the desk's own where there are no articles in it. */
  locale: string;
  /** What is searched first, for instance the subject of a request. */
  query?: string | undefined;
  title?: string;
  onPick: (article: { slug: string; title: string }) => void;
  onClose: () => void;
}

const STATE_WORDS: Record<Exclude<ArticleSearchState['state'], 'found'>, string> = {
  idle: 'Type what they asked. The order is the one that people get in Help.',
  loading: 'Getting the articles…',
  failed: 'The articles did not arrive.',
  missing: 'No articles are published in this language.',
  nothing: 'No article has these words. Try one word, or another name for it.',
};

export function ArticlePicker({ locale, query = '', title = 'Find an article', onPick, onClose }: ArticlePickerProps) {
  const { desk } = signedInAs();
  const search = useMemo(() => {
    const made = createArticleSearch(desk, locale);
    made.type(query);
    return made;
  }, [desk, locale]);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const now = search.state.value;
  const active = now.hits[search.active.value];
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [search]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [active?.slug]);
  const pick = (hit = active) => hit && onPick({ slug: hit.slug, title: hit.title });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) search.move(step);
    else if (event.key === 'Enter' && !event.isComposing) pick();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <input
        ref={field}
        class="input"
        type="text"
        role="combobox"
        aria-label="Words to find an article by"
        aria-controls={id}
        aria-expanded={now.state === 'found'}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${active.slug}` : undefined}
        autocomplete="off"
        maxLength={desk.limits.query}
        value={search.query.value}
        onInput={(event) => search.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class={now.state === 'found' ? 'sr' : 'small muted picker-state'} role="status">
        {now.state === 'found' ? countWords(now.hits.length) : STATE_WORDS[now.state]}{' '}
        {now.state === 'failed' && (
          <button type="button" class="linkish" onClick={() => search.load()}>
            Try again
          </button>
        )}
      </p>
      <div id={id} ref={list} class="article-hits" role="listbox" aria-label="Articles" hidden={now.state !== 'found'}>
        {now.hits.map((hit, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field that has the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
          <div
            key={hit.slug}
            id={`${id}-${hit.slug}`}
            role="option"
            aria-selected={at === search.active.value}
            onClick={() => pick(hit)}
            onPointerMove={() => search.choose(at)}
          >
            <span class="hit-title">
              <MarkedText text={hit.title} marks={hit.titleMarks} />
            </span>
            <span class="small">
              <MarkedText text={hit.snippet} marks={hit.snippetMarks} />
            </span>
            <span class="tiny muted">{hit.breadcrumb.join(' › ')}</span>
          </div>
        ))}
      </div>
      {active && (
        <p class="picker-foot small muted">
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> takes it
          </span>
          <a href={search.pageOf(active.slug)} target="_blank" rel="noreferrer">
            <Icon name="page" /> Read “{active.title}”
          </a>
        </p>
      )}
    </Dialog>
  );
}

function countWords(count: number): string {
  return count === 1 ? '1 article' : `${count} articles`;
}
