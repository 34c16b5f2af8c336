// Uses the help as people do, for tests of what is learnt from it: searches, opens, votes, asks.
import type { ApiCaller } from '../../support/call-api.ts';
import type { TestServices } from '../../support/make-services.ts';

type Who = { authorization: string };

export interface Use {
  /** Searches, opens what is named, votes on it; one tab, in which nothing else happens. Answers the tab's id. */
  vote(query: string, slug: string, value: 'yes' | 'no', start?: object): Promise<string>;
  /** Searches in vain or opens something, asks, and is answered with `answer`. */
  ask(query: string, answer: object, how?: { opened?: string; ticket?: object; trail?: 'removed' }): Promise<number>;
  /** The events of the next tab, in order. */
  inOneTab(...events: object[]): { sid: string; events: object[] };
}

const START = { type: 'session_started', page_key: '/billing', locale: 'en' };

export function usingTheHelp(services: TestServices, api: ApiCaller, agent: Who): Use {
  let tabs = 0;
  const inOneTab: Use['inOneTab'] = (...events) => {
    tabs += 1;
    return {
      sid: tabs.toString(16).padStart(32, 'b'),
      events: events.map((event, seq) => ({ seq, t_ms: seq * 4_000, ...event })),
    };
  };
  const search = (query: string, found: string[]) => ({
    type: 'search_performed',
    search_id: 's',
    query,
    trigger: 'enter',
    result_count: found.length,
    result_ids: found,
  });
  const open = (slug: string) => ({
    type: 'article_opened',
    view_id: 'v',
    article_id: slug,
    source: 'search',
    search_id: 's',
    position: 1,
  });
  return {
    inOneTab,
    async vote(query, slug, value, start = {}) {
      const vote = { type: 'answer_voted', view_id: 'v', value };
      const { sid, events } = inOneTab({ ...START, ...start }, search(query, [slug]), open(slug), vote);
      const answer = await api.post('/api/v1/events', { v: 1, site: 'default', sid, events });
      if (answer.status !== 202) throw new Error(answer.text);
      await services.events.flush();
      services.clock.advance(1_000);
      return sid;
    },
    async ask(query, answer, { opened, ticket, trail } = {}) {
      const tab = inOneTab(START, search(query, opened ? [opened] : []), ...(opened ? [open(opened)] : []), {
        type: 'form_opened',
        entry: 'button',
      });
      const { number } = await api.submitted({
        message: 'Please help.',
        session: { sid: tab.sid, trail: trail ?? tab.events },
        ...ticket,
      });
      await services.events.flush();
      services.clock.advance(1_000);
      const path = `/api/v1/admin/tickets/${number}/status`;
      const closed = await api.post(path, { status: 'completed', ...answer }, agent);
      if (closed.status !== 200) throw new Error(closed.text);
      return number;
    },
  };
}
