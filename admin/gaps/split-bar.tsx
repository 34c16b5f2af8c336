// What became of those who read an article: whom it left unsure, who needed another one, who met a fault, who did not ask.
import { signedInAs } from '../session-model.ts';
import { attemptsAddress, type Looking, maySeeAttempts, requestsAddress } from './gaps-address.ts';
import { Rows } from './panel.tsx';
import { couldBeWords, countWords } from './rate-words.ts';
import './effects.css';

export interface ReaderSplit {
  reads: number;
  tickets: number;
  unclear: number;
  wrong_article: number;
  product_defect: number;
  other: number;
  unattributed: number;
}

/** Reads that a rate of one article takes (METHOD 8.2). */
const MIN_READS = 10;

const PARTS = [
  { name: 'unclear', words: 'Not clear' },
  { name: 'wrong_article', words: 'Needed another article' },
  { name: 'product_defect', words: 'Fault of the product' },
  { name: 'other', words: 'Something else' },
  { name: 'unattributed', words: 'Not attributed' },
  { name: 'none', words: 'Did not ask' },
] as const;

interface Props {
  split: ReaderSplit;
  /** The article, by its name, in the window that the counts are of. */
  slug: string;
  looking: Looking;
}

export function SplitBar({ split, slug, looking }: Props) {
  const { me } = signedInAs();
  const href = (name: (typeof PARTS)[number]['name']) =>
    name !== 'none' && me.can.list_tickets ? requestsAddress(looking, { read_article: slug, read_as: name }) : null;
  const readers = maySeeAttempts(me) && split.reads > 0 ? attemptsAddress(looking, { read: slug }) : null;
  const counts = { ...split, none: Math.max(0, split.reads - split.tickets) };
  const there = PARTS.filter(({ name }) => counts[name] > 0);
  if (there.length === 0) return <p class="muted small">No reads and no requests in these days.</p>;
  const words = there.map(({ name, words: said }) => `${counts[name]} ${said.toLowerCase()}`).join(', ');
  return (
    <>
      <div class="split" role="img" aria-label={`Of ${split.reads} readers: ${words}`}>
        {there.map(({ name }) => (
          <span key={name} class={`b-${name}`} style={{ flexGrow: counts[name] }}>
            {counts[name]}
          </span>
        ))}
      </div>
      <ul class="filters split-keys">
        {there.map(({ name, words: said }) => (
          <li key={name} class="key small">
            <span class={`swatch b-${name}`} aria-hidden="true" />
            <Rows href={href(name)} label={`${said}: ${countWords(counts[name], 'request', 'requests')}`}>
              {said}: {counts[name]}
            </Rows>
          </li>
        ))}
        <li class="key small">
          <Rows href={readers} label={`Read it: ${countWords(split.reads, 'attempt', 'attempts')}`}>
            Read it: {split.reads}
          </Rows>
        </li>
      </ul>
      {split.reads > 0 && split.reads < MIN_READS && (
        <p class="withheld">
          <b>
            No rate yet: {split.reads} of {MIN_READS} reads.
          </b>{' '}
          {split.unclear} of {split.reads} left unsure could be anything from{' '}
          {couldBeWords(Math.min(split.unclear, split.reads), split.reads)}.
        </p>
      )}
    </>
  );
}
