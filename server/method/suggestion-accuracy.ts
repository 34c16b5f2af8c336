/** M25: how far the suggested kinds and sub-kinds can be trusted, by what people confirmed (METHOD 5 and 9). */
import { KINDS, type Kind, SUB_KINDS } from './kinds.ts';
import { type Rate, rate } from './statistics.ts';
import type { RequestFacts } from './ticket-facts.ts';

const MIN_BLIND = 20;

/** A pair of what was suggested and what somebody confirmed; an undecided suggestion is a name of its own. */
interface Judged {
  readonly suggested: string;
  readonly confirmed: string;
  readonly blind: boolean;
}

/** What two people called the same request, neither of them knowing what the other said. */
export interface TwoReadings {
  readonly first: Kind;
  readonly second: Kind;
}

export interface Accuracy {
  /** Decided of all confirmed. */
  readonly coverage: Rate;
  /** Right of those decided. */
  readonly decided: Rate;
  /** Right of all; may flatter, since people saw the suggestion. */
  readonly all: Rate;
  /** Right of those whose suggestion was hidden: the headline. */
  readonly blind: Rate;
  /** Cohen's kappa of suggestions and people; null where it is withheld or says nothing. */
  readonly kappa: number | null;
  /** The same of two people: the ceiling. Null where it is withheld, nobody read a second time, or it says nothing. */
  readonly second_reader_kappa: number | null;
  /** Named alike by both of those that two people read: what the kappa of the two is made of. */
  readonly second_reader: Rate;
  readonly by_kind: { readonly [name: string]: { readonly precision: Rate; readonly recall: Rate } };
}

/**
 * Cohen's kappa: agreement beyond what chance would give; null where chance would always agree.
 * Source: J. Cohen, A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20 (1960).
 */
export function cohensKappa(pairs: readonly (readonly [one: string, other: string])[]): number | null {
  const n = pairs.length;
  if (n === 0) return null;
  const agreed = pairs.filter(([one, other]) => one === other).length / n;
  const names = new Set(pairs.flat());
  let chance = 0;
  for (const name of names)
    chance +=
      (pairs.filter(([one]) => one === name).length / n) * (pairs.filter(([, other]) => other === name).length / n);
  return chance === 1 ? null : (agreed - chance) / (1 - chance);
}

function judge(
  pairs: readonly Judged[],
  names: readonly string[],
  undecided: string,
  minN: number,
  twice: readonly TwoReadings[] = [],
): Accuracy {
  const blind = pairs.filter((pair) => pair.blind);
  // Below the minimum of blind ones there are counts only, in all of it.
  const least = blind.length < minN ? Number.POSITIVE_INFINITY : 1;
  const agreed = twice.filter(({ first, second }) => first === second).length;
  const bothRead = rate(agreed, twice.length, Math.max(least, minN));
  const right = (some: readonly Judged[]) => some.filter(({ suggested, confirmed }) => suggested === confirmed).length;
  const decided = pairs.filter(({ suggested }) => suggested !== undecided);
  const of = (name: string) => {
    const suggested = pairs.filter((pair) => pair.suggested === name);
    const confirmed = pairs.filter((pair) => pair.confirmed === name);
    const hits = right(suggested);
    return { precision: rate(hits, suggested.length, least), recall: rate(hits, confirmed.length, least) };
  };
  return {
    coverage: rate(decided.length, pairs.length, least),
    decided: rate(right(decided), decided.length, least),
    all: rate(right(pairs), pairs.length, least),
    blind: rate(right(blind), blind.length, least),
    kappa: least === 1 ? cohensKappa(pairs.map(({ suggested, confirmed }) => [suggested, confirmed] as const)) : null,
    second_reader_kappa:
      bothRead.withheld === null ? cohensKappa(twice.map(({ first, second }) => [first, second] as const)) : null,
    second_reader: bothRead,
    by_kind: Object.fromEntries(names.map((name) => [name, of(name)])),
  };
}

/**
 * Suggestion 1 against the kind that somebody confirmed; only confirmed requests count.
 * @param minN of blind requests, below which all of it is withheld; and of those that two people read, below which what
 * these say is.
 * @param twice of the same requests those that two people read.
 */
export function computeKindAccuracy(
  tickets: readonly RequestFacts[],
  minN = MIN_BLIND,
  twice: readonly TwoReadings[] = [],
): Accuracy {
  const pairs = tickets.flatMap(({ kind_confirmed, suggestion, blind }) => {
    if (kind_confirmed === null) return [];
    const suggested = suggestion.confidence === 'low' ? 'undetermined' : suggestion.kind;
    return { suggested, confirmed: kind_confirmed, blind };
  });
  return judge(pairs, KINDS.slice(0, 3), 'undetermined', minN, twice);
}

/** The sub-kind by the rule against the one that somebody confirmed. */
export function computeSubKindAccuracy(tickets: readonly RequestFacts[], minN = MIN_BLIND): Accuracy {
  const pairs = tickets.flatMap(({ sub_kind_confirmed: confirmed, sub_kind_auto, blind }) =>
    confirmed === null ? [] : { suggested: sub_kind_auto ?? 'unattributed', confirmed, blind },
  );
  return judge(pairs, SUB_KINDS.slice(0, 4), 'unattributed', minN);
}
