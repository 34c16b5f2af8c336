// The page of gaps: every number leads to its rows for whoever may see them, what is withheld says so, and it fails in words.
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GapsPage } from '../../../admin/gaps/gaps-page.tsx';
import { IntervalBar } from '../../../admin/gaps/interval-bar.tsx';
import { PAGE_REPORTS } from '../../../admin/gaps/page-reports.ts';
import { kindsOf, outcomesOf, subKindsOf } from './figures.ts';
import { NOW, openPage, problem, type Served } from './open-page.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u202f', ' ').replace(/\s+/g, ' ');
const FULL: Served = {
  outcomes: outcomesOf({
    answered: 7,
    possibly_answered: 5,
    unanswered: 5,
    escalated: 11,
    no_attempt: 2,
    reasons: { said_no: 1, form_abandoned: 1, zero_results: 2, no_click: 1, not_read: 0 },
  }),
  kinds: kindsOf([
    { knowledge_gap: 3 },
    { knowledge_gap: 2 },
    { knowledge_gap: 3 },
    { functionality_issue: 3, other: 1, undetermined: 1 },
  ]),
  subKinds: subKindsOf({ unclear: 3, missing: 2, unfindable: 2, not_looked: 1, unattributed: 1, weak: 1 }),
  notes: { people: 12, gaps: { without_trail: 2, erased: 0 } },
};
const open = (served: Served = FULL, address = '/admin/gaps') => openPage(GapsPage, address, served);
const panel = (name: string) => screen.findByRole('region', { name });

describe('the page', () => {
  it('asks one question of one window, as the queue counts, and says first how much there is', async () => {
    const asked = await open(FULL, '/admin/gaps?period=7&target_group=billing');
    expect(await screen.findByText('13 requests from 12 people, 28 help attempts.')).toBeTruthy();
    const query = 'from=2026-03-23&to=2026-03-29&target_group=billing&as_shown=true';
    expect(asked).toEqual([`report-set?names=${PAGE_REPORTS.join('%2C')}&${query}`]);
  });

  it('looks at something else with another address, which keeps what else was chosen', async () => {
    const asked = await open(FULL, '/admin/gaps?locale=en');
    await panel('Where help ended');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Team' }), 'billing');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Period' }), '90');
    await waitFor(() => expect(location.search).toBe('?period=90&target_group=billing&locale=en'));
    await waitFor(() => expect(asked.at(-1)).toContain('from=2025-12-30&to=2026-03-29&target_group=billing&locale=en'));
    await userEvent.click(screen.getByRole('button', { name: 'Take away Language: en' }));
    await waitFor(() => expect(location.search).toBe('?period=90&target_group=billing'));
  });

  it('says that it is reading while what stands there is still of the days before', async () => {
    let answer = (): void => undefined;
    const later = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await open({
      ...FULL,
      instead: () => (location.search === '' ? undefined : later.then(() => problem(500, 'The figures are away.'))),
    });
    await panel('Where help ended');
    expect(screen.queryByText('Reading the figures…')).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Period' }), '7');
    expect(await screen.findByText('Reading the figures…')).toBeTruthy();
    answer();
    await screen.findByText('The figures are away.');
    expect(screen.queryByText('Reading the figures…')).toBeNull();
  });

  it('closes the rarer filters with Escape and goes back to their button', async () => {
    await open();
    await panel('Where help ended');
    const more = screen.getByText('More filters').closest('details') as HTMLDetailsElement;
    more.open = true;
    screen.getByRole('combobox', { name: 'Channel' }).focus();
    await userEvent.keyboard('{Escape}');
    expect(more.open).toBe(false);
    expect(document.activeElement).toBe(more.querySelector('summary'));
  });

  it('says what failed, and reads again', async () => {
    let isDown = true;
    await open({ ...FULL, instead: () => (isDown ? problem(503, 'The database is away.') : undefined) });
    expect((await screen.findByText('The database is away.')).closest('[role="alert"]')).toBeTruthy();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await panel('Where help ended')).toBeTruthy();
  });

  it('shows the newest question, whichever answer comes last', async () => {
    let answerFirst: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      answerFirst = resolve;
    });
    let calls = 0;
    await open({
      ...FULL,
      instead: (name) => {
        calls += 1;
        return name === 'report-set' && calls === 1
          ? first.then(() => problem(500, 'An answer of before.'))
          : undefined;
      },
    });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Period' }), '7');
    await panel('Where help ended');
    answerFirst();
    await first;
    await waitFor(() => expect(screen.queryByText('An answer of before.')).toBeNull());
    expect(screen.getByRole('region', { name: 'Where help ended' })).toBeTruthy();
  });

  it('gives the focus back to the figure whose rows somebody comes back from, also one in a folded table', async () => {
    const left = { href: '/admin/gaps/attempts?outcome=escalated', at: 1, isDrawn: false };
    await open({ ...FULL, state: { left } });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Asked us: 11 attempts'));
    expect(document.activeElement?.closest('details')?.open).toBe(true);
  });

  it('is not for specialists, and says for whom it is', async () => {
    await open({ ...FULL, role: 'specialist' });
    expect(await screen.findByRole('heading', { name: 'Gaps are not for your role.' })).toBeTruthy();
  });
});

describe('where help ended', () => {
  it('leads from each part and each reason to its attempts', async () => {
    await open();
    const region = within(await panel('Where help ended'));
    const to = (name: string | RegExp) => region.getAllByRole('link', { name })[0]?.getAttribute('href');
    expect(to('Answered: 7 attempts')).toBe('/admin/gaps/attempts?outcome=answered');
    expect(to('Asked us: 11 attempts')).toBe('/admin/gaps/attempts?outcome=escalated');
    expect(to('Found nothing 2')).toBe('/admin/gaps/attempts?outcome=unanswered&reason=zero_results');
    expect(to(/may be fine/)).toContain('reason=no_click');
  });

  it('shows both bounds, with chance around them', async () => {
    await open();
    const region = await panel('Where help ended');
    expect(plain(region.textContent)).toContain('Between 25 % and 43 % of people who tried help got an answer.');
    const bar = within(region).getByRole('img', { name: /Got an answer/ });
    expect(plain(bar.getAttribute('aria-label'))).toBe('Got an answer: 25 to 43 %, 15 to 53 % allowing for chance');
  });

  it('has the same numbers as a table', async () => {
    await open();
    const rows = within(await panel('Where help ended')).getAllByRole('row', { hidden: true });
    expect(rows.map((row) => plain(row.textContent))).toEqual([
      'EndedAttemptsShare',
      'Answered725 %',
      'Possibly answered518 %',
      'Left without an answer518 %',
      'Asked us1139 %',
      'Left without an answer: said it did not answer14 %',
      'Left without an answer: began to write, then left14 %',
      'Left without an answer: found nothing27 %',
      'Left without an answer: opened none of the results14 %',
      'Left without an answer: opened something, read nothing00 %',
      'Just looked (in no share)2',
    ]);
  });

  it.each(['editor', 'viewer'] as const)(
    'is numbers without links for the role %s, which sees no single attempt',
    async (role) => {
      await open({ ...FULL, role });
      const region = within(await panel('Where help ended'));
      expect(region.queryAllByRole('link')).toEqual([]);
      const parts = region.getAllByRole('listitem').slice(0, 4);
      expect(parts.map((part) => part.textContent)).toEqual([
        '7 Answered',
        '5 Possibly answered',
        '5 Left without an answer',
        '11 Asked us',
      ]);
    },
  );

  it('withholds a share of too few, keeps the counts, and says when there will be one', async () => {
    const outcomes = outcomesOf({ answered: 3, escalated: 5 });
    await open({ outcomes, since: '2026-03-22', kinds: kindsOf([{ knowledge_gap: 1 }]) });
    const region = await panel('Where help ended');
    expect(plain(region.textContent)).toContain('Not enough yet: 8 of the 20 needed.');
    expect(plain(region.textContent)).toContain('something to read from about 11 April');
    expect(plain(region.textContent)).not.toMatch(/\d %/);
    expect(within(region).queryByRole('img')).toBeNull();
    expect(within(region).getAllByRole('link', { name: 'Answered: 3 attempts' }).length).toBeGreaterThan(0);
  });

  it('says that nothing is wrong only where there is enough to say so', async () => {
    await open({ outcomes: outcomesOf({ answered: 15, escalated: 5 }), kinds: kindsOf([{ other: 5 }]) });
    expect(await screen.findByText('Nobody left without an answer. Nothing to mend here.')).toBeTruthy();
    cleanup();
    await open({ outcomes: outcomesOf({ answered: 3 }), kinds: kindsOf([{ other: 5 }]) });
    expect(await screen.findByText('Nobody has left without an answer so far.')).toBeTruthy();
  });
});

describe('knowledge or product', () => {
  it('leads from each week and kind to its requests', async () => {
    await open();
    const region = within(await panel('Knowledge or product?'));
    const link = region.getByRole('link', { name: 'Week of 23 Mar, Not working: 3 requests', hidden: true });
    expect(link.getAttribute('href')).toBe(
      '/admin?from=2026-03-23&to=2026-03-29&kind=functionality_issue&sort=-submitted_at',
    );
    expect(region.getByRole('link', { name: 'Decide' }).getAttribute('href')).toContain('kind=undetermined');
  });

  it('is without links for an editor, who reads no requests', async () => {
    await open({ ...FULL, role: 'editor' });
    const region = within(await panel('Knowledge or product?'));
    expect(region.queryAllByRole('link', { hidden: true })).toEqual([]);
  });

  it('withholds the share of too few requests', async () => {
    await open({ ...FULL, kinds: kindsOf([{ knowledge_gap: 3, other: 1 }]), since: null });
    const region = await panel('Knowledge or product?');
    expect(plain(region.textContent)).toContain('Of 4 requests, 3 are knowledge gaps, 1 is something else.');
    expect(plain(region.textContent)).toContain('Not enough yet: 4 of the 10 needed.');
  });
});

describe('why they had to ask', () => {
  it('has a tile for each reason with people and what to do, the commonest first', async () => {
    await open();
    const region = await panel('Why they had to ask');
    const tiles = within(region)
      .getAllByRole('link')
      .filter((link) => link.classList.contains('why-tile'));
    expect(tiles.map((tile) => plain(tile.textContent))).toEqual([
      'Not clear3requests, 3 peopleThey read it and still asked.Rewrite',
      'No article2requests, 2 peopleNothing answers it.Write',
      'Hard to find2requests, 2 peopleIt is there, under other words.Retitle',
      'Didn’t look1request, 1 personHelp was not looked at. 1 may have looked on an earlier page.Promote',
    ]);
    expect(tiles[0]?.getAttribute('href')).toBe('/admin/gaps?why=unclear#backlog');
  });

  it('says beside it what is not attributed and what has no trail, and leads to both', async () => {
    await open();
    const region = within(await panel('Why they had to ask'));
    expect(region.getByRole('link', { name: 'Not attributed: 1 request' }).getAttribute('href')).toContain(
      'sub_kind=unattributed%2Cunset',
    );
    expect(region.getByRole('link', { name: 'See them' }).getAttribute('href')).toContain('trail=none%2Cremoved');
  });

  it('says so where no request was a knowledge gap', async () => {
    await open({ ...FULL, kinds: kindsOf([{ functionality_issue: 12 }]), subKinds: subKindsOf({}), notes: {} });
    const region = await panel('Why they had to ask');
    expect(plain(region.textContent)).toContain('No request of this period could have been answered by an article');
  });
});

describe('nothing to count', () => {
  it('says how it begins, and what one can do meanwhile', async () => {
    await open({ since: null });
    expect(await screen.findByRole('heading', { name: 'Nothing has been asked in this period.' })).toBeTruthy();
    const to = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(to('Put help on your pages')).toBe('/help/en/embed-the-widget');
    expect(to('Try it on the demo page')).toBe('/demo');
    expect(to('Include today')).toBe('/admin/gaps?from=2026-03-03&to=2026-03-30');
    expect(screen.queryByRole('region', { name: 'Where help ended' })).toBeNull();
  });

  it('says that it is the filters where there are some', async () => {
    await open({ since: null }, '/admin/gaps?audience=owners');
    expect(await screen.findByRole('heading', { name: 'Nothing fits these filters.' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Look at everything' }).getAttribute('href')).toBe('/admin/gaps');
  });
});

describe('the interval bar', () => {
  const bar = (low: number, high: number, outer: [number, number]) => {
    const { container } = render(<IntervalBar low={low} high={high} outer={outer} label="X" />);
    return container;
  };

  it('is dashed and called rough where it is wider than 40 points', () => {
    const rough = bar(0.25, 0.4286, [0.1268, 0.6093]);
    expect(rough.querySelector('.iv.rough')).toBeTruthy();
    expect(plain(rough.textContent)).toBe('0 %25 to 43 % rough100 %');
    const fine = bar(0.25, 0.4286, [0.2, 0.6]);
    expect(fine.querySelector('.iv.rough')).toBeNull();
  });

  it('is a tick for a single rate', () => {
    const single = bar(0.5, 0.5, [0.4, 0.6]);
    expect(single.querySelector('.iv-tick')).toBeTruthy();
    expect(single.querySelector('.iv-inner')).toBeNull();
    expect(plain(single.textContent)).toBe('0 %50 %100 %');
  });

  it('begins at the start and is as wide as what is not known', () => {
    const { style } = bar(0.25, 0.5, [0.1, 0.7]).querySelector('.iv-inner') as HTMLElement;
    expect([style.insetInlineStart, style.inlineSize]).toEqual(['25%', '25%']);
  });
});
