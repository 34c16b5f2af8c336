// The types of find-engines.mjs, for tests written in TypeScript.
export function findFirefox(say?: (line: string) => void): string;
export function findWebKit(say?: (line: string) => void): { driver: string; browser: string; display: string | null };
