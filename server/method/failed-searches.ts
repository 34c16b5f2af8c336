/** Searches that found nothing, by what people meant, as far as enough people said the same (METHOD 7.2 and 2.5.4). */
import { groupBy } from './group-by.ts';

/** Sessions that must have searched for the same before its words are shown; a site may ask for more. */
const MIN_SESSIONS_FOR_PHRASES = 3;

/** One form of a wording in a cluster, over the window. */
export interface PhraseCount {
  readonly cluster: number;
  readonly phrase_id: number;
  /** As it was typed, in lower case; empty when it was forgotten. */
  readonly form: string;
  /** Words of the wording: more of them say more. */
  readonly words: number;
  /** The wording as it was typed first, or null when it was forgotten. */
  readonly text: string | null;
  readonly searches: number;
  readonly zero_results: number;
  readonly no_click: number;
}

/** The sessions of a cluster, over the window. */
export interface ClusterCount {
  readonly cluster: number;
  readonly sessions: number;
  /** With a search that found nothing, and of these those that asked. */
  readonly zero_sessions: number;
  readonly zero_asked: number;
}

export interface FailedSearch {
  readonly cluster: number;
  readonly label: string;
  /** Every form, most used first. */
  readonly phrases: readonly string[];
  readonly searches: number;
  readonly sessions: number;
  readonly zero_results: number;
  readonly no_click: number;
  readonly asked: number;
}

/**
 * Clusters with a search that found nothing, most such searches first. `hidden` counts the forms that found nothing in
 * clusters that fewer than `kSessions` sessions have used.
 */
export function failedSearches(
  phrases: readonly PhraseCount[],
  clusters: readonly ClusterCount[],
  kSessions: number = MIN_SESSIONS_FOR_PHRASES,
): { rows: FailedSearch[]; hidden: number } {
  const counts = new Map(clusters.map((each) => [each.cluster, each]));
  const rows: FailedSearch[] = [];
  let hidden = 0;
  for (const [cluster, forms] of groupBy(phrases, (each) => each.cluster)) {
    const failed = forms.filter(({ zero_results }) => zero_results > 0);
    if (failed.length === 0) continue;
    const count = counts.get(cluster);
    const said = forms.filter(({ form }) => form !== '');
    if (!count || count.sessions < kSessions || said.length === 0) {
      hidden += failed.length;
      continue;
    }
    rows.push({
      cluster,
      label: labelOf(said),
      phrases: [...said].sort(byUse).map(({ form }) => form),
      searches: sum(forms, 'searches'),
      sessions: count.zero_sessions,
      zero_results: sum(forms, 'zero_results'),
      no_click: sum(forms, 'no_click'),
      asked: count.zero_asked,
    });
  }
  rows.sort(
    (a, b) => b.zero_results - a.zero_results || b.sessions - a.sessions || b.searches - a.searches || order(a, b),
  );
  return { rows, hidden };
}

/** The wording with the most searches, ties to more words, then to the earliest; as it was typed first. */
export function labelOf(forms: readonly PhraseCount[]): string {
  const wordings = [...groupBy(forms, ({ phrase_id }) => phrase_id).values()].map((own) => ({
    own,
    searches: sum(own, 'searches'),
    words: own[0]?.words ?? 0,
    id: own[0]?.phrase_id ?? 0,
  }));
  const [best] = wordings.sort((a, b) => b.searches - a.searches || b.words - a.words || a.id - b.id);
  const first = best?.own.find(({ text }) => text !== null && text !== '')?.text;
  return first ?? [...(best?.own ?? [])].sort(byUse)[0]?.form ?? '';
}

/** What points to an article as the answer to a cluster, over the window. */
export interface AnswerSigns {
  readonly article: string;
  /** Requests whose attempt searched for it and whose answer names the article first. */
  readonly named: number;
  /** Attempts that opened the article from the results of such a search and read it. */
  readonly reads: number;
}

/** Of the requests that such a search led to, so many must name the article, in share and in number. */
const NAMED_SHARE = 1 / 3;
const FEWEST_NAMED = 2;
/** Without names: of all reads after such a search, so many must be of the article, in as many attempts as words need. */
const READ_SHARE = 1 / 2;

/**
 * The article that answers a cluster, as far as people say so: named on two and a third of its requests, or else most of what was read
 * after such a search. What somebody opened in passing, or one agent once linked, is no answer: there is none then.
 * Ties go to more reads, then by slug.
 * @param requests of attempts that searched for it, whether or not an article answered them.
 */
export function bestArticle(
  signs: readonly AnswerSigns[],
  requests: number,
  kSessions: number = MIN_SESSIONS_FOR_PHRASES,
): string | null {
  const order = (a: AnswerSigns, b: AnswerSigns) => b.reads - a.reads || (a.article < b.article ? -1 : 1);
  const [named] = [...signs].sort((a, b) => b.named - a.named || order(a, b));
  if (named && named.named >= FEWEST_NAMED && named.named >= requests * NAMED_SHARE) return named.article;
  const [read] = [...signs].sort(order);
  const reads = signs.reduce((total, each) => total + each.reads, 0);
  return read && read.reads >= kSessions && read.reads >= reads * READ_SHARE ? read.article : null;
}

function byUse(a: PhraseCount, b: PhraseCount): number {
  return b.searches - a.searches || a.phrase_id - b.phrase_id || (a.form < b.form ? -1 : 1);
}

function order(a: FailedSearch, b: FailedSearch): number {
  return a.cluster - b.cluster;
}

function sum(rows: readonly PhraseCount[], of: 'searches' | 'zero_results' | 'no_click'): number {
  return rows.reduce((total, row) => total + row[of], 0);
}
