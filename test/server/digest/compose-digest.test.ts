// The weekly digest of one team in words: METHOD's sample to the letter, small numbers, its two parts, and text that stays text.
import { describe, expect, it } from 'vitest';
import { composeDigest, type DigestData } from '../../../server/digest/compose-digest.ts';
import { digestHtml, digestText, mailedText } from '../../../server/digest/write-digest.ts';

const SAMPLE: DigestData = {
  group: 'Billing',
  from: '2026-03-02',
  to: '2026-03-29',
  tickets: 9,
  requesters: 8,
  attempts: 14,
  alerts: [{ title: 'Payment page error', from: '2026-03-23', to: '2026-03-24', requesters: 3, is_fault: true }],
  gaps: [
    {
      title: 'Refund rules',
      sub_kind: 'unclear',
      recurrence: 'recurring',
      users: 3,
      minutes: 60,
      phrases: [],
      has_helped: false,
      url: 'https://help.example.com/admin/gaps/unclear%3AA4',
    },
    {
      title: 'Download an invoice',
      sub_kind: 'unfindable',
      recurrence: 'emerging',
      users: 2,
      minutes: 18,
      phrases: ['receipt'],
      has_helped: false,
      url: 'https://help.example.com/admin/gaps/unfindable%3AA2',
    },
  ],
  edits: [],
  stuck: [],
  undetermined: 0,
  unattributed: 0,
  url: 'https://help.example.com/admin/gaps?target_group=billing',
};

describe('the digest of a team', () => {
  it("is METHOD's sample to the letter", () => {
    expect(digestText(composeDigest(SAMPLE))).toBe(
      [
        'Billing · 2–29 March 2026',
        '9 requests from 8 people · 14 help attempts',
        '! Sudden rise 23–24 March: payment page error, 3 people (not working)',
        'Keeps happening   REWRITE "Refund rules": 3 people read it and still asked, 60 min',
        'New               RETITLE "Download an invoice": 2 people, 18 min; they say "receipt"',
        'Stuck             nothing over its limit',
        'Not sure yet 0 · not attributed 0',
      ].join('\n'),
    );
  });

  it('says that nothing recurs, and stops', () => {
    expect(digestText(composeDigest({ ...SAMPLE, gaps: [], alerts: [] }))).toBe(
      'Billing · 2–29 March 2026\n9 requests from 8 people · 14 help attempts\nNothing recurring this week',
    );
  });

  it('counts one as one', () => {
    const one = { ...SAMPLE, tickets: 1, requesters: 1, attempts: 1, gaps: [], alerts: [] };
    expect(digestText(composeDigest(one))).toContain('1 request from 1 person · 1 help attempt\n');
  });

  it('names at most five gaps, two phrasings each, and what was changed and is stuck', () => {
    const [, gap] = SAMPLE.gaps;
    const gaps = Array.from(
      { length: 7 },
      () => ({ ...gap, phrases: ['one', 'two', 'three'] }) as (typeof SAMPLE.gaps)[0],
    );
    const text = digestText(
      composeDigest({
        ...SAMPLE,
        gaps,
        edits: [{ title: 'Reset your password', verdict: 'helped', url: 'https://help.example.com/admin/articles/A1' }],
        stuck: [{ label: 'In testing', requests: 2, oldest_hours: 41.6 }],
      }),
    );
    expect(text.match(/^New/gm)).toHaveLength(5);
    expect(text).toContain('they say "one" and "two"\n');
    expect(text).toContain('What you changed  "Reset your password": helped\n');
    expect(text).toContain(
      'Stuck             2 requests over the limit in In testing, the oldest for 42 support hours\n',
    );
  });

  it('leads from an edit to its article, and says of a gap that its article was changed since and that it helped', () => {
    const [gap] = SAMPLE.gaps;
    const url = 'https://help.example.com/admin/articles/A4';
    const gaps = [{ ...gap, has_helped: true } as (typeof SAMPLE.gaps)[0]];
    const { lines } = composeDigest({ ...SAMPLE, gaps, edits: [{ title: 'Refund rules', verdict: 'helped', url }] });
    expect(lines[0]?.words).toBe(
      'REWRITE "Refund rules": 3 people read it and still asked, 60 min; changed since, which helped',
    );
    expect(lines[1]).toEqual({ label: 'What you changed', words: '"Refund rules": helped', url });
  });

  it('gives editors what an article mends, and the product what it alone can', () => {
    const fault = { ...SAMPLE.gaps[0], title: 'Blank page', sub_kind: null } as (typeof SAMPLE.gaps)[0];
    const data = { ...SAMPLE, gaps: [...SAMPLE.gaps, fault] };
    const editors = digestText(composeDigest(data, 'knowledge'));
    expect(editors).not.toMatch(/Blank page|payment page/);
    expect(editors).toContain('Refund rules');
    const product = digestText(composeDigest(data, 'product'));
    expect(product).toContain('FIX "Blank page"');
    expect(product).toContain('payment page error');
    expect(product).not.toContain('Refund rules');
  });

  it('keeps text text in HTML, loads nothing and tells nobody that it was opened', () => {
    const [gap] = SAMPLE.gaps;
    const bad = { ...gap, title: '<img src=x onerror=alert(1)>"' } as (typeof SAMPLE.gaps)[0];
    const html = digestHtml(composeDigest({ ...SAMPLE, group: 'A & B', gaps: [bad] }));
    expect(html).toMatch(/A &(?:amp|#38); B/);
    expect(html).not.toMatch(/<(?:img|script|link|iframe)\b|url\(|\bsrc=(?!x)/i);
    expect(mailedText(composeDigest(SAMPLE))).toContain(`\n\n${SAMPLE.url}\n`);
  });

  it('writes days of two months and of one day', () => {
    const rise = (from: string, to: string) =>
      composeDigest({ ...SAMPLE, alerts: [{ title: 'CSV export', from, to, requesters: 4, is_fault: false }] })
        .alerts[0];
    expect(rise('2026-02-27', '2026-03-05')).toBe('Sudden rise 27 February to 5 March: CSV export, 4 people');
    expect(rise('2026-03-05', '2026-03-05')).toBe('Sudden rise 5 March: CSV export, 4 people');
    expect(composeDigest({ ...SAMPLE, from: '2025-12-08', to: '2026-01-04' }).title).toBe(
      'Billing · 8 December 2025 to 4 January 2026',
    );
  });
});
