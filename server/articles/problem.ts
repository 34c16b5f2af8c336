// What can be wrong with an article, where, and what to do about it.

/** One finding in a file of the knowledge base; line and column count from 1. */
export interface Problem {
  /** Path relative to the knowledge base, with forward slashes. */
  file: string;
  line: number;
  column: number;
  message: string;
  /** An error fails the check; a warning does not. */
  severity: 'error' | 'warning';
}

/** One line that editors make clickable; `folder` is put before the file's path. */
export function describeProblem(problem: Problem, folder = ''): string {
  const { file, line, column, message, severity } = problem;
  const place = folder ? `${folder.replace(/\/+$/, '')}/${file}` : file;
  return `${place}:${line}:${column}  ${severity === 'warning' ? 'warning: ' : ''}${message}`;
}

/** Orders by path, then place, then text, so that equal folders give equal reports. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.message, b.message),
  );
}

/** Order by UTF-16 units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
