// The kind of a request as its page shows it: suggestions with their reasons, what was confirmed, what it counts as.
import type { KindSuggestionView } from '../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { KIND_WORDS } from '../../contract/words/kind-words.ts';
import { RESOLUTION_WORDS } from '../../contract/words/request-words.ts';
import type { EffectiveKind } from '../method/effective-kind.ts';
import type { SolveSuggestion } from '../method/kind-at-solve.ts';
import type { KindReason } from '../method/kind-at-submit.ts';
import type { Kind } from '../method/kinds.ts';
import type { SubKindResult } from '../method/sub-kind.ts';
import type { LinkTo } from './article-link.ts';
import { countsAs } from './counts-as.ts';
import type { TicketRow } from './find-ticket.queries.ts';

type KindMembers = Pick<
  TicketDetail,
  | 'kind'
  | 'kind_confirmed'
  | 'other_kind'
  | 'demand_type'
  | 'blind'
  | 'suggestions'
  | 'sub_kind'
  | 'sub_kind_detail'
  | 'counts_as'
>;

/** Hidden while nobody has chosen, for one request in ten: a suggestion that is seen would lead the choice. */
export function kindMembers(ticket: TicketRow, isHidden: boolean, link: LinkTo): KindMembers {
  const kind = ticket.kind as Kind;
  const sub = ticket.sub_kind_confirmed ?? ticket.sub_kind_auto;
  const hasResolution = ticket.resolution_code !== null || ticket.answer_state !== null;
  return {
    kind: isHidden
      ? null
      : {
          value: kind,
          label: KIND_WORDS[kind],
          source: ticket.kind_source,
          confidence: ticket.kind_confidence as EffectiveKind['confidence'],
        },
    kind_confirmed: ticket.kind_confirmed as TicketDetail['kind_confirmed'],
    other_kind: ticket.other_kind as TicketDetail['other_kind'],
    demand_type: ticket.demand_type as TicketDetail['demand_type'],
    blind: ticket.blind === 1,
    suggestions: isHidden ? null : { at_submit: atSubmit(ticket), at_solve: atSolve(ticket) },
    sub_kind: sub as TicketDetail['sub_kind'],
    sub_kind_detail: ticket.sub_kind_auto
      ? {
          suggested: ticket.sub_kind_auto as SubKindResult['sub_kind'],
          confirmed: ticket.sub_kind_confirmed as SubKindResult['sub_kind'] | null,
          reason: ticket.sub_kind_reason,
          article: ticket.sub_kind_target,
          weak: ticket.sub_kind_weak === 1,
        }
      : null,
    counts_as:
      isHidden || !hasResolution
        ? null
        : countsAs(
            { kind, kind_source: ticket.kind_source as EffectiveKind['kind_source'] },
            ticket.sub_kind_auto ? subOf(ticket) : null,
            link,
          ),
  };
}

/** What a person confirmed wins; the rule's reason then no longer says why. */
function subOf(ticket: TicketRow): SubKindResult {
  return {
    sub_kind: (ticket.sub_kind_confirmed ?? ticket.sub_kind_auto) as SubKindResult['sub_kind'],
    reason: ticket.sub_kind_reason as SubKindResult['reason'],
    target: ticket.sub_kind_target,
    weak: ticket.sub_kind_weak === 1,
  };
}

function atSubmit(ticket: TicketRow): NonNullable<TicketDetail['suggestions']>['at_submit'] {
  const reasons = JSON.parse(ticket.kind_reasons_1) as (KindReason | string)[];
  const weighty = reasons.toSorted((a, b) => pointsOf(b) - pointsOf(a));
  return {
    ...suggestion(ticket.kind_suggested_1, ticket.kind_confidence_1),
    sentences: weighty.map((reason) => (typeof reason === 'string' ? reason : reason.text)),
    reasons,
    rule_version: ticket.kind_rule_version,
  };
}

function atSolve(ticket: TicketRow): NonNullable<TicketDetail['suggestions']>['at_solve'] {
  if (!ticket.kind_suggested_2) return null;
  const reasons = JSON.parse(ticket.kind_reasons_2 ?? '[]') as SolveSuggestion['reason'][];
  return {
    ...suggestion(ticket.kind_suggested_2, ticket.kind_confidence_2),
    sentences: reasons.map((reason) => solveSentence(reason, ticket)),
    reasons,
  };
}

function solveSentence(reason: SolveSuggestion['reason'], ticket: TicketRow): string {
  const code = RESOLUTION_WORDS[ticket.resolution_code as keyof typeof RESOLUTION_WORDS];
  const sentences: Record<SolveSuggestion['reason'], string> = {
    resolution_code: `What was done: ${code?.toLowerCase() ?? 'not said'}`,
    answer_state:
      ticket.answer_state === 'article' ? 'An article answers it' : 'It needs knowledge that no article has',
    mixed: 'An answer and a repair together: nobody can tell which it was',
    duplicate_of: 'It repeats another request and counts as that one',
    nothing: 'What was done says nothing about it',
  };
  return sentences[reason];
}

function suggestion(kind: string, confidence: string | null): Omit<KindSuggestionView, 'sentences'> {
  return {
    kind: kind as Kind,
    label: KIND_WORDS[kind as Kind],
    confidence: (confidence ?? 'low') as KindSuggestionView['confidence'],
  };
}

function pointsOf(reason: KindReason | string): number {
  return typeof reason === 'string' ? 0 : reason.points;
}
