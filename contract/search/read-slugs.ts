// Makes slugs of titles, as most are made, and of what the index says where they differ; write-slugs.ts writes that.

/** What slugs are made of titles by: words that are left out, and how long they get. */
export interface SlugRules {
  unsaid: readonly string[];
  longest: number;
}

/** The parts of a title that may stand in its slug: small letters and digits, apostrophes left out. */
export function partsOf(title: string): string[] {
  return title
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .split('-');
}

/** The slug that rules make of a title. */
export function slugOf(title: string, { unsaid, longest }: SlugRules): string {
  return partsOf(title)
    .filter((part) => !unsaid.includes(part))
    .join('-')
    .slice(0, longest)
    .replace(/-+$/, '');
}

/** The slug of a title: by the rules where nothing is said, else as it is said after '=', or part by part; see sayParts. */
export function readSlug(title: string, said: string | undefined, rules: SlugRules): string {
  if (!said) return slugOf(title, rules);
  if (said[0] === '=') return said.slice(1);
  const parts = partsOf(title);
  let at = -1;
  return Array.from(said.matchAll(/[A-Z]|-([^A-Z-]*)/g), ([skip, own]) => {
    if (own !== undefined) return own;
    at += skip.charCodeAt(0) - 64;
    return parts[at];
  }).join('-');
}
