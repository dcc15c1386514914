/**
 * Files as attackers send them: what runs in a browser under many names and types, files of two kinds at once, programs,
 * bombs, sizes that lie; and honest ones. Each says `ran <id>` on the console if anything in it is ever executed.
 */
import { deflateRawSync, gzipSync, crc32 } from 'node:zlib';
import { honestNames, hostileNames } from './file-names.ts';

export interface Upload {
  id: number;
  group: 'active' | 'program' | 'bomb' | 'size' | 'name' | 'honest';
  name: string;
  /** As its sender declares it. */
  mediaType: string;
  bytes: Buffer;
}

type Draft = Omit<Upload, 'id' | 'bytes'> & { make: (script: string) => Buffer };

const text = (made: (script: string) => string) => (script: string) => Buffer.from(made(script));
const bytes = (...values: number[]) => Buffer.from(values);
const page = (script: string) => `<!doctype html><title>x</title><script>${script}</script>`;
const svg = (script: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"><script>${script}</script></svg>`;

const pngStart = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function pngChunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A grey picture; `content` where its pixels would be too many to make. */
export function png(width: number, height: number, content?: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  // zlib: two bytes of header, the data, a sum that nobody who is harmed waits for.
  const rows =
    content ?? Buffer.concat([bytes(0x78, 0x01), deflateRawSync(Buffer.alloc((width + 1) * height)), Buffer.alloc(4)]);
  return Buffer.concat([pngStart, pngChunk('IHDR', header), pngChunk('IDAT', rows), pngChunk('IEND', Buffer.alloc(0))]);
}

export function gif(width: number, height: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width);
  size.writeUInt16LE(height, 2);
  const rest = bytes(0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b);
  return Buffer.concat([Buffer.from('GIF89a'), size, rest]);
}

/** The headers of a JPEG, with `comment` among them. */
export function jpeg(width: number, height: number, comment = Buffer.alloc(0)): Buffer {
  const segment = (marker: number, content: Buffer) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(content.length + 2);
    return Buffer.concat([bytes(0xff, marker), length, content]);
  };
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const jfif = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1');
  return Buffer.concat([
    bytes(0xff, 0xd8),
    segment(0xe0, jfif),
    segment(0xfe, comment),
    segment(0xc0, frame),
    bytes(0xff, 0xd9),
  ]);
}

export function bmp(width: number, height: number): Buffer {
  const header = Buffer.alloc(58);
  header.write('BM');
  header.writeUInt32LE(58, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return header;
}

/** One entry; `claimed` is the size that its header tells. */
export function zip(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(claimed, 22);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}

export function pdf(script?: string): Buffer {
  const open = script ? `/OpenAction<</S/JavaScript/JS(app.alert\\("x"\\);${script.replace(/[()]/g, '\\$&')})>>` : '';
  const draw = '1 0 0 rg 0 0 200 200 re f';
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${open}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n' +
      `4 0 obj<</Length ${draw.length}>>stream\n${draw}\nendstream endobj\ntrailer<</Root 1 0 R>>\n`,
  );
}

const id3 = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), bytes(0, 0, 0, 10), Buffer.alloc(10)]);
const mp4 = Buffer.concat([bytes(0, 0, 0, 0x18), Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1')]);

/** What runs: the maker, and the names and types under which it comes. */
const scripts: [(script: string) => Buffer, [string, string][]][] = [
  [
    text(page),
    [
      ['x.html', 'text/html'],
      ['x.txt', 'text/plain'],
      ['x.png', 'image/png'],
      ['x.pdf', 'application/pdf'],
      ['x', ''],
      ['x.xhtml', 'text/html'],
      ['x.jpg', 'text/html;charset=utf-7'],
      ['x.mp4', 'video/mp4'],
      ['x.zip', 'application/zip'],
    ],
  ],
  [
    text((run) => `\n\n   <!-- ${'x'.repeat(2000)} -->${page(run)}`),
    [
      ['x.html', 'text/html'],
      ['x.txt', 'text/plain'],
    ],
  ],
  [
    text((run) => `plain words first\n${page(run)}`),
    [
      ['x.txt', 'text/html'],
      ['x.csv', 'text/html'],
    ],
  ],
  [
    text((run) => `\ufeff${page(run)}`),
    [
      ['x.html', 'text/html'],
      ['x.txt', 'text/plain'],
    ],
  ],
  [
    (run) => Buffer.from(`\ufeff${page(run)}`, 'utf16le'),
    [
      ['x.html', 'text/html'],
      ['x.txt', 'text/plain'],
    ],
  ],
  [
    text((run) => `<img src=x onerror="${run}">`),
    [
      ['x.html', 'text/html'],
      ['x.gif', 'text/html'],
    ],
  ],
  [
    text(
      (run) =>
        `<iframe srcdoc='<script>${run}</script>'></iframe><meta http-equiv=refresh content="0;url=javascript:${run}">`,
    ),
    [['x.htm', 'text/html']],
  ],
  [
    text(
      (run) =>
        `<form action="javascript:${run}"><input autofocus onfocus="${run}"></form><details open ontoggle="${run}">x</details>`,
    ),
    [['x.html', 'text/html']],
  ],
  [
    text(svg),
    [
      ['x.svg', 'image/svg+xml'],
      ['x.png', 'image/svg+xml'],
      ['x.txt', 'image/svg+xml'],
      ['x.jpg', 'image/jpeg'],
      ['x.xml', 'application/xml'],
    ],
  ],
  [
    text((run) => `<?xml version="1.0"?><!-- x --><!DOCTYPE svg [<!ENTITY x "y">]>${svg(run)}`),
    [
      ['x.svg', 'image/svg+xml'],
      ['x.xml', 'text/xml'],
    ],
  ],
  [
    text((run) => `<html xmlns="http://www.w3.org/1999/xhtml"><body onload="${run}"/></html>`),
    [
      ['x.xhtml', 'application/xhtml+xml'],
      ['x.xml', 'application/xml'],
      ['x.txt', 'application/xhtml+xml'],
    ],
  ],
  [
    text(
      (run) =>
        `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><r xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${run}</h:script></r>`,
    ),
    [
      ['x.xml', 'text/xml'],
      ['x.rss', 'application/rss+xml'],
    ],
  ],
  [
    text((run) => run),
    [
      ['x.js', 'text/javascript'],
      ['x.mjs', 'application/javascript'],
      ['x.txt', 'text/javascript'],
      ['x.png', 'text/javascript'],
      ['x.json', 'application/x-javascript'],
    ],
  ],
  [text((run) => `body{background:url("javascript:${run}");behavior:url(x)}`), [['x.css', 'text/css']]],
  [
    text((run) => `From: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n${page(run)}`),
    [
      ['x.mht', 'multipart/related'],
      ['x.eml', 'message/rfc822'],
    ],
  ],
  [text((run) => `<hta:application>${page(run)}`), [['x.hta', 'application/hta']]],
  [text((run) => `WEBVTT\n\n00:00.000 --> 00:09.000\n${page(run)}`), [['x.vtt', 'text/html']]],
  [text((run) => `{"x":"${page(run).replaceAll('"', '\\"')}"}`), [['x.json', 'text/html']]],
  [
    (run) => pdf(run),
    [
      ['x.pdf', 'application/pdf'],
      ['x.html', 'text/html'],
    ],
  ],
  [
    text((run) => `%PDF-1.4\n${page(run)}`),
    [
      ['x.pdf', 'text/html'],
      ['x.html', 'text/html'],
    ],
  ],
];

/** Files that are two things at once. */
const doubles: [(script: string) => Buffer, [string, string][]][] = [
  [
    text((run) => `GIF89a/*${'x'.repeat(40)}*/=1;${run}`),
    [
      ['x.gif', 'text/javascript'],
      ['x.js', 'image/gif'],
    ],
  ],
  [text((run) => `BM=1;${run}`), [['x.bmp', 'text/javascript']]],
  [text((run) => `RIFF=1;/*WEBPVP8 */${run}`), [['x.webp', 'text/javascript']]],
  [
    (run) => Buffer.concat([png(2, 2), Buffer.from(page(run))]),
    [
      ['x.png', 'image/png'],
      ['x.html', 'text/html'],
      ['x.png.html', 'text/html'],
    ],
  ],
  [
    (run) => Buffer.concat([gif(1, 1), Buffer.from(page(run))]),
    [
      ['x.gif', 'image/gif'],
      ['x.html', 'text/html'],
    ],
  ],
  [
    (run) => jpeg(2, 2, Buffer.from(page(run))),
    [
      ['x.jpg', 'image/jpeg'],
      ['x.htm', 'text/html'],
    ],
  ],
  [(run) => jpeg(2, 2, Buffer.from(`*/=1;${run}/*`)), [['x.jpg', 'text/javascript']]],
  [
    (run) => Buffer.concat([id3, Buffer.from(page(run))]),
    [
      ['x.mp3', 'audio/mpeg'],
      ['x.html', 'text/html'],
    ],
  ],
  [
    (run) => Buffer.concat([mp4, Buffer.from(page(run))]),
    [
      ['x.mp4', 'video/mp4'],
      ['x.html', 'text/html'],
    ],
  ],
  [
    (run) => zip('x.html', Buffer.from(page(run))),
    [
      ['x.zip', 'application/zip'],
      ['x.docx', 'text/html'],
      ['x.jar', 'text/html'],
    ],
  ],
  [
    (run) => Buffer.concat([Buffer.from(page(run)), zip('x', Buffer.from(run))]),
    [
      ['x.html', 'text/html'],
      ['x.zip', 'application/zip'],
    ],
  ],
  [
    (run) => gzipSync(page(run)),
    [
      ['x.html.gz', 'text/html'],
      ['x.svgz', 'image/svg+xml'],
    ],
  ],
  [
    (run) => Buffer.concat([bytes(0), Buffer.from(page(run))]),
    [
      ['x.html', 'text/html'],
      ['x.txt', 'text/plain'],
    ],
  ],
];

const programs: [Buffer, string][] = [
  [Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), Buffer.alloc(200)]), 'setup.exe'],
  [Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), Buffer.alloc(200)]), 'photo.jpg'],
  [Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]), 'run'],
  [Buffer.concat([bytes(0xcf, 0xfa, 0xed, 0xfe), Buffer.alloc(200)]), 'run.png'],
  [Buffer.from('#!/bin/sh\nrm -rf /\n'), 'x.sh'],
  [Buffer.from('@echo off\r\ndel *.*\r\n'), 'x.bat'],
  [Buffer.from('Set x = CreateObject("WScript.Shell")'), 'x.vbs'],
  [Buffer.from('<?php system($_GET[0]); ?>'), 'x.php'],
  [Buffer.from('<?php system($_GET[0]); ?>'), 'x.png'],
  [Buffer.from('<%= 7 * 7 %>'), 'x.jsp'],
  [Buffer.from('[InternetShortcut]\r\nURL=file://host/x\r\n'), 'x.url'],
  [Buffer.concat([bytes(0x4c, 0, 0, 0, 1, 0x14, 2, 0), Buffer.alloc(100)]), 'x.lnk'],
  [Buffer.concat([bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52), Buffer.alloc(100)]), 'x.class'],
  [Buffer.concat([Buffer.from('\0asm\x01\0\0\0', 'latin1')]), 'x.wasm'],
  [Buffer.concat([Buffer.from('FWS\x06', 'latin1'), Buffer.alloc(60)]), 'x.swf'],
  [Buffer.concat([bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), Buffer.alloc(600)]), 'macro.xls'],
  [Buffer.from('%!PS\n(x) (w) file'), 'x.eps'],
  [Buffer.from('push graphic-context\nimage over 0,0 0,0 "|id"'), 'x.mvg'],
  [Buffer.from('{\\rtf1{\\object\\objupdate x}}'), 'x.rtf'],
  [Buffer.from('=cmd|"/c calc"!A0,1\n'), 'x.csv'],
];

const bombs: [() => Buffer, string][] = [
  [() => zip('zeros', Buffer.alloc(20_000_000)), 'bomb.zip'],
  [() => zip('[Content_Types].xml', Buffer.alloc(20_000_000)), 'bomb.docx'],
  [() => zip('mimetype', Buffer.alloc(5_000_000), 0xfffffffe), 'bomb.epub'],
  [() => zip('../../../../tmp/slip', Buffer.from('x')), 'slip.zip'],
  [() => gzipSync(Buffer.alloc(20_000_000)), 'bomb.gz'],
  [() => gzipSync(gzipSync(gzipSync(Buffer.alloc(20_000_000)))), 'bomb.tgz'],
  [() => Buffer.concat([id3, zip('x', Buffer.alloc(5_000_000))]), 'bomb.mp3'],
  [() => Buffer.concat([bytes(0xef, 0xbb, 0xbf), gzipSync(Buffer.alloc(5_000_000))]), 'bomb.txt'],
  [() => Buffer.concat([bytes(0x1f, 0x8b, 8, 0), Buffer.alloc(3000, 0xff)]), 'broken.gz'],
  [() => png(65_535, 65_535, deflateRawSync(Buffer.alloc(100_000))), 'flood.png'],
  [() => png(0x7fffffff, 0x7fffffff, bytes(0)), 'flood2.png'],
  [() => jpeg(65_535, 65_535), 'flood.jpg'],
  [() => gif(65_535, 65_535), 'flood.gif'],
  [() => bmp(0x7fffffff, 0x7fffffff), 'flood.bmp'],
  [() => bmp(-5, -5), 'minus.bmp'],
  [() => png(0, 0, bytes(0)), 'zero.png'],
  [
    () => Buffer.from(`<!DOCTYPE x [<!ENTITY a "${'a'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}">]><x>&b;</x>`),
    'laughs.xml',
  ],
  [() => Buffer.from('<b>'.repeat(50_000)), 'deep.html'],
  [() => Buffer.from('['.repeat(100_000)), 'deep.json'],
];

const sizes: [Buffer, string][] = [
  [Buffer.alloc(0), 'empty.png'],
  [Buffer.alloc(0), 'empty.html'],
  [bytes(0), 'one.png'],
  [pngStart, 'start.png'],
  [bytes(0xff, 0xd8), 'start.jpg'],
  [Buffer.alloc(100_000), 'zeros.bin'],
];

const honest: [Buffer, string, string][] = [
  [png(20, 10), 'photo.png', 'image/png'],
  [jpeg(40, 30), 'photo.jpg', 'image/jpeg'],
  [gif(3, 2), 'wink.gif', 'image/gif'],
  [bmp(1, 1), 'old.bmp', 'image/bmp'],
  [pdf(), 'Umowa.pdf', 'application/pdf'],
  [Buffer.from('BMW is a car. ID3 too. PK is short.'), 'notes.txt', 'text/plain'],
  [Buffer.from('a;b\nż;ł\n'), 'table.csv', 'text/csv'],
  [Buffer.from('{"a":1}'), 'x.json', 'application/json'],
  [
    zip('word/document.xml', Buffer.from('<w/>')),
    'letter.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
];

function drafts(): Draft[] {
  const made: Draft[] = [];
  for (const [make, names] of [...scripts, ...doubles])
    for (const [name, mediaType] of names) made.push({ group: 'active', name, mediaType, make });
  for (const [content, name] of programs) made.push({ group: 'program', name, mediaType: '', make: () => content });
  for (const [make, name] of bombs) made.push({ group: 'bomb', name, mediaType: 'image/png', make });
  for (const [content, name] of sizes) made.push({ group: 'size', name, mediaType: 'text/html', make: () => content });
  for (const name of hostileNames) made.push({ group: 'name', name, mediaType: 'text/html', make: text(page) });
  for (const [content, name, mediaType] of honest) made.push({ group: 'honest', name, mediaType, make: () => content });
  for (const name of honestNames) made.push({ group: 'honest', name, mediaType: 'text/plain', make: text(() => name) });
  return made;
}

/** All of them, the same ones in every run. */
export function hostileUploads(): Upload[] {
  return drafts().map(({ make, ...upload }, id) => ({ ...upload, id, bytes: make(`console.log('ran ${id}')`) }));
}
