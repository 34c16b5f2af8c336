// Reads the script element's data attributes into one checked configuration and names every wrong value once.

export interface EmbedConfig {
  site: string;
  locale: string;
  theme: 'auto' | 'light' | 'dark';
  /** `#rgb` or `#rrggbb`, or empty. */
  color: string;
  position: 'left' | 'right';
  launcher: 'button' | 'none';
  storage: 'tab' | 'none';
  gate: 'search-first' | 'off';
  audience: string;
}

/** What is allowed for each attribute, as the body of a regular expression that is also readable, and the default. */
const RULES: Record<string, [allowed: string, otherwise: string]> = {
  site: ['[\\w.-]{1,60}', 'default'],
  locale: ['[A-Za-z]{2,3}(-\\w{2,8})*', ''],
  theme: ['auto|light|dark', 'auto'],
  color: ['#([\\da-fA-F]{3}){1,2}', ''],
  position: ['left|right', 'right'],
  launcher: ['button|none', 'button'],
  storage: ['tab|none', 'tab'],
  gate: ['search-first|off', 'search-first'],
  audience: ['.{1,60}', ''],
};

/** Every attribute that the script reads. */
export const ATTRIBUTE_NAMES: readonly string[] = Object.keys(RULES).map((name) => `data-${name}`);

/** Parses attributes, given by name without `data-`; a wrong value is replaced by its default and named with `warn`, once. */
export function parseEmbedConfig(
  read: Record<string, string | undefined>,
  warn: (text: string) => void = console.warn,
): EmbedConfig {
  const config: Record<string, string> = {};
  for (const name in RULES) {
    const [allowed, otherwise] = RULES[name] as [string, string];
    const value = read[name] || otherwise;
    const good = value === otherwise || RegExp(`^(${allowed})$`).test(value);
    config[name] = good ? value : otherwise;
    if (!good) warn(`Fingerpost: data-${name}="${value}" should be ${allowed}; "${otherwise}" is used`);
  }
  return config as unknown as EmbedConfig;
}
