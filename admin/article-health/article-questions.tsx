// "Questions it must answer": those of the article's front matter, each with its place in the search as it is now.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { articleAddress, type Looking } from '../gaps/gaps-address.ts';
import { SidePanel } from '../gaps/side-panel.tsx';
import { Icon } from '../ui/icon.tsx';
import { placeWords } from './health-words.ts';

export function ArticleQuestions({ health, looking }: { health: ArticleHealth; looking: Looking }) {
  const { questions, locales } = health;
  const hint = (
    <>
      From <span class="mono">asks:</span>, asked of the search as it is now.
    </>
  );
  if (health.state !== 'published') return null;
  const lost = questions.filter(({ is_answered }) => !is_answered);
  return (
    <SidePanel title="Questions it must answer" hint={hint}>
      {questions.length === 0 && (
        <p class="small muted">It names none: put the questions that people ask in its front matter.</p>
      )}
      <ul class="words">
        {questions.map(({ question, locale, rank, is_answered }) => (
          <li key={`${locale}${question}`} class="spread small">
            <span>
              <bdi>{question}</bdi>
              {locales.length > 1 && <span class="muted"> {locale}</span>}
            </span>
            <b class={`nowrap ${is_answered ? 'is-found' : 'is-lost'}`}>
              <Icon name={is_answered ? 'tick' : 'cross'} /> {placeWords(rank)}
            </b>
          </li>
        ))}
      </ul>
      {lost.map(({ question, locale, found_first }) =>
        found_first ? (
          <p key={`${locale}${question}`} class="small muted">
            “<bdi>{question}</bdi>” now finds{' '}
            <a href={articleAddress(looking, found_first.slug)}>
              <bdi>{found_first.title}</bdi>
            </a>{' '}
            first.
          </p>
        ) : null,
      )}
    </SidePanel>
  );
}
