// What one session, or one answered request, says of questions and articles.
import { describe, expect, it } from 'vitest';
import { evidenceOfAnswer, evidenceOfVotes } from '../../../server/learning/find-evidence.ts';
import { deriveSessions } from '../../../server/method/derive-session.ts';
import { parseEvent } from '../../../server/method/events.ts';
import { freezeTrail } from '../../../server/method/trail.ts';

const START = { type: 'session_started', page_key: '/', locale: 'en' };
const search = (search_id: string, query: string) => ({
  type: 'search_performed',
  search_id,
  query,
  result_ids: ['a', 'b'],
});
const open = (view_id: string, article_id: string, search_id?: string) => ({
  type: 'article_opened',
  view_id,
  article_id,
  ...(search_id ? { source: 'search', search_id } : { source: 'browse' }),
});
const vote = (view_id: string, value: 'yes' | 'no') => ({ type: 'answer_voted', view_id, value });

function eventsOf(steps: object[]) {
  return steps.flatMap((step, seq) => parseEvent({ seq, t_ms: seq * 20_000, ...step }) ?? []);
}

function votes(...steps: object[]) {
  const events = eventsOf([START, ...steps]);
  const [session] = deriveSessions({ sid: 's', site: 'default', started_at: '2026-03-02T10:00:00.000Z', events });
  if (!session) throw new Error('no session');
  return evidenceOfVotes(session).map(({ phrase, slug, value }) => [phrase, slug, value]);
}

function answer(named: string[], ...steps: object[]) {
  const trail = freezeTrail(eventsOf([START, ...steps]), () => null);
  return evidenceOfAnswer(trail, named).map(({ phrase, slug, value }) => [phrase, slug, value]);
}

describe('a vote', () => {
  it('speaks for the search that the article was opened from, and for no other', () => {
    expect(
      votes(search('1', 'lost login'), search('2', 'reset password'), open('v', 'a', '2'), vote('v', 'yes')),
    ).toEqual([['password reset', 'a', 1]]);
  });

  it('speaks against it when it is a no', () => {
    expect(votes(search('1', 'reset'), open('v', 'a', '1'), vote('v', 'no'))).toEqual([['reset', 'a', -1]]);
  });

  it('stands as the last one on the article, however often it was opened', () => {
    const twice = [
      search('1', 'reset'),
      open('v', 'a', '1'),
      vote('v', 'yes'),
      search('2', 'email'),
      open('w', 'a', '2'),
    ];
    expect(votes(...twice, vote('w', 'no'))).toEqual([
      ['reset', 'a', -1],
      ['email', 'a', -1],
    ]);
  });

  it('says nothing of an article that was come upon without a search, or of none', () => {
    expect(votes(search('1', 'reset'), open('v', 'a'), vote('v', 'yes'))).toEqual([]);
    expect(votes(search('1', 'reset'), open('v', 'a', '1'))).toEqual([]);
    expect(votes(search('1', 'how do I'), open('v', 'a', '1'), vote('v', 'yes'))).toEqual([]);
  });
});

describe('an answer with an article', () => {
  it('speaks for the first that was named, by every search of the trail', () => {
    expect(answer(['b', 'c'], search('1', 'lost login'), search('2', 'reset password'))).toEqual([
      ['login lost', 'b', 1],
      ['password reset', 'b', 1],
    ]);
  });

  it('speaks against what was opened from a search and is not the answer', () => {
    expect(answer(['b'], search('1', 'reset'), open('v', 'a', '1'))).toEqual([
      ['reset', 'a', -1],
      ['reset', 'b', 1],
    ]);
    expect(answer(['b', 'a'], search('1', 'reset'), open('v', 'a', '1'))).toEqual([['reset', 'b', 1]]);
  });

  it('says nothing without a search, or without an article', () => {
    expect(answer(['b'])).toEqual([]);
    expect(answer([], search('1', 'reset'))).toEqual([]);
  });
});
