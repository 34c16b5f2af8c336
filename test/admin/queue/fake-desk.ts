// A desk with a few requests behind a fetch that answers by method and path, and remembers what was asked.
import { vi } from 'vitest';
import type { Desk } from '../../../contract/api/desk.ts';
import type { QueueRow, View } from '../../../contract/api/queue.ts';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: unknown;
}
type Answering = (asked: Asked) => { status?: number; body?: unknown; bytes?: BodyInit } | undefined;

export interface FakeDesk {
  asked: Asked[];
  /** Later ones are asked first; nothing means that an earlier one answers. */
  answer(answering: Answering): void;
  sent(method: string, path: string): Asked[];
}

const labelled = (...pairs: [string, string][]) => pairs.map(([key, label]) => ({ key, label }));
const ME = { id: 'a1', name: 'Ada Byron', email: 'ada@example.com', role: 'admin' };

export function deskWith(more: Partial<Desk> = {}): Desk {
  const status = (key: string, label: string, ends = false) => ({
    key,
    label,
    public: label,
    ends,
    asks_requester: false,
  });
  const limits = {
    message: 20_000,
    subject: 200,
    name: 120,
    email: 254,
    query: 200,
    comment: 2_000,
    bulk_tickets: 500,
  };
  const desk = {
    me: { ...ME, may: { list: true, answer: true, route: true, share_views: true, read_reports: true } },
    name: 'Ovenbird',
    demo: false,
    sites: labelled(['default', 'Default']),
    locale: 'en',
    locales: ['en'],
    time_zone: 'UTC',
    statuses: [
      status('submitted', 'Submitted'),
      status('in_review', 'In review'),
      status('completed', 'Completed', true),
    ],
    workflows: { question: { submitted: ['in_review'], in_review: ['completed'], completed: [] } },
    categories: [
      {
        key: 'general',
        label: 'Something else',
        restricted: false,
        readable: true,
        target_group: null,
        promise_hours: 8,
      },
      { key: 'security', label: 'Security', restricted: true, readable: false, target_group: null, promise_hours: 4 },
    ],
    target_groups: labelled(['billing', 'Billing']),
    people: [
      { ...ME, left: false, assignable: true },
      { id: 's2', name: 'Sofia Berg', email: 'sofia@example.com', role: 'agent', left: false, assignable: true },
    ],
    channels: labelled(['phone', 'Phone'], ['chat', 'Chat']),
    logged_channels: ['phone', 'chat'],
    kinds: labelled(
      ['knowledge_gap', 'Knowledge gap'],
      ['functionality_issue', 'Not working'],
      ['undetermined', 'Not sure yet'],
    ),
    sorts: labelled(['due', 'Urgent, then due'], ['number', 'Lowest number first']),
    releases: [{ at: '2026-03-18', name: '2.4' }],
    k_sessions: 3,
    commits_drafts: true,
    kb: { release: 'r1', locales: {} },
    limits: { ...limits, page_size: 100, views: 50, view_name: 60, answer_articles: 20 },
    ...more,
  };
  // What these pages do not read is left out.
  return desk as unknown as Desk;
}

export function rowWith(number: number, more: Partial<QueueRow> = {}): QueueRow {
  return {
    number,
    version: 3,
    subject: `Question ${number}`,
    snippet: '',
    requester_name: 'Priya Nair',
    requester_email: 'priya@example.com',
    category: 'general',
    restricted: false,
    suspected_spam: false,
    enquiry_type: null,
    channel: 'widget',
    target_group: 'billing',
    status: 'submitted',
    status_label: 'Submitted',
    status_changed_at: '2026-03-02T09:00:00.000Z',
    status_hours: 1,
    status_limit_hours: 8,
    over_limit: false,
    priority: 'normal',
    priority_reason: null,
    kind: 'knowledge_gap',
    kind_source: 'suggested',
    sub_kind: null,
    second_reading: false,
    assignee: null,
    submitted_at: '2026-03-02T09:00:00.000Z',
    updated_at: '2026-03-02T09:00:00.000Z',
    respond_by: '2026-03-02T13:00:00.000Z',
    replied: false,
    over_promise: false,
    solved_at: null,
    tried: { state: 'attached', searches: 2, reads: 1 },
    unread: true,
    attachments: 0,
    fields: {},
    ...more,
  } as QueueRow;
}

export function viewWith(id: string, name: string, more: Partial<View> = {}): View {
  const base = { shipped: true, shared: true, may_change: false, sort: 'due' as const, position: 0, count: 2 };
  return { id, name, filters: { status: 'open' }, ...base, ...more };
}

const CAN = { list_tickets: true, answer_tickets: true, route_tickets: true, log_tickets: true, read_reports: true };

/** Answers session, views and list; anything else is for the test to say. */
export function fakeDesk(desk: Desk, rows: readonly QueueRow[], views: readonly View[]): FakeDesk {
  const asked: Asked[] = [];
  const answerings: Answering[] = [
    ({ method, path }) => {
      if (method !== 'GET') return undefined;
      if (path === 'v1/admin/me') return { body: { ...desk.me, can: CAN } };
      if (path === 'v1/admin/desk') return { body: desk };
      if (path === 'v1/admin/views') return { body: { views } };
      if (path === 'v1/admin/tickets') return { body: { tickets: rows, next_cursor: null, total: rows.length } };
      return undefined;
    },
  ];
  vi.stubGlobal('fetch', async (address: string, options: RequestInit = {}) => {
    const url = new URL(address, 'http://desk.test');
    const call: Asked = {
      method: options.method ?? 'GET',
      path: url.pathname.replace('/api/', ''),
      query: url.searchParams,
      headers: { ...(options.headers as Record<string, string>) },
      body: options.body ? JSON.parse(String(options.body)) : null,
    };
    asked.push(call);
    for (const answering of answerings) {
      const found = answering(call);
      if (found)
        return new Response(found.bytes ?? JSON.stringify(found.body ?? null), { status: found.status ?? 200 });
    }
    return new Response(JSON.stringify({ code: 'not_found', title: 'Nothing here.', detail: 'Nothing here.' }), {
      status: 404,
    });
  });
  return {
    asked,
    answer: (answering) => answerings.unshift(answering),
    sent: (method, path) => asked.filter((call) => call.method === method && call.path === path),
  };
}
