// A second try of end-to-end tests: what is tried again, and that the totals and the names of what failed first are right.
import { expect, test } from 'vitest';
import { countsOf, failuresOf, filesToTryAgain, MOST_FILES_AGAIN, type Report } from '../../bin/second-try.mjs';

const tests = (...statuses: string[]) =>
  statuses.map((status, at) => ({
    fullName: `test ${at}`,
    status,
    failureMessages: status === 'failed' ? ['Error: not yet there\n    at somewhere'] : [],
  }));
const fine = { name: '/p/fine.test.ts', status: 'passed', assertionResults: tests('passed', 'passed', 'passed') };
const shaky = { name: '/p/shaky.test.ts', status: 'failed', assertionResults: tests('passed', 'failed') };

test('only files with a failure are tried again, and what failed is told with its reason', () => {
  const report = { testResults: [fine, shaky] };
  expect(filesToTryAgain(report)).toEqual(['/p/shaky.test.ts']);
  expect(failuresOf(report)).toEqual([
    { file: '/p/shaky.test.ts', tests: [{ test: 'test 1', why: 'Error: not yet there' }] },
  ]);
});

test('a file that failed before its tests began is told as such and tried again', () => {
  const report: Report = {
    testResults: [{ name: '/p/x.test.ts', status: 'failed', message: 'no port\n', assertionResults: tests('pending') }],
  };
  expect(filesToTryAgain(report)).toEqual(['/p/x.test.ts']);
  expect(failuresOf(report)[0]?.tests).toEqual([{ test: 'the file itself', why: 'no port' }]);
});

test('where many files fail none is tried again', () => {
  const many = Array.from({ length: MOST_FILES_AGAIN + 1 }, (_, at) => ({ ...shaky, name: `/p/${at}.test.ts` }));
  expect(filesToTryAgain({ testResults: many })).toEqual([]);
  expect(filesToTryAgain({ testResults: many.slice(1) })).toHaveLength(MOST_FILES_AGAIN);
});

test('each test counts once, as it came out at last', () => {
  const first = { testResults: [fine, shaky] };
  expect(countsOf(first)).toEqual({ passed: 4, failed: 1 });
  const passed = { testResults: [{ ...shaky, status: 'passed', assertionResults: tests('passed', 'passed') }] };
  expect(countsOf(first, passed)).toEqual({ passed: 5, failed: 0 });
  expect(countsOf(first, { testResults: [shaky] })).toEqual({ passed: 4, failed: 1 });
});
