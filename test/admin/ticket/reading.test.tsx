import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Conversation } from '../../../admin/ticket/conversation.tsx';
import { keepShownView, placeInView } from '../../../admin/ticket/place-in-view.ts';
import { TriedFirstPanel } from '../../../admin/ticket/tried-first.tsx';
import { refusal } from '../sign-in/fake-server.ts';
import { message, openRequest, PATH, READ, REFUNDS, request } from './open-request.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

const attached = (steps: ReturnType<typeof request>['tried']['steps']) =>
  request({ tried: { state: 'attached', page_key: '/billing', seconds: 150, steps } });
const lines = () => [...document.querySelectorAll('.steps > li')].map((line) => line.textContent?.trim());

describe('what they tried first', () => {
  it('tells every step with its moment, in order', () => {
    render(
      <TriedFirstPanel
        ticket={attached([
          { kind: 'search', at_s: 5, query: 'refund cancel', result_count: 3, results: [], shown_count: 0 },
          {
            kind: 'read',
            at_s: 9,
            view_id: 'v1',
            article: REFUNDS,
            revision: 4,
            revision_at: '2026-03-30T09:00:00.000Z',
            source: 'search',
            position: 1,
            seconds: 65,
            scroll_pct: 100,
            is_read: true,
          },
          { kind: 'vote', at_s: 76, article: REFUNDS, value: 'no', reason: 'unclear', comment: null },
          { kind: 'form_opened', at_s: 80, entry: 'after_no_vote' },
          { kind: 'suggested', at_s: 100, when: 'writing', articles: [{ ...REFUNDS, opened: false }] },
          { kind: 'sent', at_s: 150 },
        ])}
      />,
    );
    expect(lines()).toEqual([
      '0:05Searched “refund cancel” · 3 answers',
      '0:09Opened Refund rules · first in the list',
      'Read it for 65 seconds, to the end · text of 30 Mar 2026',
      '1:16Said no, this did not answer it about Refund rules · it is not clear',
      '1:20Started to write to us · after saying no',
      '1:40Was shown, while writing, Refund rules, did not open it',
      '2:30Sent this request',
    ]);
    expect(screen.getByText('/billing')).toBeTruthy();
  });

  it('shows on request what a search found, with what was opened', async () => {
    const results = [
      { ...REFUNDS, opened: true },
      { slug: 'old', title: 'Old rules', url: null, opened: false },
    ];
    render(
      <TriedFirstPanel
        ticket={attached([{ kind: 'search', at_s: 5, query: 'refund', result_count: 2, results, shown_count: 1 }])}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: '2 answers' }));
    await waitFor(() => expect(document.querySelectorAll('.results li')).toHaveLength(2));
    const found = [...document.querySelectorAll('.results li')].map((line) => line.textContent);
    expect(found).toEqual(['Refund rules · opened', 'Old rules (not published now) · further down than was in sight']);
  });

  it.each([
    [
      'They chose not to send what they looked at.',
      { tried: { state: 'removed' as const, page_key: null, seconds: null, steps: [] } },
    ],
    ['This came by phone, so we do not know what they looked at.', { channel: 'phone', channel_label: 'Phone' }],
    ['Requests of this category never carry what somebody looked at.', { restricted: true }],
    [
      'They searched nothing and opened nothing: they wrote to us straight away.',
      {
        tried: { state: 'attached' as const, page_key: null, seconds: 2, steps: [{ kind: 'sent' as const, at_s: 2 }] },
      },
    ],
  ])('says in words why there is nothing: %s', (words, more) => {
    render(<TriedFirstPanel ticket={request(more)} />);
    expect(screen.getByText(words)).toBeTruthy();
  });
});

describe('the conversation', () => {
  it('shows what somebody wrote as text, with links to web addresses only', () => {
    const body = 'See https://example.com/a?b=1. <img src=x onerror=alert(1)> javascript:alert(1)\n\nThanks';
    render(<Conversation ticket={request({ messages: [message({ body })] })} />);
    const links = [...document.querySelectorAll('.written a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['https://example.com/a?b=1']);
    expect(document.querySelector('.written img')).toBeNull();
    expect(document.querySelectorAll('.written')).toHaveLength(2);
  });

  it('puts the messages of a merged request in their place, with their number', () => {
    const later = message({ id: 'm3', at: '2026-04-10T18:00:00.000Z', body: 'Third' });
    const merged = {
      number: 4163,
      subject: 'Same',
      status: 'duplicate',
      status_label: 'Duplicate',
      submitted_at: '2026-04-10T17:00:00.000Z',
      merged_at: null,
      merged_by: null,
      may_unmerge: false,
      requester: { name: 'Jo Park', email: null },
      messages: [message({ id: 'm2', at: '2026-04-10T17:00:00.000Z', name: 'Jo Park', body: 'Second' })],
      tried: { state: 'none' as const, page_key: null, seconds: null, steps: [] },
      history: [],
    };
    render(<Conversation ticket={request({ messages: [message({ body: 'First' }), later], merged: [merged] })} />);
    expect([...document.querySelectorAll('.written')].map((line) => line.textContent)).toEqual([
      'First',
      'Second',
      'Third',
    ]);
    expect(screen.getByText('came with 4163')).toBeTruthy();
  });

  it('marks an internal note so that nobody takes it for a reply', () => {
    render(
      <Conversation
        ticket={request({ messages: [message({ visibility: 'internal', from: 'team', name: 'Tomás' })] })}
      />,
    );
    const note = screen.getByRole('article', { name: 'Internal note by Tomás' });
    expect(note.classList.contains('note')).toBe(true);
    expect(note.textContent).toContain('only your team');
  });

  it('shows the reply before the change that was sent with it', () => {
    const entry = {
      at: '2026-04-10T17:00:00.100Z',
      who: 'Ada',
      what: 'status',
      from: 'in_review',
      to: 'completed',
      from_label: 'In review',
      to_label: 'Completed',
      note: null,
      sentence: 'Ada moved it to Completed',
    };
    const reply = message({
      id: 'm9',
      at: '2026-04-10T17:00:00.104Z',
      from: 'team',
      name: 'Ada',
      body: 'Now it works',
    });
    render(<Conversation ticket={request({ messages: [reply], history: [entry] })} />);
    const order = screen.getByText('Now it works').compareDocumentPosition(screen.getByText(entry.sentence));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('leaves out what happened in between when asked to', async () => {
    const entry = {
      at: '2026-04-10T17:00:00.000Z',
      who: 'Ada',
      what: 'status',
      from: 'submitted',
      to: 'in_progress',
      from_label: 'Submitted',
      to_label: 'In progress',
      note: null,
      sentence: 'Ada moved it from Submitted to In progress',
    };
    render(<Conversation ticket={request({ history: [entry] })} />);
    expect(screen.getByText(entry.sentence)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox'));
    await waitFor(() => expect(screen.queryByText(entry.sentence)).toBeNull());
  });
});

describe('a request that is open on the screen', () => {
  it('counts as read in the queue', async () => {
    const { sentTo } = await openRequest(request());
    expect(sentTo(`POST ${PATH}/seen`)).toHaveLength(1);
  });

  it('does not where it is not there for this person', async () => {
    const { sentTo } = await openRequest(request(), (server) =>
      server.answer(READ, { status: 404, ...refusal('ticket_not_found') }),
    );
    expect(sentTo(`POST ${PATH}/seen`)).toEqual([]);
  });
});

describe('others on the same request', () => {
  it('names them', async () => {
    const present = { name: 'Sofia', state: 'viewing' as const, since: '2026-04-10T16:40:00.000Z' };
    await openRequest(request({ others_present: [present] }), (server) =>
      server.answer(`POST ${PATH}/presence`, {
        body: { others: [present, { ...present, name: 'Tomás', state: 'typing' }], version: 3 },
      }),
    );
    expect(await screen.findByText('Tomás is writing · Sofia is reading this too')).toBeTruthy();
  });

  it('holds back what they wrote while somebody types, and shows it when asked', async () => {
    const news = request({
      version: 4,
      messages: [message(), message({ id: 'm2', from: 'team', name: 'Tomás', body: 'Done.' })],
    });
    const { field, server } = await openRequest(request());
    server.answer(`POST ${PATH}/presence`, { body: { others: [], version: 4 } });
    server.answer(READ, { body: news });
    fireEvent.input(field(), { target: { value: 'Hello' } });
    expect(await screen.findByText('Something was added since you began to write.')).toBeTruthy();
    expect(screen.queryByText('Done.')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }));
    expect(await screen.findByText('Done.')).toBeTruthy();
    expect(field().value).toBe('Hello');
  });
});

describe('the place in a view', () => {
  it('is where the queue showed the request, with the ones before and after', () => {
    expect(placeInView(2)).toBeNull();
    keepShownView({ name: 'Everything open', href: '/admin?view=open', numbers: [3, 2, 1], total: 23 });
    expect(placeInView(2)).toEqual({
      name: 'Everything open',
      href: '/admin?view=open',
      position: 2,
      total: 23,
      previous: 3,
      next: 1,
    });
    expect(placeInView(9)).toMatchObject({ position: null, previous: null, next: 3 });
  });

  it('takes no address of somewhere else', () => {
    sessionStorage.setItem(
      'fp-console-view',
      JSON.stringify({ name: 'x', href: '//evil.example', numbers: [], total: 0 }),
    );
    expect(placeInView(1)).toBeNull();
  });
});

describe('the gap that a request counts in', () => {
  it('is linked from its details by the name that its page has', async () => {
    await openRequest(
      request({ gap: { key: 'unclear:refunds~2', title: 'Refund rules', sub_kind: 'unclear', is_renamed: false } }),
    );
    const link = screen.getByRole('link', { name: '“Refund rules” is not clear' });
    expect(link.getAttribute('href')).toBe('/admin/gaps/unclear%3Arefunds~2');
  });

  it('is not spoken of where there is none', async () => {
    await openRequest(request());
    expect(screen.queryByText('Counts in')).toBeNull();
  });
});
