// The types of second-try.mjs, for tests written in TypeScript.
export interface Report {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[];
  }[];
}
export const MOST_FILES_AGAIN: number;
export function failuresOf(report: Report): { file: string; tests: { test: string; why: string }[] }[];
export function filesToTryAgain(report: Report): string[];
export function countsOf(report: Report, again?: Report): { passed: number; failed: number };
