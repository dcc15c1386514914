/**
 * Server-sent events out of bytes (WHATWG HTML, 9.2). A library would do the same in more bytes: this is all that a page
 * loads for it. When to come back is not the stream's to say here, so `retry` is read over.
 */

export interface StreamEvent {
  /** The last id that was sent, with this event or before. */
  id: string;
  type: string;
  data: string;
}

/** Calls `alive` with each piece that arrives, whatever it holds. An event that was cut off is none. */
export async function* eventsOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  alive: () => void = () => undefined,
): AsyncGenerator<StreamEvent, void> {
  // Drops a byte order mark at the beginning, as it should.
  const decoder = new TextDecoder();
  let [rest, id, type, isAfterReturn] = ['', '', '', false];
  let data: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    const piece = decoder.decode(value, { stream: true });
    if (piece === '') continue;
    // CR and LF of one line end may come apart.
    rest += isAfterReturn ? piece.replace(/^\n/, '') : piece;
    isAfterReturn = piece.endsWith('\r');
    const lines = rest.split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { id, type: type || 'message', data: data.join('\n') };
        [type, data] = ['', []];
        continue;
      }
      const [, field, text = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (field === 'data') data.push(text);
      else if (field === 'event') type = text;
      else if (field === 'id' && !text.includes('\0')) id = text;
    }
  }
}
