// "What they tried first": the frozen trail of a request as ordered steps, with votes, offers, form and sending between.
import type { TriedFirst, TriedStep } from '../../contract/api/ticket-insight.ts';
import { deriveSessions } from '../method/derive-session.ts';
import type { UsageEvent } from '../method/events.ts';
import { type FrozenTrail, type TrailSearch, type TrailView, viewsOf } from '../method/trail.ts';
import type { LinkTo } from './article-link.ts';
import type { RevisedAt } from './revision-dates.queries.ts';

interface Placed {
  t_ms: number;
  seq: number;
  step: TriedStep;
}

/** `events` are those stored with the trail: of the tab, so that an earlier attempt may stand before this one. */
export function triedFirst(
  state: TriedFirst['state'],
  trail: FrozenTrail,
  events: readonly UsageEvent[],
  link: LinkTo,
  revisedAt: RevisedAt,
): TriedFirst {
  if (state !== 'attached' || (trail.session_id === null && events.length === 0))
    return { state, page_key: trail.page_key, seconds: null, steps: [] };
  const start = startOf(events);
  const during = events.filter((event) => event.t_ms >= start);
  const views = viewsOf(trail);
  const steps: Placed[] = [
    ...trail.steps.map((step) => frozenStep(step, during, start, link, revisedAt)),
    ...during.flatMap((event) => eventStep(event, views, start, link)),
  ];
  steps.sort((a, b) => a.t_ms - b.t_ms || a.seq - b.seq);
  const last = Math.max(start, ...during.map((event) => event.t_ms), ...steps.map((placed) => placed.t_ms));
  const seconds = Math.round((last - start) / 1000);
  return {
    state,
    page_key: trail.page_key,
    seconds,
    steps: [...withoutRepeats(steps.map(({ step }) => step)), { kind: 'sent', at_s: seconds }],
  };
}

/** When the attempt began that the request was sent in, on the tab's own clock. */
function startOf(events: readonly UsageEvent[]): number {
  const sessions = deriveSessions({ sid: 'tab', site: '', started_at: '1970-01-01T00:00:00.000Z', events });
  return Date.parse(sessions.at(-1)?.started_at ?? '1970-01-01T00:00:00.000Z');
}

function frozenStep(
  step: TrailSearch | TrailView,
  events: readonly UsageEvent[],
  start: number,
  link: LinkTo,
  revisedAt: RevisedAt,
): Placed {
  const event = events.find((candidate) =>
    step.kind === 'search'
      ? candidate.type === 'search_performed' && candidate.search_id === step.search_id
      : candidate.type === 'article_opened' && candidate.view_id === step.view_id,
  );
  const place = { t_ms: start + step.at_s * 1000, seq: event?.seq ?? 0 };
  if (step.kind === 'search') {
    const { at_s, query, result_count, shown_count, result_ids, opened_ids } = step;
    const results = result_ids.map((slug) => ({ ...link(slug), opened: opened_ids.includes(slug) }));
    return { ...place, step: { kind: 'search', at_s, query, result_count, shown_count, results } };
  }
  return {
    ...place,
    step: {
      kind: 'read',
      at_s: step.at_s,
      view_id: step.view_id,
      article: link(step.article_id, step.title),
      revision: step.revision,
      revision_at: (step.revision === null ? null : revisedAt(step.article_id, step.revision)) ?? null,
      source: step.source,
      position: step.position,
      seconds: step.seconds,
      scroll_pct: step.max_scroll_pct,
      is_read: step.qualified,
    },
  };
}

/** The steps that the frozen trail leaves out, since no rule looks at when they happened. */
function eventStep(event: UsageEvent, views: readonly TrailView[], start: number, link: LinkTo): Placed[] {
  const at_s = Math.round((event.t_ms - start) / 1000);
  const place = { t_ms: start + at_s * 1000, seq: event.seq };
  const offered = (slugs: readonly string[] | undefined, when: 'page' | 'writing'): Placed[] => {
    if (!slugs?.length) return [];
    const articles = slugs.map((slug) => ({
      ...link(slug),
      opened: views.some((view) => view.article_id === slug && view.at_s >= at_s),
    }));
    return [{ ...place, step: { kind: 'suggested', at_s, when, articles } }];
  };
  switch (event.type) {
    case 'contextual_shown':
      return offered(event.article_ids, 'page');
    case 'suggestions_shown':
      return offered(event.article_ids, 'writing');
    case 'form_opened':
      return [{ ...place, step: { kind: 'form_opened', at_s, entry: event.entry ?? null } }];
    case 'answer_voted': {
      const view = views.find((candidate) => candidate.view_id === event.view_id);
      if (!view || !event.value) return [];
      const { value, reason, comment } = event;
      const article = link(view.article_id, view.title);
      return [
        { ...place, step: { kind: 'vote', at_s, article, value, reason: reason ?? null, comment: comment ?? null } },
      ];
    }
    default:
      return [];
  }
}

/** The same offer again, letter by letter while somebody types, is one step. */
function withoutRepeats(steps: readonly TriedStep[]): TriedStep[] {
  const kept: TriedStep[] = [];
  for (const step of steps) {
    const before = kept.at(-1);
    const isRepeat =
      before !== undefined &&
      ((step.kind === 'form_opened' && before.kind === 'form_opened') ||
        (step.kind === 'suggested' &&
          before.kind === 'suggested' &&
          step.when === before.when &&
          step.articles.map(({ slug }) => slug).join() === before.articles.map(({ slug }) => slug).join()));
    if (!isRepeat) kept.push(step);
  }
  return kept;
}
