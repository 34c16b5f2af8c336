// Questions that several people wrote alike: subjects of requests, with nothing of anybody in them.
import { scrubText } from '../../contract/scrub.ts';
import { groupBy } from '../method/group-by.ts';
import { phraseTokens, withoutPlaceholders } from '../method/phrase-clusters.ts';

/** A single word asks nothing. */
const FEWEST_WORDS = 2;

/**
 * The wordings that at least `least` different people used, as most of them wrote it, most people first (METHOD 2.5.4, as for
 * searches). Whoever cannot be told from others counts for none.
 */
export function askedAlike(
  requests: readonly { subject: string; requester: string | null }[],
  least: number,
  locale: string,
): string[] {
  const told = requests.flatMap(({ subject, requester }) => {
    const text = withoutPlaceholders(scrubText(subject, { locale }));
    const tokens = phraseTokens(text);
    return tokens.length < FEWEST_WORDS || requester === null ? [] : { text, requester, wording: tokens.join(' ') };
  });
  return [...groupBy(told, ({ wording }) => wording).values()]
    .map((alike) => ({
      people: new Set(alike.map(({ requester }) => requester)).size,
      text:
        [...groupBy(alike, ({ text }) => text)].sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? '',
    }))
    .filter(({ people }) => people >= least)
    .sort((one, other) => other.people - one.people || (one.text < other.text ? -1 : 1))
    .map(({ text }) => text);
}
