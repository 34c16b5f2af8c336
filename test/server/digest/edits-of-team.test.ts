// An edit is told to the team whose people read it most.
import { expect, it } from 'vitest';
import { teamsOfArticles } from '../../../server/digest/edits-of-team.ts';

const row = (article: string, target_group: string, reads: number) => ({ article, target_group, reads });

it('an article belongs to the team with the most reads, to the first by name where two have as many, or to none', () => {
  const rows = [
    row('refunds', 'orders', 4),
    row('refunds', 'billing', 9),
    row('refunds', '', 40),
    row('vans', 'orders', 2),
    row('vans', 'accounts', 2),
    row('tour', '', 7),
    row('unread', 'billing', 0),
  ];
  expect(Object.fromEntries(teamsOfArticles(rows))).toEqual({ refunds: 'billing', vans: 'accounts' });
});
