// Learnt questions: what the search has learnt from people who got an answer, by article, and what an editor keeps out.
import { useModel } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LearntArticle, LearntPage as Page } from '../../contract/api/learning.ts';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { TextField } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { offerUndo } from '../ui/toasts.tsx';
import { LearntArticleView } from './learnt-article.tsx';
import { LearntModel } from './learnt-model.ts';
import { summaryWords } from './learnt-words.ts';
import './learning.css';

export function LearntPage() {
  const { me, desk } = signedInAs();
  const model = useModel(() => new LearntModel());
  const filter = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `Learnt questions · ${desk.name}`;
    if (me.can.read_learnt) model.load();
  }, []);
  useKeys('Learnt questions', [
    {
      keys: '/',
      label: 'Find an article',
      run: (event) => {
        event.preventDefault();
        filter.current?.querySelector('input')?.focus();
      },
    },
  ]);
  if (!me.can.read_learnt) {
    return (
      <div class="panel empty">
        <h1 class="h-page">Learnt questions are not for your role.</h1>
        <p class="muted">They are read by admins, agents, editors and viewers. An admin can change your role.</p>
      </div>
    );
  }
  const now = model.learnt.value;

  async function change(article: LearntArticle, id: string, question: string, act: 'veto' | 'allow'): Promise<void> {
    const refusal = await model.change(article, id, act);
    if (refusal) {
      announceFailure(wordsOf(refusal));
      return;
    }
    // The line moved: whoever pressed its button goes on at the one that undoes it.
    document.getElementById(`learnt-act-${id}`)?.focus();
    if (act === 'allow') announce(`Allowed again: ${question}`);
    else offerUndo(`Kept out: ${question}`, () => change(article, id, question, 'allow'));
  }

  const readOn = async () => {
    const read = await model.readOn();
    if (typeof read === 'number') announce(read === 1 ? 'One more article.' : `${read} more articles.`);
    else announceFailure(wordsOf(read));
  };
  const isEmpty = now.state === 'ready' && now.page.articles.length === 0;
  return (
    <div class="learnt stack4">
      <div>
        <h1 class="h-page">Learnt questions</h1>
        {now.state === 'ready' && !isEmpty && <p>{summaryWords(now.page)}</p>}
        <p class="muted">
          When people search, open an article and say that it answered them, or when the team answers with it, their
          question begins to lead there. <a href="/help/en/learnt-questions">How it learns</a>
        </p>
      </div>
      <search ref={filter}>
        <TextField
          label="Article"
          type="search"
          hint="Part of its title"
          maxLength={200}
          value={model.article.value}
          onInput={(text) => model.filter(text)}
        />
      </search>
      {now.state === 'loading' && <Skeleton lines={[60, 100, 90, 60, 100, 90]} label="Loading the learnt questions" />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={model.load} />}
      {isEmpty && <Nothing page={now.page} isFiltered={model.article.value.trim() !== ''} />}
      {now.state === 'ready' &&
        now.page.articles.map((article) => (
          <LearntArticleView
            key={`${article.locale}/${article.slug}`}
            article={article}
            minimum={now.page.minimum}
            showsLocale={desk.locales.length > 1}
            mayVeto={me.can.veto_learnt}
            changing={model.changing.value}
            onChange={(id, question, act) => change(article, id, question, act)}
          />
        ))}
      {now.state === 'ready' && now.page.next_cursor !== null && (
        <button type="button" class="btn" aria-disabled={now.isReadingOn} onClick={readOn}>
          {now.isReadingOn ? 'Loading…' : 'Show more articles'}
        </button>
      )}
    </div>
  );
}

function Nothing({ page, isFiltered }: { page: Page; isFiltered: boolean }) {
  if (isFiltered) return <p>No article of this name has learnt anything yet.</p>;
  return (
    <div class="panel empty">
      <h2 class="h-sec">Nothing was learnt yet.</h2>
      <p class="muted">
        The first question is learnt when {page.minimum} help attempts have asked it and got their answer from the same
        article.
      </p>
      <p>
        <a class="btn" href="/help/en/asks">
          Write down questions yourself
        </a>
      </p>
    </div>
  );
}
