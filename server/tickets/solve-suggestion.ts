// What the solve panel is filled with: the likely answer, how such requests were resolved before, and what each of the
// three answers would make this request count as (METHOD 5 and 6), so that the person sees it before they choose.
import { RESOLUTION_CODES } from '../../contract/api/admin-tickets.ts';
import type { CountsAs, ResolutionCodeName, SolveSuggestion } from '../../contract/api/ticket-insight.ts';
import type { TicketMessage } from '../../contract/api/ticket-work.ts';
import { RESOLUTION_WORDS } from '../../contract/words/request-words.ts';
import type { Db } from '../db/database.ts';
import { effectiveKind } from '../method/effective-kind.ts';
import type { AnswerState } from '../method/kinds.ts';
import { decideSubKind } from '../method/sub-kind.ts';
import { viewsOf } from '../method/trail.ts';
import type { Services } from '../services.ts';
import { type LinkTo, linksIn } from './article-link.ts';
import { isSuggestionHidden } from './blind-suggestion.ts';
import { duplicateChain, factsOf, subKindEvidence } from './classify-ticket.ts';
import { countsAs } from './counts-as.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { usualResolution } from './usual-resolution.queries.ts';

type Because = SolveSuggestion['answer_articles'][number]['because'];

/** With each answer goes the resolution that says the same, so that the two never contradict each other in the preview. */
const CODE_WITH_ANSWER: Readonly<Record<AnswerState, ResolutionCodeName | null>> = {
  article: 'linked_article',
  no_article: 'explained',
  not_knowledge: null,
};

export async function solveSuggestion(
  db: Db,
  services: Services,
  ticket: TicketRow,
  messages: readonly TicketMessage[],
  named: readonly string[],
): Promise<SolveSuggestion> {
  const link = linksIn(services, ticket.locale);
  const trailOnly = await subKindEvidence(db, ticket, []);
  const candidates = candidatesOf(messages, named, viewsOf(trailOnly.trail));
  const evidence = await subKindEvidence(
    db,
    ticket,
    candidates.map(({ slug }) => slug),
  );
  const chain = await duplicateChain(db, ticket);
  const withAnswer = (answer: AnswerState, slugs: readonly string[]): CountsAs => {
    const facts = { ...factsOf(ticket), answer_state: answer, resolution_code: CODE_WITH_ANSWER[answer] };
    const kind = effectiveKind({ ...facts, duplicate_of: null }, (id) => chain.get(id));
    return countsAs(kind, decideSubKind(evidence.factsWith(answer, slugs)), link);
  };
  const suggested = answersOf(candidates);
  const isHidden = isSuggestionHidden(ticket);
  const usual = await usualResolution(db, ticket, suggested[0]?.slug ?? null);
  const answerState = (ticket.answer_state as AnswerState | null) ?? (suggested.length > 0 ? 'article' : null);
  const code = ticket.resolution_code as ResolutionCodeName | null;
  return {
    // Before somebody has chosen a kind for a blind request, nothing here may lead them to one.
    answer_state: isHidden ? null : answerState,
    answer_articles: suggested.map(({ slug, because }) => ({ ...link(slug), because })),
    resolution_code: isHidden
      ? null
      : (code ?? usual.resolution_code ?? (answerState && CODE_WITH_ANSWER[answerState])),
    root_cause: isHidden ? null : (ticket.root_cause ?? usual.root_cause),
    if_article: withAnswer(
      'article',
      suggested.map(({ slug }) => slug),
    ),
    if_no_article: withAnswer('no_article', []),
    if_not_knowledge: isHidden ? NOTHING_SAID : withAnswer('not_knowledge', []),
    by_article: Object.fromEntries(candidates.map(({ slug }) => [slug, withAnswer('article', [slug])])),
    resolution_codes: RESOLUTION_CODES.map((key) => ({ key, label: RESOLUTION_WORDS[key] })),
    root_causes: services.settings.root_causes.map((key) => ({ key, label: labelOfKey(key) })),
  };
}

const nothing: LinkTo = (slug) => ({ slug, title: slug, url: null });
const NOTHING_SAID: CountsAs = {
  ...countsAs({ kind: 'undetermined', kind_source: 'none' }, null, nothing),
  sentence: 'Counts as the kind that you confirm.',
};

/** Articles that may be the answer, the likeliest first. */
function candidatesOf(
  messages: readonly TicketMessage[],
  named: readonly string[],
  views: readonly { article_id: string; qualified: boolean }[],
): { slug: string; because: Because }[] {
  const linked = messages
    .filter((message) => message.from === 'team' && message.visibility === 'public')
    .toReversed()
    .flatMap((message) => message.articles);
  const latest = views.toReversed();
  const all: { slug: string; because: Because }[] = [
    ...named.map((slug) => ({ slug, because: 'named' as const })),
    ...linked.map((slug) => ({ slug, because: 'linked' as const })),
    ...latest.filter(({ qualified }) => qualified).map((view) => ({ slug: view.article_id, because: 'read' as const })),
    ...latest.map((view) => ({ slug: view.article_id, because: 'opened' as const })),
  ];
  return all.filter(({ slug }, at) => all.findIndex((other) => other.slug === slug) === at);
}

/** All that somebody named, else all that were linked, else the last one that was read. An opened one is no suggestion. */
function answersOf(candidates: readonly { slug: string; because: Because }[]) {
  for (const because of ['named', 'linked'] as const) {
    const found = candidates.filter((candidate) => candidate.because === because);
    if (found.length > 0) return found;
  }
  return candidates.filter((candidate) => candidate.because === 'read').slice(0, 1);
}

/** `unclear_guidance` as "Unclear guidance". */
function labelOfKey(key: string): string {
  const words = key.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
