// Makes of what is counted of each article where one term stands: flat lists for questions, maps for the files of an index.
import { type Counts, flatCounts, placeIn } from './flat-counts.ts';
import type { TermCounts } from './prepare-article.ts';
import { DENSE, FIELDS } from './ranking.ts';
import type { Postings, TermPlaces, Units } from './search-index.ts';

/** Where a term stands: at `places`, ascending, as `counts` say one by one; `articles` says how many there are by now. */
export function toPlaces(places: readonly number[], counts: readonly TermCounts[], articles: () => number): TermPlaces {
  const lists = FIELDS.map((): List => ({ places: [], times: [] }));
  const [inTitle, inHeadings, inBody, inMeta, inAsks] = lists as [List, List, List, List, List];
  let passages = 0;
  let questions = 0;
  for (let n = 0; n < places.length; n++) {
    const place = places[n] as number;
    const own = counts[n] as TermCounts;
    if (own.title) add(inTitle, place, own.title);
    if (own.headings) add(inHeadings, place, own.headings);
    if (own.meta) add(inMeta, place, own.meta);
    if (own.passages.length) add(inBody, place, timesIn(own.passages));
    if (own.questions.length) add(inAsks, place, timesIn(own.questions));
    passages += own.passages.length / 2;
    questions += own.questions.length / 2;
  }
  const fields = new Map<number, Counts>();
  lists.forEach((list, field) => {
    if (list.places.length) fields.set(field, flatCounts(list.places, list.times));
  });
  const countsAt = (place: number) => {
    const n = placeIn(places, place);
    return places[n] === place ? counts[n] : undefined;
  };
  const isDense = () => inBody.places.length > DENSE * articles();
  return {
    fields,
    passages: {
      get count() {
        return isDense() ? 0 : passages;
      },
      of: (place) => (isDense() ? undefined : countsAt(place)?.passages),
    },
    questions: { count: questions, of: (place) => countsAt(place)?.questions },
  };
}

interface List {
  places: number[];
  times: number[];
}

function add(list: List, place: number, times: number): void {
  list.places.push(place);
  list.times.push(times);
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
