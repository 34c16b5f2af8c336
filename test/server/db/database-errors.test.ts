// What an error of either database means to whoever asked.
import { expect, it } from 'vitest';
import { DatabaseUnavailableError, databaseTroubleOf } from '../../../server/db/database-errors.ts';
import { asAppError } from '../../../server/errors.ts';

const coded = (code: string) => Object.assign(new Error('in the words of the driver'), { code });

it.each([
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['53100', 'full'],
  ['SQLITE_BUSY', 'unavailable'],
  ['SQLITE_IOERR_WRITE', 'unavailable'],
  ['57P01', 'unavailable'],
  ['57014', 'unavailable'],
  ['40P01', 'unavailable'],
  ['25006', 'unavailable'],
  ['53300', 'unavailable'],
  ['28P01', 'unavailable'],
  ['22021', 'bad_value'],
  ['22003', 'bad_value'],
  ['SQLITE_CONSTRAINT_UNIQUE', null],
  ['23505', null],
  ['42P01', null],
  ['25P02', null],
])('%s is %s', (code, meaning) => {
  expect(databaseTroubleOf(coded(code))).toBe(meaning);
  // A library in between may have wrapped it.
  expect(databaseTroubleOf(new Error('outside', { cause: coded(code) }))).toBe(meaning);
});

it('of a database that is away is 503 with a time to wait, whatever it was caused by', () => {
  const away = new DatabaseUnavailableError('away', { cause: coded('ECONNREFUSED') });
  for (const error of [away, new Error('outside', { cause: away })])
    expect(asAppError(error)).toMatchObject({ code: 'unavailable', extras: { retryAfter: 5 } });
});

it.each([[null], [undefined], ['text'], [7], [new Error('a mistake of ours')], [{ code: 7 }]])(
  'is none: %j',
  (thrown) => {
    expect(databaseTroubleOf(thrown)).toBeNull();
    expect(asAppError(thrown).code).toBe('internal');
  },
);

it('does not follow causes without end', () => {
  const loop: { cause?: unknown } = {};
  loop.cause = loop;
  expect(databaseTroubleOf(loop)).toBeNull();
});
