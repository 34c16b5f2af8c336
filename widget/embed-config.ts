// Reads the script element's data attributes into one checked configuration; host/name-wrong.ts says what was wrong.

/** What the app needs of them; whatever is not one of the named values of the last three is the default. */
export interface EmbedConfig {
  site: string;
  locale: string;
  /** `#rgb` or `#rrggbb`, or empty. */
  color: string;
  audience: string;
  theme?: string;
  storage?: string;
  gate?: string;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/** What is allowed, as the body of a regular expression that is also readable, and the default. */
export type Rules = Readonly<Record<string, readonly [allowed: string, otherwise: string]>>;

export const RULES: Rules = {
  site: ['[\\w.-]{1,60}', 'default'],
  locale: ['[A-Za-z]{2,3}(-\\w{2,8})*', ''],
  color: ['#([\\da-fA-F]{3}){1,2}', ''],
  audience: ['.{1,60}', ''],
};

/** Parses attributes, given by camel-case name without `data-`; in place of a wrong value stands its default. */
export function parseEmbedConfig(read: Attributes, rules = RULES): EmbedConfig {
  const config: Record<string, string | undefined> = { ...read };
  for (const name in rules) {
    const [allowed, otherwise] = rules[name] as Rules[string];
    const value = read[name] ?? '';
    config[name] = RegExp(`^(${allowed})$`).test(value) ? value : otherwise;
  }
  return config as unknown as EmbedConfig;
}
