// What needs a look at an article, each with why; and what was looked at and is well.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { Icon } from '../ui/icon.tsx';
import { FLAG_WORDS } from './health-words.ts';

export function Flags({ health }: { health: ArticleHealth }) {
  const { flags, flag_reasons: reasons, questions, state, reviewed } = health;
  const lost = questions.filter(({ is_answered }) => !is_answered).length;
  const good = [
    reviewed && !flags.includes('stale') && 'Reviewed in time',
    state === 'published' && !flags.includes('broken_link') && 'All links work',
  ].filter((words) => typeof words === 'string');
  return (
    <>
      {(reasons.length > 0 || lost > 0) && (
        <ul class="flag-list">
          {reasons.map(({ flag, why }) => (
            <li key={flag}>
              <span class="badge over">
                <Icon name="warning" />
                {FLAG_WORDS[flag]}
              </span>{' '}
              <span class="small">{why}</span>
            </li>
          ))}
          {lost > 0 && (
            <li>
              <span class="badge over">
                <Icon name="cross" />
                {lost === 1 ? '1 question it does not answer first' : `${lost} questions it does not answer first`}
              </span>{' '}
              <span class="small">It is not among the first three that the search finds for it.</span>
            </li>
          )}
        </ul>
      )}
      {good.length > 0 && (
        <p class="row wrap flags-good">
          {good.map((words) => (
            <span key={words} class="badge good">
              <Icon name="tick" />
              {words}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
