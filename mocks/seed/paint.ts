/** Pictures out of a few shapes, as PNG (RFC 2083): the stories need some, and nobody's camera was there. */

type Color = readonly [red: number, green: number, blue: number];

/** `depth`: how many pixels a point lies inside of the shape; below zero outside. */
export interface Shape {
  color: Color;
  depth: (x: number, y: number) => number;
}

/** Pixels of a side of what is looked at together. */
const tile = 16;

export function disc(color: Color, x: number, y: number, radius: number): Shape {
  return { color, depth: (px, py) => radius - Math.hypot(px - x, py - y) };
}

export function ring(color: Color, x: number, y: number, radius: number, width: number): Shape {
  return { color, depth: (px, py) => width / 2 - Math.abs(radius - Math.hypot(px - x, py - y)) };
}

export function box(color: Color, x: number, y: number, width: number, height: number): Shape {
  return { color, depth: (px, py) => Math.min(px - x, x + width - px, py - y, y + height - py) };
}

/** A stroke with round ends. */
export function line(color: Color, x1: number, y1: number, x2: number, y2: number, width: number): Shape {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy;
  return {
    color,
    depth(px, py) {
      const along = Math.min(Math.max(((px - x1) * dx + (py - y1) * dy) / square, 0), 1);
      return width / 2 - Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
    },
  };
}

/** Shapes that come later lie above those before; edges are softened over one pixel. */
export async function paint(width: number, height: number, ground: Color, shapes: readonly Shape[]): Promise<Blob> {
  const rowBytes = 1 + 3 * width;
  const rows = new Uint8Array(rowBytes * height);
  for (let top = 0; top < height; top += tile)
    for (let left = 0; left < width; left += tile) {
      // Depth changes by one a pixel at most, so the middle of a tile tells what cannot reach into it.
      const near = shapes.filter(({ depth }) => depth(left + tile / 2, top + tile / 2) > -tile);
      for (let y = top; y < Math.min(top + tile, height); y += 1)
        for (let x = left; x < Math.min(left + tile, width); x += 1)
          rows.set(colorAt(x + 0.5, y + 0.5, ground, near), y * rowBytes + 1 + 3 * x);
    }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits for each of red, green and blue.
  header.setUint8(8, 8);
  header.setUint8(9, 2);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Blob(
    [
      signature,
      chunk('IHDR', new Uint8Array(header.buffer)),
      chunk('IDAT', await deflated(rows)),
      chunk('IEND', new Uint8Array()),
    ],
    { type: 'image/png' },
  );
}

function colorAt(x: number, y: number, ground: Color, shapes: readonly Shape[]): Color {
  let [red, green, blue] = ground;
  for (const { color, depth } of shapes) {
    const share = Math.min(Math.max(depth(x, y) + 0.5, 0), 1);
    red += (color[0] - red) * share;
    green += (color[1] - green) * share;
    blue += (color[2] - blue) * share;
  }
  return [red, green, blue];
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(kind: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(kind), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, checksum(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

/** CRC-32, which browsers do not offer. */
function checksum(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
