// Stems of Polish words: light rules of our own, as Snowball has none that a package offers; they join the cases of nouns and
// adjectives, and the tenses, participles and verbal nouns of verbs, and leave prefixes and most derived words alone.

/** Endings with a softened consonant before them, and the consonant that the other cases have: karcie, karta. */
const SOFTENED: [RegExp, string][] = [
  [/(?<![aijsy])ci(?:[aeu]|em|om|ach|ami)$/, 't'],
  [/jec$/, 'jet'],
  [/(?<!a)rze$/, 'r'],
  [/(?<=[^aeiousy])ce$/, 'k'],
  [/nic(?:[yae]|om|ach|ami)$/, 'nik'],
];
/** Cases, genders, numbers and persons. */
const ENDING =
  /(?:(?<=[aeiy]l)(?:[ae][ms]|[iy]smy|[iy]scie)|(?<=j)(?:cie|my)|i?(?:ami|ach|om|ow|owi|em|ego|emu|ej)|[iy](?:ch|mi?|my|sz|cie)|e(?:sz|my|cie)|i?[aeou]|ii?|y)$/;
/** What is left of verbs then: logow-ac, logow-an, loguj, zmien-iam, ustaw-ien, klikn-iet. */
const VERB =
  /^(.{3,}?)(?:[oy]wa[cljmn]|uj|a[cn])$|^(.{4,}?)(?:i?a(?:[cljmn]|sz)|[iy][cl]|ien|(?<=[crs]z|c)en|(?:i|(?<=[crsd]z|[cl]))on|(?<=n)(?:i?et|ij))$/;

/** The stem of a folded word. */
export function stem(word: string): string {
  const softened = SOFTENED.find(([ending]) => ending.test(word));
  const cased = softened
    ? word.replace(softened[0], softened[1])
    : word.replace(ENDING, (ending, at) => (at < 3 ? ending : ''));
  const verb = VERB.exec(cased);
  return (verb?.[1] ?? verb?.[2] ?? cased).replace(/([^aeiouy])i?e([klc])$/, '$1$2').replace(/(...)i$/, '$1');
}
