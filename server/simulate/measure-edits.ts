/** Whether an edit that helped is seen to help, and one that did nothing is not (METHOD 12.3 j). */
import { readPairs } from '../method/attempt-counts.ts';
import { type EditEffect, judgeEdit } from '../method/edit-effect.ts';
import { type Assessed, assess } from './assess.ts';
import { type GenerateOptions, generate, type Truth } from './generate.ts';
import { DAYS, type Topic } from './world.ts';

export interface EditMeasure {
  /** Verdict on the unclear article that was made clear in the middle of the run. */
  readonly real: string;
  /** Verdict on the article that looked worst, which nobody changed; null where none had reads. */
  readonly none: string | null;
}

const DAY_MS = 86_400_000;
const EDIT_DAY = DAYS / 2;
const FEWEST_READS = 10;

export function measureEdits(options: GenerateOptions, base: Assessed, truth: Truth): EditMeasure {
  const unclear = truth.topics.find(({ condition }) => condition === 'unclear') as Topic;
  const edited = generate({ ...options, edit: { topic: unclear.id, day: EDIT_DAY } });
  const groups = new Map(truth.topics.map(({ article, group }) => [article, group]));
  const worst = worstBefore(base, truth);
  return {
    real: effectOn(unclear.article as string, assess(edited.history), edited.truth.start, groups).verdict,
    none: worst === null ? null : effectOn(worst, base, truth.start, groups).verdict,
  };
}

/** The article that most requests blame as not clear from a day on; ties go to the one that was blamed first. */
export function mostBlamed(data: Assessed, start: string, fromDay: number): string | null {
  const counts = new Map<string, number>();
  for (const { article, day } of readsAndBlame(data, start).blamed)
    if (day >= fromDay) counts.set(article, (counts.get(article) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

interface ArticleDay {
  readonly article: string;
  readonly day: number;
}

function readsAndBlame(data: Assessed, start: string): { reads: ArticleDay[]; blamed: ArticleDay[] } {
  const dayOf = (iso: string) => Math.floor((Date.parse(iso) - Date.parse(start)) / DAY_MS);
  return {
    reads: data.sessions.flatMap((session) =>
      readPairs(session.views).flatMap(({ article, qualified }) =>
        qualified ? [{ article, day: dayOf(session.started_at) }] : [],
      ),
    ),
    blamed: data.tickets.flatMap(({ sub, submitted_at }) =>
      sub?.sub_kind === 'unclear' && sub.target ? [{ article: sub.target, day: dayOf(submitted_at) }] : [],
    ),
  };
}

/** What an edit in the middle of the run did to an article, against the others of its group. @param groups by article. */
export function effectOn(
  article: string,
  data: Assessed,
  start: string,
  groups: ReadonlyMap<string | null, string>,
): EditEffect {
  const { reads, blamed } = readsAndBlame(data, start);
  const group = groups.get(article);
  const isOwn = (each: ArticleDay) => each.article === article;
  const isControl = (each: ArticleDay) => each.article !== article && groups.get(each.article) === group;
  const cases = (isCounted: (each: ArticleDay) => boolean, isWhen: (day: number) => boolean) => {
    const count = (list: readonly ArticleDay[]) => list.filter((each) => isCounted(each) && isWhen(each.day)).length;
    return { x: count(blamed), n: count(reads) };
  };
  const isBefore = (day: number) => day < EDIT_DAY && day >= EDIT_DAY - 28;
  const isAfter = (day: number) => day > EDIT_DAY && day <= EDIT_DAY + 28;
  return judgeEdit(
    { before: cases(isOwn, isBefore), after: cases(isOwn, isAfter) },
    { before: cases(isControl, isBefore), after: cases(isControl, isAfter) },
  );
}

/** The article with the highest share of readers who asked, before the middle. */
function worstBefore(data: Assessed, truth: Truth): string | null {
  const { reads, blamed } = readsAndBlame(data, truth.start);
  const articles = truth.topics.flatMap(({ article }) => article ?? []);
  const rows = articles.flatMap((article) => {
    const count = (list: readonly ArticleDay[]) =>
      list.filter((each) => each.article === article && each.day < EDIT_DAY).length;
    const read = count(reads);
    return read < FEWEST_READS ? [] : [{ article, share: count(blamed) / read }];
  });
  return rows.sort((a, b) => b.share - a.share)[0]?.article ?? null;
}
