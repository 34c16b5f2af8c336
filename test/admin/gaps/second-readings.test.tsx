// How far two people agree, in one line of the panel on trust: with its counts, and the requests that both have read.
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SecondReadings, secondReadingSaid } from '../../../admin/gaps/second-readings.tsx';
import type { Accuracy } from '../../../contract/api/report-data.ts';
import { rateOf } from './figures.ts';

afterEach(cleanup);

const none = rateOf(0, 0, 20);
const of = (second_reader: Accuracy['second_reader'], second_reader_kappa: number | null): Accuracy => ({
  ...{ coverage: none, decided: none, all: none, blind: none, kappa: null, by_kind: {} },
  ...{ second_reader, second_reader_kappa },
});

describe('how far two people agree', () => {
  it('is said with its counts, from the minimum on', () => {
    expect(secondReadingSaid(of(none, null))).toMatch(/^No kind of this period has been read by two people yet/);
    expect(secondReadingSaid(of(rateOf(1, 1, 20), null))).toMatch(
      /^Called the same by both: 1 of 1 request that two people read\. It takes 20 of them/,
    );
    expect(secondReadingSaid(of(rateOf(22, 24, 20), 0.816))).toMatch(
      /^How far two people agree, beyond chance: κ\u00a00\.82, with 22 of 24 requests that two people read called the same\./,
    );
    expect(secondReadingSaid(of(rateOf(20, 20, 20), null))).toMatch(/All of one kind, they say nothing/);
  });

  it('leads to what both have read, and to what they read differently', () => {
    const to = (behind: Record<string, string>) => `/admin?${new URLSearchParams(behind)}`;
    const { rerender } = render(<SecondReadings accuracy={of(rateOf(22, 24, 20), 0.816)} to={to} />);
    const href = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(href('24 read by two people')).toBe('/admin?second_reading=alike%2Cdifferent');
    expect(href('2 read differently')).toBe('/admin?second_reading=different');
    rerender(<SecondReadings accuracy={of(rateOf(3, 3, 20), null)} to={() => null} />);
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.queryByText(/read differently/)).toBeNull();
    expect(screen.getByText(/3 read twice/)).toBeTruthy();
  });
});
