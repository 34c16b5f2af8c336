// A file that goes along with a request, as the form knows it; in memory only, so that a page load forgets it.

export interface Attached {
  id: number;
  file: File;
  /** The form's field that asks for it. */
  field?: string | undefined;
  /** Small, where it is a picture that the browser can read. */
  preview?: ImageBitmap | undefined;
}

/** Bytes as a person says them: kilobytes below one megabyte, and one digit after the point below ten. */
export function saySize(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_048_576 ? [Math.ceil(bytes / 1_024), 'kilobyte'] : [bytes / 1_048_576, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}
