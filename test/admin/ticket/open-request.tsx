// A request on its page over a pretended server: what it is, what the desk is made of, and how it is opened.
import { render, screen } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { expect, vi } from 'vitest';
import { loadSession } from '../../../admin/session-model.ts';
import { TicketPage } from '../../../admin/ticket/ticket-page.tsx';
import { LiveRegion } from '../../../admin/ui/announce.tsx';
import { KeySheet } from '../../../admin/ui/keys.tsx';
import { Toasts } from '../../../admin/ui/toasts.tsx';
import type { Desk } from '../../../contract/api/desk.ts';
import type { CountsAs, SolveSuggestion } from '../../../contract/api/ticket-insight.ts';
import type { TicketDetail, TicketMessage } from '../../../contract/api/ticket-work.ts';
import type { Move } from '../../../contract/workflow.ts';
import { type FakeServer, fakeServer, ME } from '../sign-in/fake-server.ts';

export const PATH = 'v1/admin/tickets/4182';
export const READ = `GET ${PATH}`;
const AT = '2026-04-10T16:40:00.000Z';

const status = (key: string, label: string, ends = false) => ({
  key,
  label,
  public: label,
  ends,
  asks_requester: false,
});
const person = (name: string, email: string) => ({
  id: email,
  name,
  email,
  left: false,
  role: 'agent',
  assignable: true,
});

export const DESK = {
  me: {
    id: 'a1',
    name: 'Ada Byron',
    email: ME.email,
    role: 'agent',
    may: { list: true, answer: true, route: true, share_views: false, read_reports: true },
  },
  name: 'Ovenbird',
  sites: [{ key: 'default', label: 'Ovenbird' }],
  locale: 'en',
  locales: ['en'],
  time_zone: 'UTC',
  statuses: [
    status('submitted', 'Submitted'),
    status('in_progress', 'In progress'),
    status('ready_to_test', 'Ready to test'),
    status('in_testing', 'In testing'),
    status('cannot_replicate', 'Cannot replicate'),
    status('completed', 'Completed', true),
  ],
  workflows: {
    problem: {
      submitted: ['in_progress', 'completed'],
      in_progress: ['ready_to_test', 'cannot_replicate'],
      ready_to_test: ['in_testing'],
      in_testing: ['completed'],
      completed: ['submitted'],
    },
  },
  categories: [
    { key: 'general', label: 'General', restricted: false, readable: true, target_group: null, promise_hours: 8 },
    { key: 'billing', label: 'Billing', restricted: false, readable: true, target_group: null, promise_hours: 4 },
  ],
  target_groups: [{ key: 'billing', label: 'Billing' }],
  people: [person('Ada Byron', ME.email), person('Tomás Brandt', 'tomas@example.com')],
  root_causes: [{ key: 'no_guidance', label: 'No guidance' }],
  releases: [],
  k_sessions: 3,
  commits_drafts: false,
  channels: [],
  logged_channels: [],
  resolution_codes: [
    { key: 'linked_article', label: 'Answered with an article' },
    { key: 'explained', label: 'Explained' },
  ],
  answer_states: [],
  enquiry_types: [{ key: 'question', label: 'Question' }],
  kinds: [],
  sub_kinds: [],
  other_kinds: [],
  sorts: [],
  kb: { release: 'r1', locales: {} },
  limits: {
    message: 20_000,
    subject: 200,
    name: 120,
    email: 254,
    query: 200,
    comment: 2_000,
    bulk_tickets: 500,
    page_size: 50,
    views: 50,
    view_name: 60,
    answer_articles: 20,
  },
  cost_per_minute: 0.8,
  sends_mail: true,
  demo: false,
} satisfies Desk;

export function move(key: string, label: string, missing: Move['missing'] = []): Move {
  return { status: key, label, public_label: label, requires: missing, missing, by: null, may: true, why_not: null };
}

export function message(more: Partial<TicketMessage> = {}): TicketMessage {
  return {
    id: 'm1',
    at: AT,
    from: 'requester',
    name: 'Priya Nair',
    visibility: 'public',
    body: 'Can I still give the full amount back?',
    articles: [],
    article_links: [],
    attachments: [],
    is_mine: false,
    ...more,
  };
}

export const REFUNDS = { slug: 'refund-rules', title: 'Refund rules', url: '/help/en/refund-rules' };

export function counts(more: Partial<CountsAs>): CountsAs {
  return {
    kind: 'knowledge_gap',
    kind_label: 'Knowledge gap',
    sub_kind: null,
    sub_kind_label: null,
    article: null,
    reason: null,
    sentence: 'So it is.',
    action: null,
    action_label: null,
    weak: false,
    ...more,
  };
}

export const SUGGESTION: SolveSuggestion = {
  answer_state: 'article',
  answer_articles: [{ ...REFUNDS, because: 'read' }],
  resolution_code: 'linked_article',
  root_cause: null,
  if_article: counts({ sub_kind: 'unclear', sub_kind_label: 'Not clear', article: REFUNDS, action_label: 'Rewrite' }),
  if_no_article: counts({ sub_kind: 'missing', sub_kind_label: 'No article', action_label: 'Write' }),
  if_not_knowledge: counts({ kind: 'undetermined', kind_label: 'Not sure yet' }),
  by_article: {},
  resolution_codes: [...DESK.resolution_codes] as SolveSuggestion['resolution_codes'],
  root_causes: [...DESK.root_causes],
};

export function request(more: Partial<TicketDetail> = {}): TicketDetail {
  return {
    number: 4182,
    site: 'default',
    channel: 'widget',
    channel_label: 'Widget',
    locale: 'en',
    page_key: '/billing',
    audience: null,
    category: 'general',
    category_label: 'General',
    category_known: true,
    restricted: false,
    suspected_spam: false,
    spam_reasons: [],
    enquiry_type: 'question',
    reply_expected: true,
    workflow: 'problem',
    status: 'submitted',
    status_label: 'Submitted',
    status_public: 'We have it',
    status_known: true,
    status_changed_at: AT,
    age_hours: 1,
    limit_hours: 4,
    over_limit: false,
    allowed_next: ['in_progress', 'completed'],
    moves: [move('in_progress', 'In progress'), move('completed', 'Completed', ['answer'])],
    priority: 'normal',
    priority_reason: null,
    severity: 1,
    support_level: 1,
    target_group: null,
    target_group_label: null,
    target_group_source: null,
    assignee: null,
    assignee_name: null,
    assignee_left: false,
    subject: 'Refund after the van has left',
    requester: { name: 'Priya Nair', email: 'priya@example.com' },
    browser: null,
    fields: {},
    fields_shown: [],
    submitted_at: AT,
    respond_by: AT,
    promise: { text: '', respond_by: AT, state: 'running', minutes_left: 100 },
    first_reply_at: null,
    solved_at: null,
    reopened_count: 0,
    public_replies: 0,
    handling_minutes: 12,
    root_cause: null,
    resolution_code: null,
    answer_state: null,
    answer_articles: [],
    answer_links: [],
    duplicate_of: null,
    is_merged: false,
    kind: { value: 'knowledge_gap', label: 'Knowledge gap', source: 'suggested', confidence: 'high' },
    kind_confirmed: null,
    other_kind: null,
    demand_type: null,
    blind: false,
    suggestions: {
      at_submit: {
        kind: 'knowledge_gap',
        label: 'Knowledge gap',
        confidence: 'high',
        sentences: ['2 points: they chose “question”'],
        reasons: [],
        rule_version: '1',
      },
      at_solve: null,
    },
    sub_kind: null,
    sub_kind_detail: null,
    second_reading: null,
    counts_as: null,
    gap: null,
    csat: null,
    messages: [message()],
    trail: { state: 'attached', steps: [], shown: [] },
    tried: { state: 'none', page_key: null, seconds: null, steps: [] },
    solve_suggestion: SUGGESTION,
    history: [],
    requester_others: { count: 0, open: 0, tickets: [] },
    merged: [],
    draft: null,
    others_present: [],
    may: { answer: true, route: true, merge: true },
    version: 3,
    ...more,
  };
}

/** Opens the page; the server answers as told besides what the page always asks. */
export async function openRequest(ticket: TicketDetail, prepare: (server: FakeServer) => void = () => undefined) {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const server = fakeServer();
  server.answer('GET v1/admin/me', { body: ME });
  server.answer('GET v1/admin/desk', { body: DESK });
  server.answer(READ, { body: ticket });
  server.answer(`POST ${PATH}/presence`, { body: { others: [], version: ticket.version } });
  server.answer(`PUT ${PATH}/draft`, { body: { saved_at: AT } });
  server.answer(`DELETE ${PATH}/draft`, { status: 204 });
  server.answer(`POST ${PATH}/minutes`, { body: ticket });
  prepare(server);
  await loadSession();
  history.replaceState(null, '', '/admin/requests/4182');
  render(
    <LocationProvider>
      <Router>
        <Route path="/admin/requests/:number" component={TicketPage} />
        <Route default component={() => null} />
      </Router>
      <LiveRegion />
      <Toasts />
      <KeySheet />
    </LocationProvider>,
  );
  // The page says that somebody is here once its keys listen too.
  const isHere = () => server.sent.some(({ route }) => route === `POST ${PATH}/presence`);
  await vi.waitFor(() => expect(isHere() || document.querySelector('.empty') !== null).toBe(true));
  const sentTo = (route: string) => server.sent.filter((one) => one.route === route).map(({ body }) => body);
  const field = () => screen.getByRole('textbox', { name: /Reply to|Internal note/ }) as HTMLTextAreaElement;
  return { server, sentTo, field };
}

/** A key pressed somewhere on the page, not in a field. */
export function pressKey(key: string, target: EventTarget = document.body): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

/** The dialog, as soon as it is there. */
export function shownDialog(): Promise<HTMLElement> {
  return vi.waitFor(() => document.querySelector('dialog') ?? expect.fail('no dialog'));
}
