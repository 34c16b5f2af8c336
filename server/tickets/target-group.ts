// Which team can act on a request, from the page it came from or the category it was put in.
import type { Settings } from '../settings/settings-schema.ts';

/** The group whose longest page prefix fits, or null. */
export function targetGroupOfPage(settings: Settings, pageKey: string | null | undefined): string | null {
  if (!pageKey) return null;
  let best: { group: string; length: number } | null = null;
  for (const [group, { pages }] of Object.entries(settings.target_groups)) {
    for (const page of pages) {
      const fits = pageKey === page || pageKey.startsWith(page.endsWith('/') ? page : `${page}/`);
      if (fits && page.length > (best?.length ?? -1)) best = { group, length: page.length };
    }
  }
  return best?.group ?? null;
}

/** A category's own group first, since a person chose it; else the page's. */
export function targetGroupOf(settings: Settings, category: string, pageKey: string | null | undefined): string | null {
  return settings.categories[category]?.target_group ?? targetGroupOfPage(settings, pageKey);
}
