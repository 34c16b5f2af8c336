// The type of find-browser.mjs, for tests written in TypeScript.
export function findBrowser(say?: (line: string) => void): string;
