/** What a file is: its bytes decide, and looking at them costs next to nothing, whatever they are. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { factsPrefixBytes, fileFacts } from '../../src/server/files/file-facts.ts';
import { isAccepted, mayBeShown } from '../../src/server/files/media-types.ts';
import { randomNumbers } from '../helpers/random.ts';
import { bmp, gif, hostileUploads, jpeg, pdf, png, zip } from '../hostile/corpus/uploads.ts';

const typeOf = async (content: string | Uint8Array, name: string) =>
  (await fileFacts(typeof content === 'string' ? Buffer.from(content) : content, name)).mediaType;
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** Some bytes, the name that they come under, and what they are. */
const kinds: [string | Uint8Array, string, string][] = [
  ['Dzień dobry', 'a.txt', 'text/plain'],
  ['Dzień dobry', 'a', 'text/plain'],
  ['Dzień dobry', 'a.png', 'text/plain'],
  ['a;b\n', 'a.csv', 'text/csv'],
  ['{}', 'a.json', 'application/json'],
  ['alert(1)', 'a.js', 'text/javascript'],
  ['BMW, ID3, PK, MZ', 'a.txt', 'text/plain'],
  ['<3 and <wink>', 'a.txt', 'text/plain'],
  [' \n<HTML>', 'a.txt', 'text/html'],
  ['<script>1</script>', 'a.png', 'text/html'],
  ['words', 'a.html', 'text/html'],
  ['<!-- x --><svg/>', 'a.png', 'image/svg+xml'],
  ['<?xml version="1.0"?>\n<!DOCTYPE svg><svg/>', 'a.txt', 'image/svg+xml'],
  ['<?xml version="1.0"?><r/>', 'a.txt', 'application/xml'],
  [pdf(), 'a.txt', 'application/pdf'],
  [png(2, 2), 'a.html', 'image/png'],
  [gif(2, 2), 'a.txt', 'image/gif'],
  [jpeg(2, 2), 'a', 'image/jpeg'],
  [bmp(2, 2), 'a.csv', 'image/bmp'],
  [
    zip('word/x', Buffer.from('x')),
    'a.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [zip('word/x', Buffer.from('x')), 'a.png', 'application/zip'],
  [hex('504b0506 00000000'), 'a.zip', 'application/zip'],
  [hex('1f8b0800 00000000'), 'a.html', 'application/gzip'],
  [hex('d0cf11e0 a1b11ae1 0000'), 'a.doc', 'application/msword'],
  [hex('d0cf11e0 a1b11ae1 0000'), 'a.png', 'application/x-cfb'],
  [Buffer.concat([hex('49443304 00000000 7f7f'), Buffer.alloc(9)]), 'a.mp3', 'audio/mpeg'],
  [Buffer.from('fLaC\0\0\0\x22', 'latin1'), 'a', 'audio/flac'],
  [Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1'), 'a', 'audio/wav'],
  [Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), 'a', 'video/mp4'],
  [Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'latin1'), 'a', 'video/quicktime'],
  [Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A isom', 'latin1'), 'a', 'audio/mp4'],
  [Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'a.jpg', 'image/heic'],
  [Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif', 'latin1'), 'a', 'image/avif'],
  [Buffer.concat([Buffer.from('MZ'), Buffer.alloc(90)]), 'a.pdf', 'application/x-msdownload'],
  [Buffer.from('\ufeff<script>', 'utf16le'), 'a.html', 'application/octet-stream'],
  [Buffer.from('\0<script>'), 'a.html', 'application/octet-stream'],
  [hex('00 ff 00 ff'), 'a.png', 'application/octet-stream'],
];

describe('what a file is', () => {
  for (const [content, name, mediaType] of kinds)
    it(`${mediaType} for ${JSON.stringify(content.toString().slice(0, 24))} as ${name}`, async () => {
      assert.equal(await typeOf(content, name), mediaType);
    });

  it('is text also where the part that was read ends within a letter', async () => {
    const long = Buffer.from(`a${'ż'.repeat(factsPrefixBytes)}`);
    assert.equal(await typeOf(long.subarray(0, factsPrefixBytes), 'a.txt'), 'text/plain');
    assert.equal(await typeOf(long, 'a.txt'), 'text/plain');
    assert.equal(await typeOf(Buffer.concat([Buffer.from('words'), hex('ff')]), 'a.txt'), 'application/octet-stream');
  });

  it('of a picture tells its size, as its header has it', async () => {
    for (const make of [png, gif, jpeg, bmp])
      assert.deepEqual(Object.values(await fileFacts(make(30, 20), 'a')).slice(1), [30, 20], make.name);
    const late = jpeg(4000, 3000, Buffer.alloc(60_000, 'x'));
    assert.equal((await fileFacts(late, 'a.jpg')).width, 4000);
  });

  it('of a photo taken on its side is as it is shown', async () => {
    const exif = hex('ffd8 ffe1 0022 457869660000 4d4d002a00000008 0001 0112 0003 00000001 00060000 00000000');
    const turned = await fileFacts(Buffer.concat([exif, jpeg(40, 30).subarray(2)]), 'a.jpg');
    assert.deepEqual(turned, { mediaType: 'image/jpeg', width: 30, height: 40 });
  });

  it('of a picture that would take down a browser is just bytes', async () => {
    for (const flood of [
      png(65_535, 65_535, hex('00')),
      jpeg(65_535, 65_535),
      gif(65_535, 65_535),
      bmp(2 ** 30, 2 ** 30),
    ])
      assert.deepEqual(await fileFacts(flood, 'a.png'), { mediaType: 'application/octet-stream' });
    assert.equal((await fileFacts(jpeg(16_320, 12_240), 'a.jpg')).width, 16_320);
    for (const odd of [png(0, 0, hex('00')), bmp(-5, -5)])
      assert.deepEqual(Object.keys(await fileFacts(odd, 'a.png')), ['mediaType']);
  });

  it('is told of every hostile upload, and none of them becomes a kind that runs', async () => {
    for (const { bytes, name } of hostileUploads()) {
      const { mediaType, width = 1, height = 1 } = await fileFacts(bytes, name);
      assert.match(mediaType, /^[a-z]+\/[\w.+-]+$/);
      assert.ok(width * height <= 2 ** 28);
      if (mayBeShown(mediaType)) assert.doesNotMatch(mediaType, /html|xml|script|css/);
    }
  });

  it('is told of any bytes, without a failure and without reading them twice', async () => {
    const random = randomNumbers(20261129);
    const seeds = hostileUploads().filter(({ bytes }) => bytes.length > 8 && bytes.length < 5000);
    for (let trial = 0; trial < 4000; trial += 1) {
      const seed = seeds[Math.floor(random() * seeds.length)];
      const bytes = Buffer.from(seed?.bytes ?? []);
      for (let changes = random() * 12; changes > 0; changes -= 1)
        bytes[Math.floor(random() * bytes.length)] = random() * 256;
      await fileFacts(bytes.subarray(0, Math.ceil(random() * bytes.length)), seed?.name ?? '');
    }
  });

  it('costs little where a header leads a reader in circles', async () => {
    const box = (kind: string, content: Uint8Array) => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(content.length + 8);
      head.write(kind, 4);
      return Buffer.concat([head, content]);
    };
    const ispe = box('ispe', Buffer.alloc(12));
    const ipco = box('ipco', Buffer.concat(Array.from({ length: 12_000 }, () => ispe)));
    const heic = Buffer.concat([
      box('ftyp', Buffer.from('avif\0\0\0\0mif1avif')),
      box('meta', Buffer.concat([Buffer.alloc(4), box('iprp', ipco)])),
    ]);
    const circles = [
      heic,
      Buffer.alloc(factsPrefixBytes, hex('ffd8ffe1 0000')),
      Buffer.concat([jpeg(1, 1).subarray(0, 20), Buffer.alloc(factsPrefixBytes, 1)]),
    ];
    const start = process.cpuUsage();
    const plain = Buffer.alloc(factsPrefixBytes, 'x');
    for (let round = 0; round < 40; round += 1) await fileFacts(plain, 'a.txt');
    const { user: usual } = process.cpuUsage(start);
    const before = process.cpuUsage();
    for (const bytes of circles) await fileFacts(bytes, 'a.jpg');
    const { user: spent } = process.cpuUsage(before);
    assert.ok(spent < usual * 10, `${spent} µs against ${usual} µs`);
  });
});

describe('what is accepted', () => {
  const png = { name: 'a.PNG', mediaType: 'image/png' };
  const cases: [string[], { name: string; mediaType: string }, boolean][] = [
    [[], png, true],
    [['*/*'], png, true],
    [['image/*'], png, true],
    [[' IMAGE/PNG '], png, true],
    [['image/jpg'], { name: 'a', mediaType: 'image/jpeg' }, true],
    [['.png', '.jpg'], png, true],
    [['image/jpeg', 'video/*', '.pdf'], png, false],
    [['image'], png, false],
    [['.pdf'], { name: 'a.pdf', mediaType: 'application/pdf' }, true],
    [['.pdf'], { name: 'a.pdf', mediaType: 'application/x-msdownload' }, false],
    [['.pdf'], { name: 'a.pdf', mediaType: 'text/html' }, false],
    [['.pdf'], { name: 'a.txt', mediaType: 'application/pdf' }, false],
    [['.tar.gz'], { name: 'a.tar.gz', mediaType: 'application/gzip' }, true],
    [['.tar.gz'], { name: 'a.tar.gz', mediaType: 'text/html' }, false],
    [['.dwg'], { name: 'a.dwg', mediaType: 'image/vnd.dwg' }, true],
    [['.dwg'], { name: 'a.dwg', mediaType: 'application/octet-stream' }, true],
    [['.dwg'], { name: 'a.dwg', mediaType: 'text/html' }, false],
    [['.dwg'], { name: 'a.dwg', mediaType: 'application/x-msdownload' }, false],
    [['.heic'], { name: 'a.heic', mediaType: 'image/heif' }, true],
    [['.mov'], { name: 'a.mov', mediaType: 'video/quicktime' }, true],
    [['.log'], { name: 'a.log', mediaType: 'text/plain' }, true],
    [['image/*'], { name: 'a.png', mediaType: 'text/html' }, false],
  ];
  for (const [accept, file, accepted] of cases)
    it(`${accept.join(', ') || 'everything'} ${accepted ? 'takes' : 'refuses'} ${file.mediaType} as ${file.name}`, () => {
      assert.equal(isAccepted(accept, file), accepted);
    });
});
