// What of a test run is tried once more, and what both tries come to: read out of vitest's reports, of which nothing is hidden.

/** Where more files fail it is no chance, and a second try would only take time. */
export const MOST_FILES_AGAIN = 3;

/**
 * The files of a report that failed, each with its failed tests and the first line of why.
 * @param report vitest's JSON report.
 */
export function failuresOf(report) {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, message, assertionResults }) => {
      const tests = assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => ({ test: fullName, why: firstLine(failureMessages?.[0]) }));
      return { file: name, tests: tests.length ? tests : [{ test: 'the file itself', why: firstLine(message) }] };
    });
}

/** The files to try again after a failed run: none where too many failed, or where no file is known to have. */
export function filesToTryAgain(report) {
  const files = failuresOf(report).map(({ file }) => file);
  return files.length > MOST_FILES_AGAIN ? [] : files;
}

/** Passed and failed tests of a run; those of files that were tried again count as they came out then. */
export function countsOf(report, again) {
  const repeated = again ? filesToTryAgain(report) : [];
  const counted = [
    ...report.testResults.filter(({ name }) => !repeated.includes(name)),
    ...(again?.testResults ?? []),
  ].flatMap(({ assertionResults }) => assertionResults);
  const withStatus = (wanted) => counted.filter(({ status }) => status === wanted).length;
  return { passed: withStatus('passed'), failed: withStatus('failed') };
}

function firstLine(text) {
  return `${text ?? ''}`.split('\n')[0];
}
