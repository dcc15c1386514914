/** Live events as server-sent events (WHATWG HTML, 9.2.6). JSON has no line ends, so one line holds all. */
import type { LiveEvent } from '../../contract/index.ts';

const encoder = new TextEncoder();
const reconnectMs = 5_000;

/** How long a reader that has no better idea waits before it comes back. */
export const openingText = encoder.encode(`retry: ${reconnectMs}\n\n`);
/** Read by nobody. */
export const heartbeatText = encoder.encode(': \n\n');

/** Without an id: it changes nothing about where the stream is taken up again. */
export function eventText({ id, type, ...data }: LiveEvent): Uint8Array {
  return encoder.encode(`${id && `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}
