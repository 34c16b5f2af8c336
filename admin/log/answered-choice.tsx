// "Answered already?": the three best articles while one writes, any other by the picker, or none that answers it.
import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { ArticlePicker } from '../articles/article-picker.tsx';
import { MarkedText } from '../articles/marked-text.tsx';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import type { Log } from './log-model.ts';

const PAUSE_MS = 300;

export function AnsweredChoice({ model }: { model: Log }) {
  const { desk } = signedInAs();
  const isPicking = useSignal(false);
  const group = useId();
  const { message, answered, article } = model.draft.value;
  useEffect(() => {
    const timer = setTimeout(() => model.search.type(message), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [message]);
  const found = model.search.state.value;
  const isOffered = found.hits.some(({ slug }) => slug === article?.slug);
  const problem = model.problems.value.answered;
  const take = (slug: string, title: string) => model.set({ answered: 'article', article: { slug, title } });
  return (
    <fieldset
      class={`field answered article-offer${problem ? ' error' : ''}`}
      aria-describedby={problem ? `${group}-error` : undefined}
    >
      <legend class="label">Answered already?</legend>
      {problem && (
        <span class="msg-error" id={`${group}-error`}>
          <Icon name="warning" />
          <span>{problem}</span>
        </span>
      )}
      <label class="check">
        <input
          type="radio"
          name={group}
          id="log-answered"
          checked={answered === 'not_yet'}
          onChange={() => model.set({ answered: 'not_yet', article: null })}
        />
        <span>Not yet: it goes to the queue</span>
      </label>
      {article && !isOffered && (
        <label class="check">
          <input
            type="radio"
            name={group}
            checked={answered === 'article'}
            onChange={() => take(article.slug, article.title)}
          />
          <span>
            <b>{article.title}</b> answers it
          </span>
        </label>
      )}
      {found.hits.map((hit) => (
        <label key={hit.slug} class="check">
          <input
            type="radio"
            name={group}
            checked={answered === 'article' && article?.slug === hit.slug}
            onChange={() => take(hit.slug, hit.title)}
          />
          <span>
            <b>
              <MarkedText text={hit.title} marks={hit.titleMarks} />
            </b>{' '}
            answers it
            <span class="block small muted">
              <MarkedText text={hit.snippet} marks={hit.snippetMarks} />
            </span>
          </span>
        </label>
      ))}
      <label class="check">
        <input
          type="radio"
          name={group}
          checked={answered === 'no_article'}
          onChange={() => model.set({ answered: 'no_article', article: null })}
        />
        <span>Yes, and no article answers it</span>
      </label>
      <p class="small muted" role="status">
        {found.state === 'loading' && 'Getting the articles…'}
        {found.state === 'failed' && 'The articles did not arrive; you can save without. '}
        {found.state === 'found' && <span class="sr">{found.hits.length} articles may answer it.</span>}
      </p>
      {found.state === 'failed' && (
        <button type="button" class="linkish" onClick={() => model.search.load()}>
          Get the articles again
        </button>
      )}
      {found.state !== 'failed' && found.state !== 'missing' && (
        <button
          type="button"
          class="linkish"
          onClick={() => {
            isPicking.value = true;
          }}
        >
          {found.hits.length > 0 || article ? 'Another article answers it' : 'An article answers it'}
        </button>
      )}
      {isPicking.value && (
        <ArticlePicker
          locale={desk.locale}
          query={message.slice(0, 80)}
          title="Which article answers it?"
          onClose={() => {
            isPicking.value = false;
          }}
          onPick={({ slug, title }) => {
            isPicking.value = false;
            take(slug, title);
          }}
        />
      )}
    </fieldset>
  );
}
