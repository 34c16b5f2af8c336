/** M24 `demand_type_share`: how much of the demand need not have come (METHOD 5 and 9, after Seddon). */
import { type BoundedRate, boundedRate, rate } from './statistics.ts';
import { DEMAND_TYPES, type DemandType, type RequestFacts } from './ticket-facts.ts';

const MIN_REQUESTS = 10;

/** By what an `other` is; what is not here is not known. */
const OF_OTHER_KIND: { readonly [otherKind: string]: DemandType } = {
  complaint: 'failure',
  status_chase: 'failure',
  request: 'value',
  foi: 'value',
  security: 'value',
  thanks: 'neither',
  spam: 'neither',
  rant: 'neither',
};
/** By what they chose themselves, where nobody said what an `other` is. */
const OF_ENQUIRY: { readonly [enquiryType: string]: DemandType } = {
  complaint: 'failure',
  request: 'value',
  foi: 'value',
  thanks: 'neither',
  rant: 'neither',
};

/**
 * The demand type of one request, null where nobody can tell yet.
 * @param strict every enquiry is a defect but what is neither (setting `strict_defect_view`).
 */
export function demandTypeOf(ticket: RequestFacts, strict = false): DemandType | null {
  const own = ticket.demand_type ?? rulesSay(ticket);
  return strict && own !== 'neither' ? 'failure' : own;
}

function rulesSay(ticket: RequestFacts): DemandType | null {
  if (ticket.kind === 'knowledge_gap' || ticket.kind === 'functionality_issue') return 'failure';
  if (ticket.is_duplicate || ticket.was_reopened) return 'failure';
  if (ticket.kind === 'undetermined') return null;
  if (ticket.other_kind !== null) return OF_OTHER_KIND[ticket.other_kind] ?? null;
  return OF_ENQUIRY[ticket.enquiry_type ?? ''] ?? null;
}

/** Low: requests of the type. High: with those of which nobody can tell yet. */
export function computeDemandTypes(
  tickets: readonly RequestFacts[],
  options: { strict?: boolean; minN?: number | undefined } = {},
): { readonly [Name in DemandType]: BoundedRate } {
  const { strict = false, minN = MIN_REQUESTS } = options;
  const types = tickets.map((ticket) => demandTypeOf(ticket, strict));
  const count = (wanted: DemandType | null) => types.filter((type) => type === wanted).length;
  const share = (type: DemandType) =>
    boundedRate(rate(count(type), types.length, minN), rate(count(type) + count(null), types.length, minN));
  const [failure, value, neither] = DEMAND_TYPES;
  return { failure: share(failure), value: share(value), neither: share(neither) };
}
