/**
 * What a help session or an answered request says of questions and articles (pure). Of a request only the searches of
 * its frozen trail count, and nothing else of its words: its subject and message are written to the team, about one's own
 * affairs, and are not scrubbed before they are stored (METHOD 2.5.3); the searches are, and the person saw them attached.
 */
import type { DerivedSession } from '../method/derive-session.ts';
import { phraseTokens, withoutPlaceholders } from '../method/phrase-clusters.ts';
import { type FrozenTrail, searchesOf } from '../method/trail.ts';

/** One question and one article: 1 for, -1 against. */
export interface Evidence {
  slug: string;
  /** The normalised question. */
  phrase: string;
  words: string;
  value: 1 | -1;
}

/**
 * A search whose opened article got a yes speaks for that article, one whose article got a no against it; the last vote
 * on an article stands. Nobody's vote counts who works here, or who took the trail off their request.
 */
export function evidenceOfVotes(
  session: Pick<DerivedSession, 'searches' | 'views' | 'is_staff' | 'trail_removed'>,
): Evidence[] {
  if (session.is_staff || session.trail_removed) return [];
  const votes = new Map<string, 1 | -1>();
  const inOrder = [...session.views].sort((one, other) => one.seq - other.seq);
  for (const { article_id, vote } of inOrder) if (vote) votes.set(article_id, vote === 'yes' ? 1 : -1);
  return once(
    inOrder.flatMap((view) => {
      const value = votes.get(view.article_id);
      const search = session.searches.find(({ search_id }) => search_id === view.search_id);
      return value && search ? evidence(search.query, view.article_id, value) : [];
    }),
  );
}

/**
 * The searches of a trail speak for the article that was named as the answer (the first, as in Rule SUB), and against the
 * articles that were opened from them and not named.
 */
export function evidenceOfAnswer(trail: FrozenTrail, named: readonly string[]): Evidence[] {
  const [answer] = named;
  if (answer === undefined) return [];
  return once(
    searchesOf(trail).flatMap(({ query, opened_ids }) => [
      ...opened_ids.filter((slug) => !named.includes(slug)).flatMap((slug) => evidence(query, slug, -1)),
      ...evidence(query, answer, 1),
    ]),
  );
}

function evidence(query: string, slug: string, value: 1 | -1): Evidence[] {
  const phrase = phraseTokens(query).join(' ');
  return phrase === '' ? [] : [{ slug, phrase, words: withoutPlaceholders(query), value }];
}

/** One question asked twice says what it said last. */
function once(found: readonly Evidence[]): Evidence[] {
  return [...new Map(found.map((one) => [`${one.slug}\n${one.phrase}`, one])).values()];
}
