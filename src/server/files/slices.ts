import { chunksOf } from '../requests.ts';

/**
 * A stream of bytes in pieces of exactly `size`, the last one shorter. A stream that breaks gives what came until then, and
 * only then the reason.
 */
export async function* slicesOf(stream: ReadableStream<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(size);
  let filled = 0;
  let broken: { cause: unknown } | undefined;
  try {
    for await (const chunk of chunksOf(stream)) {
      for (let rest = chunk; rest.length > 0;) {
        const taken = rest.subarray(0, size - filled);
        piece.set(taken, filled);
        filled += taken.length;
        rest = rest.subarray(taken.length);
        if (filled < size) continue;
        yield piece;
        piece = new Uint8Array(size);
        filled = 0;
      }
    }
  } catch (cause) {
    broken = { cause };
  }
  if (filled > 0) yield piece.subarray(0, filled);
  if (broken) throw broken.cause;
}
