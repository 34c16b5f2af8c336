// Says a count in a sentence: in the plural form that the language has for it, with digits as the person writes them.

/** A form for each plural category of a language; `#` stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What is said of a count; `forms` are all that it chooses from. */
export type Counted = ((count: number) => string) & { forms: Forms };

/** Makes what is said of a count from its forms, and of the sentence around them where there is one. */
export type Counting = (forms: Forms, sentence?: (counted: string) => string) => Counted;

/** Counts in a locale, whose region decides the digits. A browser may know a category that was not given: that is `other`. */
export function countingIn(locale: string): Counting {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (forms, sentence = (counted) => counted) =>
    Object.assign(
      (count: number) => sentence((forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))),
      { forms },
    );
}
