// Which way the text of a locale runs.

const RIGHT_TO_LEFT_LANGUAGES = new Set('ar arc ckb dv fa he iw ks ku-arab ps sd ug ur yi'.split(' '));

/** `rtl` for languages that are written from right to left, by their tag. */
export function textDirection(locale: string): 'ltr' | 'rtl' {
  const tag = locale.toLowerCase();
  if (/-(arab|hebr|syrc|thaa|nkoo|adlm)\b/.test(tag)) return 'rtl';
  if (/-(latn|cyrl)\b/.test(tag)) return 'ltr';
  return RIGHT_TO_LEFT_LANGUAGES.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
