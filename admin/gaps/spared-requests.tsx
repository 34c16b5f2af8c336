// How many requests help spared, and what became of those who came to ask: each number with the attempts that it counts.
import type { DeflectedTickets } from '../../contract/api/report-data.ts';
import type { BoundedRate, SessionMark } from '../../contract/api/reports.ts';
import { MIN_ATTEMPTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import { avoidedWords, cameToAskWords } from './avoided-words.ts';
import type { Looking } from './gaps-address.ts';
import { IntervalBar } from './interval-bar.tsx';
import { NotEnough } from './not-enough.tsx';
import { Rows } from './panel.tsx';

type HrefOfMark = (mark: SessionMark) => string | null;

/** "between 2 and 12", each bound with the attempts that it counts. */
export function Avoided({ bounds, hrefOf }: { bounds: DeflectedTickets; hrefOf: HrefOfMark }) {
  const { low, high } = bounds;
  const most = (
    <Rows
      href={high > 0 ? hrefOf('answered_or_possibly') : null}
      label={`At most ${high}: answered or possibly answered`}
    >
      {low === high ? avoidedWords(bounds) : high}
    </Rows>
  );
  if (low === high) return most;
  return (
    <>
      between{' '}
      <Rows href={low > 0 ? hrefOf('form_yes') : null} label={`At least ${low}: took a request back`}>
        {low}
      </Rows>{' '}
      and {most}
    </>
  );
}

interface CameProps {
  rate: BoundedRate;
  hrefOf: HrefOfMark;
  since: string | null;
  looking: Looking;
  today: string;
}

/** Of those who opened the form, how many did not need it in the end. */
export function CameToAsk({ rate, since, looking, today, hrefOf }: CameProps) {
  const { low, high, outer } = rate;
  return (
    <div>
      <h3 class="h-sub">Came to ask, then did not need to</h3>
      {low.value !== null && high.value !== null && outer ? (
        <IntervalBar low={low.value} high={high.value} outer={outer} label="Came to ask, then did not need to" />
      ) : (
        <NotEnough have={low.den} need={MIN_ATTEMPTS_FOR_SHARE} {...{ since, looking, today }}>
          {cameToAskWords(rate)}
        </NotEnough>
      )}
      {low.den > 0 && (
        <p class="tiny muted">
          <Rows href={hrefOf('form')} label={`${low.den} opened the form`}>
            {low.den} opened the form
          </Rows>
          {low.num > 0 && (
            <>
              {' · '}
              <Rows href={hrefOf('form_yes')} label={`${low.num} said that an answer was there`}>
                {low.num} said that an answer was there
              </Rows>
            </>
          )}
          {high.num > 0 && (
            <>
              {' · '}
              <Rows href={hrefOf('form_not_sent')} label={`${high.num} sent nothing`}>
                {high.num} sent nothing
              </Rows>
            </>
          )}
        </p>
      )}
    </div>
  );
}
