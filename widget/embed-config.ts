// Reads the script element's data attributes into what the app needs; host/name-wrong.ts says which of them are wrong.

/** Site and colour are right; of the others, whatever is none of their named values is the default. */
export interface EmbedConfig {
  site: string;
  /** `#rgb` or `#rrggbb`, or empty. */
  color: string;
  locale?: string | undefined;
  audience?: string | undefined;
  theme?: string | undefined;
  storage?: string | undefined;
  gate?: string | undefined;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Attributes are given by camel-case name without `data-`. */
export function parseEmbedConfig({ site = '', color = '', ...others }: Attributes): EmbedConfig {
  return {
    ...others,
    site: /^[\w.-]{1,60}$/.test(site) ? site : 'default',
    color: /^#([\da-f]{3}){1,2}$/i.test(color) ? color : '',
  };
}
