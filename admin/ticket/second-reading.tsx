// The second reading of a request's kind: the question, unseen what was said before, and how the two turned out.
import type { SecondReadingView } from '../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';

/** Where the question stands on the page of a request. */
export const SECOND_READING_ID = 'second-reading';

/** This person is asked what it is, and sees nothing that would tell them. */
export function isAskedAgain({ second_reading: reading }: Pick<TicketDetail, 'second_reading'>): boolean {
  return reading?.is === 'asked';
}

/** Puts the focus on the first answer to the question. */
export function goToSecondReading(): void {
  const question = document.getElementById(SECOND_READING_ID);
  question?.scrollIntoView?.({ block: 'center' });
  question?.querySelector('button')?.focus();
}

/** How the two readings turned out, with who said what for those who may know. */
export function secondReadingWords(reading: Exclude<SecondReadingView, { is: 'asked' }>): string {
  const { readings } = reading;
  if (readings === null)
    return reading.is === 'alike'
      ? 'Two people have read it and call it the same.'
      : 'Two people have read it and call it different things.';
  const { first, second } = readings;
  const who = (one: typeof first) => one.who ?? 'Somebody';
  if (reading.is === 'alike') return `Read a second time: ${who(second)} calls it ${second.label} too.`;
  return `Read differently: ${who(first)} called it ${first.label}, ${who(second)} ${second.label}. The reading changes nothing; talk it over, then change the kind if you like.`;
}

/** One quiet line above the request, for whoever is asked. */
export function SecondReadingLine({ ticket }: { ticket: TicketDetail }) {
  if (!isAskedAgain(ticket)) return null;
  return (
    <p class="small muted notices">
      <button type="button" class="linkish" onClick={goToSecondReading}>
        Second reading
      </button>
      : somebody has said what kind of request this is. Say what you think; what they said is shown afterwards.
    </p>
  );
}

/** What came of it, under the kind. */
export function SecondReadingOutcome({ ticket: { second_reading: reading } }: { ticket: TicketDetail }) {
  if (reading === null || reading.is === 'asked') return null;
  return <p class="small muted">{secondReadingWords(reading)}</p>;
}
