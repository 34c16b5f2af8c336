// A part of a page that could not be loaded: what happened, and the way on.
import { Icon } from './icon.tsx';

export function ProblemNotice({ words, onRetry }: { words: string; onRetry?: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <Icon name="warning" />
      <p class="grow">{words}</p>
      {onRetry && (
        <button type="button" class="btn" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
