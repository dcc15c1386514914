/** JPEGs made byte by byte, with as much about their place as a test wants. */

interface PhotoParts {
  /** With directions; or as it looks once they were taken out. */
  gps?: boolean | 'cleared';
  isLittle?: boolean;
  /** Text of an XMP packet. */
  xmp?: string;
  /** Whatever follows the picture. */
  trailer?: Uint8Array;
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joined([0xff, marker, length >> 8, length & 0xff], content);
}

/** Two directories: orientation, GPS pointer and software; latitude and its hemisphere. */
function exif(gps: NonNullable<PhotoParts['gps']>, isLittle: boolean): Uint8Array {
  const has = gps !== false;
  const count = gps === true ? 3 : 2;
  const view = new DataView(new ArrayBuffer(200));
  const entry = (at: number, tag: number, type: number, amount: number, value: number) => {
    view.setUint16(at, tag, isLittle);
    view.setUint16(at + 2, type, isLittle);
    view.setUint32(at + 4, amount, isLittle);
    if (type === 3) view.setUint16(at + 8, value, isLittle);
    else view.setUint32(at + 8, value, isLittle);
  };
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, count, isLittle);
  entry(10, 0x0112, 3, 1, 6);
  if (gps === true) entry(22, 0x8825, 4, 1, 60);
  entry(gps === true ? 34 : 22, 0x9000, 4, 1, 7);
  view.setUint32(10 + 12 * count, 0, isLittle);
  if (has && gps !== 'cleared') {
    view.setUint16(60, 2, isLittle);
    entry(62, 1, 2, 2, isLittle ? 0x4e : 0x4e000000);
    entry(74, 2, 5, 3, 100);
    for (let at = 0; at < 24; at += 1) view.setUint8(100 + at, 50 + at);
  }
  return joined(ascii('Exif\0\0'), new Uint8Array(view.buffer));
}

export function photoWith({ gps = false, isLittle = true, xmp, trailer }: PhotoParts = {}): Uint8Array<ArrayBuffer> {
  return joined(
    [0xff, 0xd8],
    segment(0xe0, ascii('JFIF\0\x01\x02\0\0\x01\0\x01\0\0')),
    segment(0xe1, exif(gps, isLittle)),
    xmp === undefined
      ? []
      : segment(0xe1, joined(ascii('http://ns.adobe.com/xap/1.0/\0'), new TextEncoder().encode(xmp))),
    segment(0xda, ascii('\x01\x01\0\0\x3f\0')),
    [0x12, 0xff, 0x00, 0xe1, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9],
    trailer ?? [],
  );
}
