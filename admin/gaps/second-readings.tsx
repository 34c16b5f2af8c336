// How far two people agree on the kind of a request, in one line, with the requests that both have read.
import type { Accuracy } from '../../contract/api/report-data.ts';
import { Rows } from './panel.tsx';
import { countWords } from './rate-words.ts';

/** METHOD 5: five in a hundred. */
const ONE_IN = 20;
/** METHOD 8.2, of those that two people read and of blind ones. */
const MINIMUM = 20;

/** How far two people agree on kinds, which no suggestion can be better than; with its counts, or why it is not said. */
export function secondReadingSaid({ second_reader: both, second_reader_kappa: kappa }: Accuracy): string {
  if (both.den === 0)
    return `No kind of this period has been read by two people yet; one confirmed request in ${ONE_IN} is drawn for it.`;
  const counts = `${both.num} of ${countWords(both.den, 'request', 'requests')} that two people read`;
  if (both.withheld !== null)
    return `Called the same by both: ${counts}. It takes ${MINIMUM} of them, and ${MINIMUM} blind requests, to say how far two people agree.`;
  if (kappa === null) return `Called the same by both: ${counts}. All of one kind, they say nothing of agreement.`;
  return `How far two people agree, beyond chance: κ\u00a0${kappa.toFixed(2)}, with ${counts} called the same. No suggestion can be surer than that.`;
}

/** One line, with the requests that two people read, and those that they read differently. */
export function SecondReadings({
  accuracy,
  to,
}: {
  accuracy: Accuracy;
  to: (behind: Record<string, string>) => string | null;
}) {
  const { num, den, withheld } = accuracy.second_reader;
  return (
    <p class={withheld === null ? 'small' : 'withheld'}>
      {secondReadingSaid(accuracy)}{' '}
      {den > 0 && (
        <Rows href={to({ second_reading: 'alike,different' })} label={`${den} read by two people`}>
          {den} read twice
        </Rows>
      )}
      {den > num && (
        <>
          {' · '}
          <Rows href={to({ second_reading: 'different' })} label={`${den - num} read differently`}>
            {den - num} read differently
          </Rows>
        </>
      )}
    </p>
  );
}
