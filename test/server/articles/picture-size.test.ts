import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPictureSize } from '../../../server/articles/picture-size.ts';

const text = (letters: string) => Buffer.from(letters, 'latin1');
const big = (value: number, bytes = 2) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const little = (value: number, bytes = 2) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};
const join = (...parts: Buffer[]) => Buffer.concat(parts);

const png = join(text('\x89PNG\r\n\x1a\n'), big(13, 4), text('IHDR'), big(1200, 4), big(600, 4));
const gif = join(text('GIF89a'), little(320), little(200));
const frame = join(big(0xffc0), big(11), text('\x08'), big(480), big(640), Buffer.alloc(6));
const jpeg = join(big(0xffd8), big(0xffe0), big(4), big(0), frame);
/** An EXIF segment whose only entry is the orientation, in either order of bytes. */
function turned(orientation: number, order: 'II' | 'MM'): Buffer {
  const number = order === 'II' ? little : big;
  const entry = join(number(0x0112), number(3), number(1, 4), number(orientation), number(0));
  const tiff = join(text(order), number(42), number(8, 4), number(1), entry, number(0, 4));
  const exif = join(text('Exif\0\0'), tiff);
  return join(big(0xffd8), big(0xffe1), big(exif.length + 2), exif, frame);
}
const riff = (kind: string, ...rest: Buffer[]) => join(text('RIFF'), little(99, 4), text('WEBP'), text(kind), ...rest);
const lossy = riff('VP8 ', little(10, 4), Buffer.alloc(3), text('\x9d\x01\x2a'), little(640), little(480));
const lossless = riff('VP8L', little(10, 4), text('\x2f'), little((640 - 1) | ((480 - 1) << 14), 4));
const extended = riff('VP8X', little(10, 4), Buffer.alloc(4), little(639, 3), little(479, 3));
const extent = (width: number, height: number) =>
  join(big(20, 4), text('ispe'), Buffer.alloc(4), big(width, 4), big(height, 4));
const avif = join(big(24, 4), text('ftypavif'), Buffer.alloc(12), extent(160, 120), extent(640, 480));

describe('the size of a picture', () => {
  it.each([
    ['a PNG', 'image/png', png, 1200, 600],
    ['a GIF', 'image/gif', gif, 320, 200],
    ['a JPEG', 'image/jpeg', jpeg, 640, 480],
    ['a JPEG that was held upright', 'image/jpeg', turned(6, 'MM'), 480, 640],
    ['the same from another camera', 'image/jpeg', turned(8, 'II'), 480, 640],
    ['a JPEG that was turned upside down', 'image/jpeg', turned(3, 'II'), 640, 480],
    ['a WebP with losses', 'image/webp', lossy, 640, 480],
    ['a WebP without losses', 'image/webp', lossless, 640, 480],
    ['a WebP with extras', 'image/webp', extended, 640, 480],
    ['an AVIF with a thumbnail', 'image/avif', avif, 640, 480],
  ])('is read from %s', (_name, type, bytes, width, height) => {
    expect(readPictureSize(bytes, type)).toEqual({ width, height });
  });

  it('is not told where the file is something else, cut off, or has none', () => {
    expect(readPictureSize(png, 'image/gif')).toBeUndefined();
    expect(readPictureSize(png.subarray(0, 18), 'image/png')).toBeUndefined();
    expect(readPictureSize(join(png.subarray(0, 16), big(0, 4), big(5, 4)), 'image/png')).toBeUndefined();
    expect(readPictureSize(png, 'video/mp4')).toBeUndefined();
  });

  it('never throws and never runs on for ever, whatever the bytes are', () => {
    const types = fc.constantFrom('image/png', 'image/gif', 'image/jpeg', 'image/webp', 'image/avif');
    const starts = fc.constantFrom(png, gif, jpeg, lossy, lossless, extended, avif, turned(6, 'II'));
    fc.assert(
      fc.property(types, starts, fc.uint8Array({ maxLength: 80 }), fc.nat(40), (type, start, noise, at) => {
        const bytes = join(start.subarray(0, at), Buffer.from(noise), start.subarray(at));
        const size = readPictureSize(bytes, type);
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });
});
