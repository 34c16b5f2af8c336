// A file that goes along with a request, as the form knows it; in memory only, so that a page load forgets it.

export interface Attached {
  id: number;
  file: File;
  /** The form's field that asks for it. */
  field?: string | undefined;
  /** Small, where it is a picture that the browser can read. */
  preview?: ImageBitmap | undefined;
}

/**
 * Bytes as a person says them, never less than they are, so that what is just too large is not said to be as large as it may be:
 * kilobytes below one megabyte, and one digit after the point below ten.
 */
export function saySize(bytes: number, locale: string): string {
  const megabytes = bytes / 1_048_576;
  const step = megabytes < 10 ? 10 : 1;
  const [value, unit] =
    megabytes < 1 ? [Math.ceil(bytes / 1_024), 'kilobyte'] : [Math.ceil(megabytes * step) / step, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
