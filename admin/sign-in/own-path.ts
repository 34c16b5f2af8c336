// Where to go after signing in: only to a page of the console, whatever the address says.

const CONSOLE = '/admin';

/**
 * The path that `next` names if it is one of ours, else the console's first page. Addresses of other sites, in whatever
 * writing (`//evil`, `/\evil`, `https:evil`, `javascript:`), and control characters lead there as well.
 */
export function ownPath(next: string | null | undefined): string {
  if (!next || hasStrangeCharacters(next)) return CONSOLE;
  if (!next.startsWith('/') || next.startsWith('//')) return CONSOLE;
  let url: URL;
  try {
    url = new URL(next, 'https://console.invalid');
  } catch (_notAnAddress) {
    return CONSOLE;
  }
  const { origin, pathname, search, hash } = url;
  const isOurs = origin === 'https://console.invalid' && (pathname === CONSOLE || pathname.startsWith(`${CONSOLE}/`));
  if (!isOurs || /^\/admin\/(sign-in|welcome)(\/|$)/.test(pathname) || pathname.includes('//')) return CONSOLE;
  return pathname + search + hash;
}

/** Backslashes, which browsers take for slashes, and what stands below a space. */
function hasStrangeCharacters(text: string): boolean {
  return [...text].some((character) => character === '\\' || character < ' ' || character === '\u007f');
}
