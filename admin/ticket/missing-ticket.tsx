// What is shown in place of a request that is not there, not for this person, or did not arrive.
import { type Refusal, wordsOf } from '../api-client.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { placeInView } from './place-in-view.ts';

/** `refusal` is null where the address itself names no request. */
export function MissingTicket({
  number,
  refusal,
  onRetry,
}: {
  number: string;
  refusal: Refusal | null;
  onRetry?: () => void;
}) {
  const place = placeInView(Number(number));
  const back = (
    <p>
      <a href={place?.href ?? '/admin'}>Back to {place ? place.name : 'the queue'}</a>
    </p>
  );
  if (refusal && refusal.status !== 404 && onRetry) {
    return (
      <div class="stack4">
        <h1 class="h-page">Request {number}</h1>
        {/* To ask once more changes nothing about a role. */}
        <ProblemNotice words={wordsOf(refusal)} {...(refusal.status === 403 ? {} : { onRetry })} />
        {back}
      </div>
    );
  }
  return (
    <div class="panel empty">
      <h1 class="h-page">There is no request {number} for you.</h1>
      <p class="muted">
        Perhaps the number is another, it was erased because somebody asked for that, or only its named readers may see
        it.
      </p>
      {back}
    </div>
  );
}
