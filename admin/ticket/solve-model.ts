// The solve panel: what answers the request, what that makes it count as, and what was done; prefilled, never forced.
import { computed, createModel, signal } from '@preact/signals';
import type { Desk } from '../../contract/api/desk.ts';
import type { AnswerStateName, CountsAs, ResolutionCodeName } from '../../contract/api/ticket-insight.ts';
import type { MoveTicket, TicketDetail } from '../../contract/api/ticket-work.ts';
import type { ComposerOnPage, LinkedArticle } from './composer-model.ts';
import { solvingStatuses } from './status-moves.ts';
import type { TicketOnPage } from './ticket-model.ts';
import type { TimerOnPage } from './work-timer.ts';

const KNOWLEDGE_CODES: readonly string[] = ['linked_article', 'explained', 'wrote_article'];

/** What the chosen answer makes of the request; `unknown` where only solving will tell. */
export type Counting = { is: 'known'; counts: CountsAs } | { is: 'unknown' } | { is: 'skipped' } | { is: 'hidden' };

export const SolveModel = createModel(
  (model: TicketOnPage, composer: ComposerOnPage, timer: TimerOnPage, desk: Desk) => {
    const now = (): TicketDetail | null => {
      const shown = model.ticket.value;
      return shown.state === 'ready' ? shown.ticket : null;
    };
    /** What this person chose; undefined where nothing was touched and the prefilled value stands. */
    const chosenAnswer = signal<AnswerStateName | null | undefined>(undefined);
    const chosenArticles = signal<readonly LinkedArticle[] | undefined>(undefined);
    const chosenResolution = signal<ResolutionCodeName | '' | undefined>(undefined);
    const chosenCause = signal<string | undefined>(undefined);
    const chosenTarget = signal<string | undefined>(undefined);
    const duplicateOf = signal('');
    const wish = signal<string | null>(null);

    const suggestion = computed(() => now()?.solve_suggestion ?? null);
    const articles = computed<readonly (LinkedArticle & { because?: string })[]>(() => {
      if (chosenArticles.value) return chosenArticles.value;
      if (composer.articles.value.length) {
        return composer.articles.value.map((article) => ({ ...article, because: 'linked' }));
      }
      const ticket = now();
      if (ticket?.answer_links.length) return ticket.answer_links.map((link) => ({ ...link, because: 'named' }));
      return suggestion.value?.answer_articles ?? [];
    });
    const answer = computed<AnswerStateName | null>(() => {
      if (chosenAnswer.value !== undefined) return chosenAnswer.value;
      if (composer.articles.value.length) return 'article';
      return now()?.answer_state ?? suggestion.value?.answer_state ?? null;
    });
    /** Nobody has said so yet: it is ours to guess. */
    const isGuess = computed(
      () =>
        chosenAnswer.value === undefined &&
        articles.value[0]?.because !== 'linked' &&
        !now()?.answer_state &&
        answer.value !== null,
    );
    const resolution = computed<ResolutionCodeName | ''>(() => {
      if (chosenResolution.value !== undefined) return chosenResolution.value;
      const ticket = now();
      if (ticket?.resolution_code) return ticket.resolution_code;
      return resolutionFor(answer.value, suggestion.value?.resolution_code ?? null, isLinked(ticket, composer));
    });
    const rootCause = computed(() => {
      if (chosenCause.value !== undefined) return chosenCause.value;
      const ticket = now();
      if (ticket?.root_cause) return ticket.root_cause;
      // The suggestion belongs to the suggested answer, not to another.
      return answer.value === (suggestion.value?.answer_state ?? null) ? (suggestion.value?.root_cause ?? '') : '';
    });
    const targets = computed(() => {
      const ticket = now();
      return ticket ? solvingStatuses(ticket, desk) : [];
    });
    const target = computed(() => {
      const wanted = chosenTarget.value ?? (resolution.value === 'duplicate_of' ? 'duplicate' : undefined);
      return targets.value.find(({ key }) => key === wanted)?.key ?? targets.value[0]?.key ?? null;
    });
    const counting = computed<Counting>(() => {
      const offered = suggestion.value;
      if (!offered) return { is: 'hidden' };
      if (answer.value === null) return { is: 'skipped' };
      if (answer.value === 'no_article') return { is: 'known', counts: offered.if_no_article };
      if (answer.value === 'not_knowledge') return { is: 'known', counts: offered.if_not_knowledge };
      const [first] = articles.value;
      if (!first) return { is: 'skipped' };
      const own = offered.by_article[first.slug];
      if (own) return { is: 'known', counts: own };
      const isSuggested = offered.answer_articles[0]?.slug === first.slug;
      return isSuggested ? { is: 'known', counts: offered.if_article } : { is: 'unknown' };
    });
    const needsOriginal = computed(() => resolution.value === 'duplicate_of' || target.value === 'duplicate');

    const body = (status: string): MoveTicket => {
      const original = Number(duplicateOf.value);
      return {
        status,
        ...(answer.value ? { answer_state: answer.value } : {}),
        ...(answer.value === 'article' ? { answer_articles: articles.value.map(({ slug }) => slug) } : {}),
        ...(resolution.value ? { resolution_code: resolution.value } : {}),
        ...(rootCause.value ? { root_cause: rootCause.value } : {}),
        ...(timer.minutes.value > 0 ? { handling_minutes: (now()?.handling_minutes ?? 0) + timer.minutes.value } : {}),
        ...(needsOriginal.value && original > 0 ? { duplicate_of: original } : {}),
      };
    };

    return {
      answer,
      articles,
      isGuess,
      resolution,
      rootCause,
      targets,
      target,
      counting,
      needsOriginal,
      duplicateOf: computed(() => duplicateOf.value),
      /** A sentence about what is still needed, shown above the question; null for none. */
      wish: computed(() => wish.value),
      choose: (state: AnswerStateName | null) => {
        chosenAnswer.value = state;
        wish.value = null;
      },
      pick: (article: LinkedArticle) => {
        chosenArticles.value = [article];
        chosenAnswer.value = 'article';
        wish.value = null;
      },
      setResolution: (code: ResolutionCodeName | '') => {
        chosenResolution.value = code;
      },
      setRootCause: (key: string) => {
        chosenCause.value = key;
      },
      setTarget: (key: string) => {
        chosenTarget.value = key;
      },
      setDuplicateOf: (number: string) => {
        duplicateOf.value = number;
      },
      ask: (words: string | null) => {
        wish.value = words;
      },
      /** What a move to `status` sends along. */
      body,
      /** After solving: what was chosen is stored, and counts as prefilled from now on. */
      settle: () => {
        chosenAnswer.value = undefined;
        chosenArticles.value = undefined;
        chosenResolution.value = undefined;
        chosenCause.value = undefined;
        chosenTarget.value = undefined;
        duplicateOf.value = '';
        wish.value = null;
      },
    };
  },
);

export type SolveOnPage = InstanceType<typeof SolveModel>;

function isLinked(ticket: TicketDetail | null, composer: ComposerOnPage): boolean {
  if (composer.articles.value.length > 0) return true;
  return Boolean(ticket?.messages.some((one) => one.visibility === 'public' && one.articles.length > 0));
}

/** What was done, as far as the answer tells; empty where it does not. */
function resolutionFor(
  answer: AnswerStateName | null,
  suggested: ResolutionCodeName | null,
  hasLink: boolean,
): ResolutionCodeName | '' {
  const isOfKnowledge = suggested !== null && KNOWLEDGE_CODES.includes(suggested);
  if (answer === 'article') return isOfKnowledge ? suggested : hasLink ? 'linked_article' : 'explained';
  if (answer === 'no_article') return suggested === 'wrote_article' ? suggested : 'explained';
  if (answer === 'not_knowledge') return isOfKnowledge ? '' : (suggested ?? '');
  return suggested ?? '';
}
