// A person as a small circle with initials; dashed and empty where there is nobody.
const WORDS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const firstLetter = (word: string | undefined) => (word ? ([...WORDS.segment(word)][0]?.segment ?? '') : '');
  return `${firstLetter(words[0])}${words.length > 1 ? firstLetter(words.at(-1)) : ''}`.toUpperCase();
}

export function Avatar({ name }: { name: string | null }) {
  if (!name) return <span class="avatar none" role="img" aria-label="Nobody" title="Nobody" />;
  return (
    <span class="avatar" role="img" aria-label={name} title={name}>
      {initialsOf(name)}
    </span>
  );
}
