// Reads how wide and high a picture is from the first bytes of its file, so that pages can keep its place before it has come.

/** In pixels, as it is shown. */
export interface PictureSize {
  width: number;
  height: number;
}

const MOST_PIXELS = 30_000;

/** The size of a PNG, JPEG, GIF, WebP or AVIF; undefined for anything else, and for a file that is not what it says. */
export function readPictureSize(bytes: Buffer, type: string): PictureSize | undefined {
  try {
    const size = READERS[type]?.(bytes);
    return size && isPlausible(size.width) && isPlausible(size.height) ? size : undefined;
  } catch {
    // Cut off.
    return undefined;
  }
}

const isPlausible = (pixels: number) => pixels >= 1 && pixels <= MOST_PIXELS;
const has = (bytes: Buffer, at: number, text: string) => bytes.toString('latin1', at, at + text.length) === text;

const READERS: Record<string, (bytes: Buffer) => PictureSize | undefined> = {
  'image/png': (bytes) =>
    has(bytes, 12, 'IHDR') ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined,
  'image/gif': (bytes) =>
    has(bytes, 0, 'GIF8') ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) } : undefined,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'image/avif': readAvif,
};

/** Walks the segments up to the frame's header; a picture that its camera turned (EXIF orientation 5 to 8) stands on its side. */
function readJpeg(bytes: Buffer): PictureSize | undefined {
  let isTurned = false;
  for (let at = 2; bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xe1 && has(bytes, at + 4, 'Exif')) isTurned = orientationOf(bytes.subarray(at + 10)) > 4;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (!isFrame) continue;
    const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
    return isTurned ? { width: height, height: width } : { width, height };
  }
  return undefined;
}

/** The value of EXIF's tag 0x0112 in the first directory; 1 where there is none. */
function orientationOf(tiff: Buffer): number {
  const isLittle = has(tiff, 0, 'II');
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(first); entry += 1) {
    const at = first + 2 + 12 * entry;
    if (short(at) === 0x0112) return short(at + 8);
  }
  return 1;
}

function readWebp(bytes: Buffer): PictureSize | undefined {
  if (has(bytes, 12, 'VP8X')) return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (has(bytes, 12, 'VP8 '))
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (!has(bytes, 12, 'VP8L')) return undefined;
  const bits = bytes.readUInt32LE(21);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

/** The largest of the spatial extents that the file names: the others are of its thumbnails and its alpha. */
function readAvif(bytes: Buffer): PictureSize | undefined {
  let best: PictureSize | undefined;
  for (let at = bytes.indexOf('ispe'); at > 0; at = bytes.indexOf('ispe', at + 4)) {
    const size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (isPlausible(size.width) && (!best || size.width > best.width)) best = size;
  }
  return best;
}
