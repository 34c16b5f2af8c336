// Loads the stemmer of a locale; each language is a module of its own, so that a browser fetches only the one it needs.

/** Makes of a folded word what all its inflections have in common; not meant to be read. */
export type Stem = (folded: string) => string;

/**
 * The stemmer of a BCP-47 locale, with a memory of its own; languages that have none get their words back as they are.
 * Rejects when a module cannot be fetched.
 */
export async function loadStemmer(locale: string): Promise<Stem> {
  const stemmerFor = await import('./stemmer-modules.ts').then((module) => module.stemmerFor);
  return stemmerFor(locale);
}
