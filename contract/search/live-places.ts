// Makes of what is counted of each article where one term stands: flat lists for questions, maps for the files of an index.
import { type Counts, flatCounts, placeIn } from './flat-counts.ts';
import type { TermCounts } from './prepare-article.ts';
import { DENSE, FIELDS } from './ranking.ts';
import type { Postings, TermPlaces, UnitPlaces, Units } from './search-index.ts';

/** Where a term stands: at `places`, ascending, as `counts` say one by one; `articles` says how many there are by now. */
export function toPlaces(places: readonly number[], counts: readonly TermCounts[], articles: () => number): TermPlaces {
  const at: number[][] = FIELDS.map(() => []);
  const times: number[][] = FIELDS.map(() => []);
  const add = (field: number, place: number, often: number) => {
    if (!often) return;
    at[field]?.push(place);
    times[field]?.push(often);
  };
  counts.forEach(({ title, headings, passages, meta, questions }, n) => {
    const place = places[n] as number;
    add(0, place, title);
    add(1, place, headings);
    add(2, place, timesIn(passages));
    add(3, place, meta);
    add(4, place, timesIn(questions));
  });
  const fields = new Map<number, Counts>();
  at.forEach((own, field) => {
    if (own.length) fields.set(field, flatCounts(own, times[field] as number[]));
  });
  const unitsOf = (name: 'passages' | 'questions', isDense: () => boolean): UnitPlaces => {
    let count = 0;
    for (const own of counts) count += own[name].length / 2;
    return {
      get count() {
        return isDense() ? 0 : count;
      },
      of(place) {
        const n = placeIn(places, place);
        return places[n] === place && !isDense() ? counts[n]?.[name] : undefined;
      },
    };
  };
  const bodies = at[2]?.length ?? 0;
  return {
    fields,
    passages: unitsOf('passages', () => bodies > DENSE * articles()),
    questions: unitsOf('questions', () => false),
  };
}

/** How often something stands in an article, in all its units together. */
function timesIn(units: Units): number {
  let times = 0;
  for (let at = 1; at < units.length; at += 2) times += units[at] as number;
  return times;
}

/** The postings of a term from what is counted of it, article by article, among `count` articles. */
export function toPostings(
  found: readonly (readonly [article: number, counts: TermCounts])[],
  count: number,
): Postings {
  const fields = FIELDS.map(() => new Map<number, number>());
  const passages = new Map<number, Units>();
  const questions = new Map<number, Units>();
  for (const [article, counts] of found) {
    const times = [counts.title, counts.headings, timesIn(counts.passages), counts.meta, timesIn(counts.questions)];
    times.forEach((often, field) => {
      if (often) fields[field]?.set(article, often);
    });
    if (counts.passages.length) passages.set(article, counts.passages);
    if (counts.questions.length) questions.set(article, counts.questions);
  }
  return {
    fields: new Map([...fields.entries()].filter(([, articles]) => articles.size)),
    passages: passages.size > DENSE * count ? new Map() : passages,
    questions,
  };
}
