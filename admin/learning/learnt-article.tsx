// One article with its learnt questions: what each rests on, and the editor's word on it.
import type { LearntArticle, LearntQuestion, LearntState, VetoedQuestion } from '../../contract/api/learning.ts';
import { Icon } from '../ui/icon.tsx';
import { Moment } from '../ui/time.tsx';
import { evidenceWords, REASONS, STATE_WORDS, waitingWords } from './learnt-words.ts';

interface Props {
  article: LearntArticle;
  minimum: number;
  /** Articles in several languages are shown with theirs. */
  showsLocale: boolean;
  mayVeto: boolean;
  changing: ReadonlySet<string>;
  onChange: (id: string, question: string, act: 'veto' | 'allow') => void;
}

export function LearntArticleView({ article, minimum, showsLocale, mayVeto, changing, onChange }: Props) {
  const { title, url, locale, questions, waiting, vetoed } = article;
  const heading = `learnt-${locale}-${article.slug}`;
  return (
    <section class="panel learnt-article" aria-labelledby={heading}>
      <h2 class="h-sec" id={heading}>
        <a href={url} lang={locale}>
          {title}
        </a>
        {showsLocale && <span class="small muted"> {locale}</span>}
      </h2>
      <ul class="entries" aria-label={`Questions of ${title}`}>
        {questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            locale={locale}
            isBusy={changing.has(question.id)}
            onVeto={mayVeto ? () => onChange(question.id, question.question, 'veto') : null}
          />
        ))}
        {vetoed.map((question) => (
          <Vetoed
            key={question.id}
            question={question}
            locale={locale}
            isBusy={changing.has(question.id)}
            onAllow={mayVeto ? () => onChange(question.id, question.question, 'allow') : null}
          />
        ))}
      </ul>
      {waiting.count > 0 && <p class="small muted">{waitingWords(waiting, minimum)}</p>}
    </section>
  );
}

interface QuestionProps {
  question: LearntQuestion;
  locale: string;
  isBusy: boolean;
  onVeto: (() => void) | null;
}

function Question({ question, locale, isBusy, onVeto }: QuestionProps) {
  const { id, question: words, state } = question;
  return (
    <li class="entry">
      <div class="grow">
        <div class="learnt-words">
          <b lang={locale} dir="auto">
            {words}
          </b>{' '}
          <StateBadge state={state} />
        </div>
        <div class="small muted">
          {evidenceWords(question)} {state !== 'in_index' && REASONS[state]}
        </div>
      </div>
      {onVeto && (
        <button
          type="button"
          class="btn"
          id={`learnt-act-${id}`}
          aria-label={`Keep out: ${words}`}
          aria-disabled={isBusy}
          onClick={onVeto}
        >
          Keep out
        </button>
      )}
    </li>
  );
}

function StateBadge({ state }: { state: LearntState }) {
  return (
    <span class={`badge${state === 'in_index' ? ' good' : state === 'doubted' ? ' over' : ''}`}>
      <Icon name={state === 'in_index' ? 'tick' : state === 'doubted' ? 'vote_no' : 'list'} />
      {STATE_WORDS[state]}
    </span>
  );
}

interface VetoedProps {
  question: VetoedQuestion;
  locale: string;
  isBusy: boolean;
  onAllow: (() => void) | null;
}

function Vetoed({ question: { id, question, vetoed_by, vetoed_at }, locale, isBusy, onAllow }: VetoedProps) {
  return (
    <li class="entry learnt-vetoed">
      <div class="grow">
        <div class="learnt-words">
          <s lang={locale} dir="auto">
            {question}
          </s>{' '}
          <span class="badge">
            <Icon name="cross" />
            Kept out
          </span>
        </div>
        <div class="small muted">
          By {vetoed_by}, <Moment at={vetoed_at} />. It does not come back by itself.
        </div>
      </div>
      {onAllow && (
        <button
          type="button"
          class="btn"
          id={`learnt-act-${id}`}
          aria-label={`Allow again: ${question}`}
          aria-disabled={isBusy}
          onClick={onAllow}
        >
          Allow again
        </button>
      )}
    </li>
  );
}
