// The attempts behind a number: what was searched and read, how it ended, the request it became, and page by page.
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionsPage } from '../../../admin/gaps/sessions-page.tsx';
import type { HelpSession } from '../../../contract/api/reports.ts';
import { NOW, openPage, problem } from './open-page.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const attempt = (more: Partial<HelpSession> = {}): HelpSession => ({
  id: 'a',
  started_at: '2026-03-20T10:00:00.000Z',
  page_key: '/billing',
  target_group: null,
  audience: null,
  locale: 'en',
  outcome: 'unanswered',
  outcome_reason: 'zero_results',
  provisional: false,
  form_opened: false,
  withdrawn: false,
  other_channel: null,
  seconds: 95,
  ticket: null,
  steps: [],
  ...more,
});
const text = () => document.querySelector('.attempts')?.textContent ?? '';

describe('the page of attempts', () => {
  it('asks for the rows of the number that led here, and says their number', async () => {
    const asked = await openPage(SessionsPage, '/admin/gaps/attempts?period=7&outcome=unanswered&reason=zero_results', {
      sessions: () => ({ sessions: [attempt()], total: 1 }),
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: '1 help attempt: left without an answer, found nothing' }),
    ).toBeTruthy();
    expect(asked).toEqual(['sessions?from=2026-03-23&to=2026-03-29&outcome=unanswered&reason=zero_results']);
    expect(screen.getByRole('link', { name: 'Back to the figures' }).getAttribute('href')).toBe('/admin/gaps?period=7');
  });

  it('says of which gap they are the silent demand, and how many no list has any more', async () => {
    const gap = { key: 'missing:~7', title: 'Single sign-on', silent_demand: 3 };
    const asked = await openPage(SessionsPage, '/admin/gaps/attempts?gap=missing%3A~7&target_group=billing', {
      sessions: () => ({ sessions: [attempt()], total: 1, gap }),
    });
    const says = '1 help attempt: looked for the same as “Single sign-on”, found no answer and did not ask';
    expect(await screen.findByRole('heading', { level: 1, name: says })).toBeTruthy();
    expect(asked).toEqual(['sessions?from=2026-03-02&to=2026-03-29&target_group=billing&gap=missing%3A%7E7']);
    expect(screen.getByText(/^They searched in words.* 2 more count in the figure/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To this gap' }).getAttribute('href')).toBe(
      '/admin/gaps/missing%3A~7?target_group=billing',
    );
  });

  it.each([
    ['with=attempt', '1 help attempt'],
    [
      'with=zero_results&searched=vat&outcome=escalated',
      '1 help attempt: asked us, searched “vat” or the like and found nothing',
    ],
    ['with=no_click&searched=vat', '1 help attempt: searched “vat” or the like and opened nothing'],
    ['searched=vat&led_to=tax', '1 help attempt: searched “vat” or the like, opened “tax” from there'],
    ['read=tax', '1 help attempt: read “tax”'],
    ['said_no=tax', '1 help attempt: said that “tax” did not answer'],
    ['with=form_not_sent', '1 help attempt: opened the form and sent nothing'],
  ])('is called by what the number counted: %s', async (query, name) => {
    await openPage(SessionsPage, `/admin/gaps/attempts?${query}`, {
      sessions: () => ({ sessions: [attempt()], total: 1 }),
    });
    expect(await screen.findByRole('heading', { level: 1, name })).toBeTruthy();
  });

  it('tells what was searched and read in order, words of people as plain text', async () => {
    const steps: HelpSession['steps'] = [
      { kind: 'search', at_s: 5, query: '<b>vat</b>', result_count: 0, opened: 0 },
      { kind: 'search', at_s: 20, query: 'tax', result_count: 3, opened: 1 },
      {
        kind: 'read',
        at_s: 70,
        article: 'tax',
        title: 'Your tax number',
        seconds: 80,
        scroll_pct: 90,
        read: true,
        position: 2,
        vote: 'no',
        vote_reason: 'unclear',
      },
      {
        kind: 'read',
        at_s: 200,
        article: 'gone',
        title: null,
        seconds: 2,
        scroll_pct: 0,
        read: false,
        position: null,
        vote: 'yes',
        vote_reason: null,
      },
    ];
    await openPage(SessionsPage, '/admin/gaps/attempts', {
      sessions: () => ({ sessions: [attempt({ steps })], total: 1 }),
    });
    await screen.findByText('“<b>vat</b>”');
    const items = [...document.querySelectorAll('.attempt-steps li')].map((item) => item.textContent);
    expect(items).toEqual([
      '5 s“<b>vat</b>” found nothing',
      '20 s“tax” 3 answers',
      '1 min 10Your tax number read for 1 min 20, answer 2 of the list, said it did not answer: it is not clear',
      '3 min 20gone looked at for 2 s, said it answered',
    ]);
  });

  it('leads to the request that it became, where there is one to read', async () => {
    const became = { outcome: 'escalated', outcome_reason: null } as const;
    const sessions = [attempt({ ...became, ticket: 1007 }), attempt({ id: 'b', ...became, ticket: null })];
    await openPage(SessionsPage, '/admin/gaps/attempts?outcome=escalated', {
      sessions: () => ({ sessions, total: 2 }),
    });
    const links = await screen.findAllByRole('link', { name: /^Request/ });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/admin/requests/1007']);
  });

  it.each([
    [{ form_opened: true, outcome_reason: 'form_abandoned' }, 'Opened the form, and sent nothing.'],
    [{ withdrawn: true, outcome: 'answered', outcome_reason: null }, 'said that an article solved it'],
    [{ other_channel: 'phone', outcome: 'escalated', outcome_reason: null }, 'Then called us.'],
    [{ outcome: 'no_attempt', outcome_reason: null }, 'Nothing was searched or opened.'],
    [{ provisional: true }, 'a request may still follow'],
  ] as [Partial<HelpSession>, string][])('says what else is known: %j', async (more, words) => {
    await openPage(SessionsPage, '/admin/gaps/attempts', {
      sessions: () => ({ sessions: [attempt(more)], total: 1 }),
    });
    await waitFor(() => expect(text()).toContain(words));
  });

  it('adds the next page below, keeps what is there when that fails, and stops at the end', async () => {
    let isDown = true;
    const asked = await openPage(SessionsPage, '/admin/gaps/attempts', {
      sessions: (query) =>
        query.get('cursor') === 'next'
          ? { sessions: [attempt({ id: 'b', page_key: '/second' })], total: 2 }
          : { sessions: [attempt()], next_cursor: 'next', total: 2 },
      instead: (name) => (name === 'sessions' && isDown && asked2() ? problem(503, 'Not now.') : undefined),
    });
    function asked2(): boolean {
      return document.querySelectorAll('.attempt').length > 0;
    }
    await userEvent.click(await screen.findByRole('button', { name: 'Show more (1 of 2)' }));
    expect(await screen.findByText('Not now.')).toBeTruthy();
    expect(text()).toContain('/billing');
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(text()).toContain('/second'));
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull();
    expect(asked.at(-1)).toContain('cursor=next');
  });

  it('says so where there is none, and where it cannot be read', async () => {
    await openPage(SessionsPage, '/admin/gaps/attempts?outcome=answered');
    expect(await screen.findByText('No attempt ended like this in these days.')).toBeTruthy();
    cleanup();
    await openPage(SessionsPage, '/admin/gaps/attempts', { instead: () => problem(403, 'Your role may not do this.') });
    expect(await screen.findByText('Your role may not do this.')).toBeTruthy();
  });
});
