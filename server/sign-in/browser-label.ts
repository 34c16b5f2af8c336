// Names a browser in three words, so that a session can be recognised in a list; the header itself is not kept.

const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const names = (list: readonly [RegExp, string][]) => list.map(([, name]) => name).join('|');
const LABEL = new RegExp(`^(A program|${names(BROWSERS)})( on (${names(SYSTEMS)}))?$`);

/** For instance "Firefox on Linux", or "A program" for what is no browser that we know. */
export function browserLabel(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, 400);
  // A session that takes the place of another brings the other's words.
  if (LABEL.test(text)) return text;
  const find = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  if (!browser) return system ? `A program on ${system}` : 'A program';
  return system ? `${browser} on ${system}` : browser;
}
