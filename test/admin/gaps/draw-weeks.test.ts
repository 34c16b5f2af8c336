// The drawing of the weeks: nothing in it that a strict policy refuses, and a link with a name for each part.
import { describe, expect, it } from 'vitest';
import { drawWeeks } from '../../../admin/gaps/draw-weeks.ts';
import type { WeekColumn } from '../../../admin/gaps/weeks-chart.tsx';

const column = (name: string, counts: number[], href: string | null = '/admin?x'): WeekColumn => ({
  name,
  from: '2026-03-02',
  to: '2026-03-08',
  label: name,
  total: counts.reduce((sum, count) => sum + count, 0),
  href,
  parts: (['knowledge_gap', 'functionality_issue', 'other', 'undetermined'] as const).map((kind, at) => ({
    kind,
    count: counts[at] ?? 0,
    href: href && `${href}&kind=${kind}&week=${name}`,
    label: `${name} ${kind} ${counts[at]}`,
  })),
});

describe('the drawing of the weeks', () => {
  const columns = [column('W1', [3, 0, 0, 1]), column('W2', [0, 2, 1, 0]), column('W3', [0, 0, 0, 0])];

  it('has no style element, no style attribute and no script', () => {
    const chart = drawWeeks(columns, 520);
    expect(chart.querySelectorAll('style, script, foreignObject')).toHaveLength(0);
    expect(chart.outerHTML).not.toMatch(/<[^>]+\sstyle=|\son\w+=/);
  });

  it('is as wide as it is asked to be, so that its words keep their size', () => {
    for (const width of [288, 520, 900]) expect(drawWeeks(columns, width).getAttribute('width')).toBe(String(width));
  });

  it('has a named link for each part with requests, and none for a part without', () => {
    const links = [...drawWeeks(columns, 520).querySelectorAll('a')];
    expect(links.map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')])).toEqual([
      ['W1 knowledge_gap 3', '/admin?x&kind=knowledge_gap&week=W1'],
      ['W2 functionality_issue 2', '/admin?x&kind=functionality_issue&week=W2'],
      ['W2 other 1', '/admin?x&kind=other&week=W2'],
      ['W1 undetermined 1', '/admin?x&kind=undetermined&week=W1'],
    ]);
    for (const link of links) expect(link.querySelectorAll('rect')).toHaveLength(1);
  });

  it('has named pictures instead for whoever may not see the requests', () => {
    const chart = drawWeeks([column('W1', [3, 0, 0, 1], null)], 520);
    expect(chart.querySelectorAll('a')).toHaveLength(0);
    const named = [...chart.querySelectorAll('rect[role="img"]')].map((rect) => rect.getAttribute('aria-label'));
    expect(named).toEqual(['W1 knowledge_gap 3', 'W1 undetermined 1']);
  });

  it('hatches what is not sure', () => {
    const chart = drawWeeks(columns, 520);
    expect(chart.querySelector('.k-undetermined rect')?.getAttribute('fill')).toBe('url(#gaps-hatch)');
    expect(chart.querySelector('#gaps-hatch')).toBeTruthy();
  });

  it('has no numbers on columns that are narrower than they, and the year where a day comes twice', () => {
    const years = Array.from({ length: 157 }, (_, at) => column(`W${at}`, [20, 10, 0, 0]));
    const chart = drawWeeks(years, 520);
    expect(chart.querySelectorAll('.weeks-number text')).toHaveLength(0);
    expect(chart.textContent).toContain('2026');
    expect(drawWeeks(years.slice(0, 4), 520).querySelectorAll('.weeks-number text')).toHaveLength(8);
  });

  it('draws thirteen weeks, one week, and one with very many requests', () => {
    const many = Array.from({ length: 13 }, (_, at) => column(`W${at}`, [at, 1, 0, 0]));
    expect(drawWeeks(many, 288).querySelectorAll('a')).toHaveLength(25);
    expect(drawWeeks([column('W1', [1, 0, 0, 0])], 288).querySelectorAll('a')).toHaveLength(1);
    expect(drawWeeks([column('W1', [100_000, 0, 0, 1])], 288).querySelectorAll('a')).toHaveLength(2);
  });
});
