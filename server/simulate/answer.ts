/** What a request says and what the agent makes of it (METHOD 12.1, noise): the part of an import's ticket that people write. */

import type { ImportedTicket } from '../import/import-schema.ts';
import type { EnquiryType, Kind, ResolutionCode } from '../method/kinds.ts';
import type { Chance } from './random.ts';
import type { Noise, Topic } from './world.ts';

/** Words for a request about a phrase; a demo has others than a benchmark. */
export interface Wording {
  readonly asks: readonly string[];
  readonly tells: readonly string[];
  readonly fails: readonly string[];
  readonly faults: readonly string[];
}

/** `asks` and `fails` have words that the kind rule looks for, `tells` and `faults` have none. */
export const PLAIN_WORDING: Wording = {
  asks: ['How do I {p}?', 'Where can I find {p}?', 'Is it possible to {p}?', 'Can I {p}?'],
  tells: ['I need help with {p}', '{p}', 'Please explain {p}', 'Looking for {p}'],
  fails: ['{p} is not working', 'Error at {p}', '{p} fails every time', '{p} page stays blank'],
  faults: ['{p} does nothing', 'Since this morning {p} is odd', 'Trouble with {p}'],
};

const SAYS_SO = 0.7;
const PAGE_SHOWS_ERRORS = 0.4;
const TYPES: Readonly<Record<'knowledge_gap' | 'functionality_issue', readonly [EnquiryType | null, number][]>> = {
  knowledge_gap: [
    ['question', 0.8],
    ['problem', 0.12],
    [null, 0.08],
  ],
  functionality_issue: [
    ['problem', 0.8],
    ['question', 0.12],
    [null, 0.08],
  ],
};

/** What the person writes. */
export function makeRequest(
  chance: Chance,
  kind: 'knowledge_gap' | 'functionality_issue',
  topic: Topic,
  usual: Wording = PLAIN_WORDING,
): Pick<ImportedTicket, 'text' | 'enquiry_type' | 'page_error'> {
  const wording = topic.wording ?? usual;
  const isFault = kind === 'functionality_issue';
  const says = chance.isTrue(SAYS_SO);
  const lines = isFault ? (says ? wording.fails : wording.faults) : says ? wording.asks : wording.tells;
  const text = chance.pick(lines).replaceAll('{p}', chance.pick(topic.phrases));
  const types = TYPES[kind];
  const [enquiry_type] = types[chance.weighted(types.map(([, share]) => share))] ?? ['question' as const];
  return { text, enquiry_type, page_error: isFault && chance.isTrue(PAGE_SHOWS_ERRORS) ? chance.whole(1, 3) : 0 };
}

/** What the agent says of it when it is solved. */
export function makeAnswer(
  chance: Chance,
  truth: { kind: Kind },
  topic: Topic,
  noise: Noise,
  others: readonly string[],
): Pick<
  ImportedTicket,
  'answer_state' | 'answer_articles' | 'resolution_code' | 'root_cause' | 'kind_confirmed' | 'severity'
> {
  const isConfirmed = chance.isTrue(noise.confirms);
  const isMistaken = isConfirmed && chance.isTrue(noise.misconfirms);
  const believed: Kind = isMistaken
    ? truth.kind === 'knowledge_gap'
      ? 'functionality_issue'
      : 'knowledge_gap'
    : truth.kind;
  const kind_confirmed = isConfirmed ? believed : null;
  const saysNothing = chance.isTrue(noise.linksNothing);
  if (believed === 'functionality_issue') {
    const codes: ResolutionCode[] = ['code_change', 'config_change', 'data_fix', 'incident_over'];
    return {
      ...{ answer_state: 'not_knowledge', answer_articles: [], kind_confirmed, severity: 3 },
      resolution_code: chance.pick(codes),
      root_cause: saysNothing || isMistaken ? null : `fault_${topic.id}`,
    };
  }
  const severity = chance.isTrue(0.8) ? 1 : 2;
  const none = { answer_state: null, answer_articles: [], resolution_code: 'explained' as const };
  const plain = { kind_confirmed, severity, root_cause: null };
  if (saysNothing || isMistaken) return { ...none, ...plain };
  const wrong = others.filter((article) => article !== topic.article);
  const isWrong = wrong.length > 0 && chance.isTrue(noise.linksWrong);
  const linked = isWrong ? chance.pick(wrong) : topic.article;
  if (linked === null)
    return { answer_state: 'no_article', answer_articles: [], resolution_code: 'explained', ...plain };
  return { answer_state: 'article', answer_articles: [linked], resolution_code: 'linked_article', ...plain };
}
