// What a stranger's file may be called and what type it is said to have: by its name alone, never by looking inside.
import { LIMITS } from '../../contract/limits.ts';

/** Controls, invisible format characters (bidi overrides, zero-width) and halves of characters. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
const NAMELESS = 'file';
/** The longest ending that is kept when a name is cut. */
const MAX_ENDING = 12;

/** By ending; whatever is not here is application/octet-stream. All of them are only ever downloaded. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  gif: 'image/gif',
  heic: 'image/heic',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain',
  md: 'text/plain',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  pdf: 'application/pdf',
  png: 'image/png',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf',
  txt: 'text/plain',
  wav: 'audio/wav',
  webm: 'video/webm',
  webp: 'image/webp',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

/** A name that is safe to show and to offer: one line, no path, at most `LIMITS.attachmentName` characters, never empty. */
export function cleanFileName(name: string | undefined): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(UNSHOWABLE, '').replace(/\s+/g, ' ').trim();
  // A name of dots is a place in a file system, not a name.
  if (plain === '' || /^\.+$/.test(plain)) return NAMELESS;
  return shorten(plain);
}

/** The type that the ending of a cleaned name stands for. */
export function typeOfFileName(name: string): string {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, ending) ? (TYPES[ending] ?? 'application/octet-stream') : 'application/octet-stream';
}

/** Cut in the middle of a long name, so that its ending stays. */
function shorten(name: string): string {
  if (name.length <= LIMITS.attachmentName) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= MAX_ENDING ? name.slice(dot) : '';
  const kept = name.slice(0, LIMITS.attachmentName - ending.length);
  // Half of a character may be left at the cut.
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}${ending}`;
}
