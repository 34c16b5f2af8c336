// Where a figure would stand if there were enough: how many there are, how many it takes, and from when on.
import type { ComponentChildren } from 'preact';
import type { Looking } from './gaps-address.ts';
import { gapsAddress, withDays } from './gaps-address.ts';
import { notEnoughWords, outlookWords } from './gaps-words.ts';
import { outlookOf } from './pace.ts';

interface Props {
  have: number;
  need: number;
  since: string | null;
  looking: Looking;
  today: string;
  /** What the few there are say. */
  children?: ComponentChildren;
}

export function NotEnough({ have, need, since, looking, today, children }: Props) {
  const outlook = outlookOf({ have, need, since, from: looking.from, to: looking.to, today });
  return (
    <p class="withheld">
      <b>{notEnoughWords(have, need)}</b> {children} {outlookWords(outlook)}
      {outlook.when === 'longer' && (
        <>
          {' '}
          <a href={gapsAddress(withDays(looking, outlook.days, today))}>Look at {outlook.days} days</a>
        </>
      )}
    </p>
  );
}
