import { assert } from '@open-wc/testing';
import { withoutLocation } from '../../src/elements/conversation-tools/photo-location.ts';
import { photoWith } from './photos.ts';

const packet = (inside: string, attributes = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description rdf:about=""${attributes}>${inside}</rdf:Description></x:xmpmeta>`;
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('where a photo was taken', () => {
  for (const isLittle of [true, false]) {
    it(`is taken out, and every other byte stays where it was: ${isLittle ? 'little' : 'big'} endian`, () => {
      const clean = withoutLocation(photoWith({ gps: true, isLittle }));
      assert.deepEqual(clean, photoWith({ gps: 'cleared', isLittle }));
    });
  }

  it('leaves the photo that was given untouched', () => {
    const photo = photoWith({ gps: true });
    const before = photo.slice();
    withoutLocation(photo);
    assert.deepEqual(photo, before);
  });

  it('is nothing to take out of a photo without it, nor a second time', () => {
    assert.isUndefined(withoutLocation(photoWith()));
    assert.isUndefined(withoutLocation(photoWith({ gps: 'cleared' })));
    assert.isUndefined(
      withoutLocation(photoWith({ xmp: packet('<dc:title>Berlin</dc:title>', ' tiff:Make="Camera"') })),
    );
  });

  it('is taken out of XMP, as attributes and as elements, whatever the namespace is called', () => {
    const places = {
      attributes: ` exif:GPSLatitude="52,31N" p0:GPSLongitude='13,24E' photoshop:City="Berlin" tiff:Make="Camera"`,
      inside: `<exif:GPSAltitude>34/1</exif:GPSAltitude><exif:GPSMapDatum/><Iptc4xmpExt:LocationCreated rdf:parseType="Resource"><Iptc4xmpExt:City>Berlin</Iptc4xmpExt:City></Iptc4xmpExt:LocationCreated><dc:title>Zażółć</dc:title>`,
    };
    const photo = photoWith({ xmp: packet(places.inside, places.attributes) });
    const clean = withoutLocation(photo);
    assert.strictEqual(clean?.length, photo.length);
    const text = textOf(clean);
    for (const gone of ['GPS', 'Berlin', '52,31N', '13,24E']) assert.notInclude(text, gone);
    for (const kept of ['tiff:Make="Camera"', '<dc:title>Zażółć</dc:title>', '</x:xmpmeta>'])
      assert.include(text, kept);
    const xml = text.slice(text.indexOf('<x:'), text.indexOf('</x:xmpmeta>') + 12).replace(/\s(?=tiff|rdf)/g, ' ');
    assert.notInclude(xml, 'Location');
  });

  it('is taken out of the second picture that a phone puts behind the first', () => {
    const photo = photoWith({ trailer: photoWith({ gps: true }) });
    assert.deepEqual(withoutLocation(photo), photoWith({ trailer: photoWith({ gps: 'cleared' }) }));
  });

  it('is looked for in JPEGs only', () => {
    const photo = photoWith({ gps: true });
    for (const bytes of [
      photo.slice(2),
      new Uint8Array(),
      Uint8Array.of(0xff, 0xd8),
      new TextEncoder().encode('Exif GPS'),
    ])
      assert.isUndefined(withoutLocation(bytes));
  });

  it('does no harm where a photo is broken, wherever it breaks off', () => {
    const photo = photoWith({ gps: true, xmp: packet('<exif:GPSAltitude>34/1</exif:GPSAltitude>') });
    for (let end = 0; end < photo.length; end += 1) {
      const clean = withoutLocation(photo.slice(0, end));
      assert.ok(clean === undefined || clean.length === end);
    }
  });

  it('does no harm where a directory points anywhere, and ends in time', () => {
    for (let seed = 1; seed < 2_000; seed += 1) {
      const photo = photoWith({ gps: true });
      // A multiplicative generator: the same broken photos in each run.
      for (let n = seed, flip = 0; flip < 4; flip += 1) {
        n = (n * 48_271) % 2_147_483_647;
        photo[26 + (n % 170)] = (n >> 8) & 0xff;
      }
      const clean = withoutLocation(photo);
      assert.ok(clean === undefined || clean.length === photo.length);
    }
  });
});
