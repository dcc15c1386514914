/**
 * Takes out of a photo where it was taken, and leaves every other byte where it was: pixels, orientation, time, camera.
 * Cameras write the place into the GPS directory of Exif (CIPA DC-008, 4.6.6) and into XMP (ISO 16684-1). Both are
 * overwritten in place, so no offset in the file changes. What follows the picture, such as the second picture of a
 * phone, is looked through as well.
 */

const app1 = 0xe1;
const exifMark = latin('Exif\0\0');
const gpsPointer = 0x8825;
/** Bytes of a value by its TIFF type, from 1 on. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** Names of places and coordinates in XMP, whatever a program calls the namespace, as attributes and as elements. */
const placeName = String.raw`[\w-]+:(?:GPS\w+|City|State|Country|CountryCode|Location|LocationCreated|LocationShown|Sublocation)`;
const placeAttribute = new RegExp(String.raw`\s${placeName}\s*=\s*(?:"[^"]*"|'[^']*')`, 'g');
const placeElement = new RegExp(String.raw`<(${placeName})(?:\s[^>]*)?(?:/>|>[\s\S]*?</\1\s*>)`, 'g');

/** A copy without the place; `undefined` where there is none, or where it is no JPEG. */
export function withoutLocation(photo: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (photo[0] !== 0xff || photo[1] !== 0xd8 || photo[2] !== 0xff) return undefined;
  const copy = new Uint8Array(photo);
  let isFound = false;
  // Compressed pixels never hold this pair: a marker in them is escaped.
  for (let at = copy.indexOf(0xff); at >= 0 && at < copy.length - 4; at = copy.indexOf(0xff, at + 1)) {
    if (copy[at + 1] !== app1) continue;
    const length = (copy[at + 2]! << 8) | copy[at + 3]!;
    const segment = copy.subarray(at + 4, at + 2 + length);
    if (startsWith(segment, exifMark)) isFound = clearExif(segment.subarray(exifMark.length)) || isFound;
    else if (isXmp(segment)) isFound = clearXmp(segment) || isFound;
  }
  return isFound ? copy : undefined;
}

function clearExif(tiff: Uint8Array): boolean {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const isLittle = view.getUint16(0) === 0x4949;
    const first = view.getUint32(4, isLittle);
    const entry = entriesOf(view, first, isLittle).find((place) => view.getUint16(place, isLittle) === gpsPointer);
    if (entry === undefined) return false;
    clearDirectory(view, view.getUint32(entry + 8, isLittle), isLittle);
    removeEntry(view, first, entry, isLittle);
    return true;
  } catch (error) {
    // Directories that point out of the segment: nobody can read a place there.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Where the entries of a directory begin. */
function entriesOf(view: DataView, directory: number, isLittle: boolean): number[] {
  const count = view.getUint16(directory, isLittle);
  return Array.from({ length: count }, (_, index) => directory + 2 + 12 * index);
}

/** Overwrites a directory with zeros, and all that its entries point to. */
function clearDirectory(view: DataView, directory: number, isLittle: boolean): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const entries = entriesOf(view, directory, isLittle).filter((entry) => entry + 12 <= bytes.length);
  for (const entry of entries) {
    const size = (sizes[view.getUint16(entry + 2, isLittle)] ?? 1) * view.getUint32(entry + 4, isLittle);
    const value = view.getUint32(entry + 8, isLittle);
    if (size > 4) bytes.fill(0, value, value + size);
  }
  bytes.fill(0, directory, directory + 2 + 12 * entries.length);
}

/** The entries behind it, and the pointer to the next directory, move up. */
function removeEntry(view: DataView, directory: number, entry: number, isLittle: boolean): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const count = view.getUint16(directory, isLittle);
  const end = Math.min(directory + 2 + 12 * count + 4, bytes.length);
  bytes.copyWithin(entry, entry + 12, end);
  bytes.fill(0, end - 12, end);
  view.setUint16(directory, count - 1, isLittle);
}

function isXmp(segment: Uint8Array): boolean {
  return startsWith(segment, latin('http://ns.adobe.com/x'));
}

/** Blanks are nothing in XML, and keep the length. */
function clearXmp(segment: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(segment);
  const blank = (found: string) => ' '.repeat(found.length);
  const without = text.replace(placeElement, blank).replace(placeAttribute, blank);
  if (without === text) return false;
  for (let at = 0; at < text.length; at += 1) if (text[at] !== without[at]) segment[at] = 0x20;
  return true;
}

function startsWith(bytes: Uint8Array, mark: Uint8Array): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
