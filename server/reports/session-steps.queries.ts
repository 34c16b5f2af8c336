// What was searched and read in some help sessions, in the order in which it happened.
import type { HelpSession } from '../../contract/api/reports.ts';
import type { Db } from '../db/database.ts';

type Step = HelpSession['steps'][number];

/** The present title of an article for readers of a language, or null where there is none. */
export type TitleOf = (slug: string, locale: string | null) => string | null;

/** By session id; a session in which nothing was searched or read is not in it. */
export async function stepsOf(
  db: Db,
  sessions: readonly { id: string; started_at: string; locale: string | null }[],
  titleOf: TitleOf,
): Promise<Map<string, Step[]>> {
  if (sessions.length === 0) return new Map();
  const known = new Map(sessions.map((session) => [session.id, session]));
  const ids = [...known.keys()];
  const searches = await db
    .selectFrom('search')
    .select(['session_id', 'seq', 'at', 'query', 'result_count', 'opened_ids'])
    .where('session_id', 'in', ids)
    .execute();
  const views = await db.selectFrom('article_view').selectAll().where('session_id', 'in', ids).execute();
  const secondsAt = (id: string, at: string) =>
    Math.max(0, Math.round((Date.parse(at) - Date.parse(known.get(id)?.started_at ?? at)) / 1_000));
  const found: { id: string; seq: number; step: Step }[] = [
    ...searches.map((search) => ({
      id: search.session_id,
      seq: search.seq,
      step: {
        kind: 'search' as const,
        at_s: secondsAt(search.session_id, search.at),
        query: search.query,
        result_count: search.result_count,
        opened: (JSON.parse(search.opened_ids) as string[]).length,
      },
    })),
    ...views.map((view) => ({
      id: view.session_id,
      seq: view.seq,
      step: {
        kind: 'read' as const,
        at_s: secondsAt(view.session_id, view.at),
        article: view.article_id,
        title: titleOf(view.article_id, known.get(view.session_id)?.locale ?? null),
        seconds: Math.round(view.active_ms / 1_000),
        scroll_pct: view.max_scroll_pct,
        read: view.qualified === 1,
        position: view.position,
        vote: view.vote as 'yes' | 'no' | null,
        vote_reason: view.vote_reason,
      },
    })),
  ];
  const steps = new Map<string, Step[]>();
  for (const { id, step } of found.sort((a, b) => a.seq - b.seq)) steps.set(id, [...(steps.get(id) ?? []), step]);
  return steps;
}
