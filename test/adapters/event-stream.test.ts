/** Server-sent events mean the same wherever the network cuts them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventsOf, type StreamEvent } from '../../src/adapters/http/event-stream.ts';
import { randomNumbers } from '../helpers/random.ts';

const seed = 20261128;

function piecesOf(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...new Set(cuts)].sort((a, b) => a - b);
  return [0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length));
}

async function read(pieces: readonly Uint8Array[]): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const events: StreamEvent[] = [];
  for await (const event of eventsOf(body.getReader())) events.push(event);
  return events;
}

const readText = (text: string) => read([new TextEncoder().encode(text)]);

describe('a stream of events', () => {
  it('is read as the standard says', async () => {
    const text = [
      '\uFEFF: a comment\n\n',
      'data: YHOO\ndata: +2\ndata\ndata:10\n\n',
      'id: 1\nevent: add\ndata:  two spaces: and a colon\n\n',
      'event: nothing without data\n\n',
      'data: the id stays\nunknown: field\nretry: 10\n\n',
      'id: a\0b\ndata: an id with a zero is none\n\n',
      'id\ndata: {"ż":"🦊"}\n\n',
      'data: cut off',
    ].join('');
    assert.deepEqual(await readText(text), [
      { id: '', type: 'message', data: 'YHOO\n+2\n\n10' },
      { id: '1', type: 'add', data: ' two spaces: and a colon' },
      { id: '1', type: 'message', data: 'the id stays' },
      { id: '1', type: 'message', data: 'an id with a zero is none' },
      { id: '', type: 'message', data: '{"ż":"🦊"}' },
    ]);
  });

  it('means the same with each kind of line end, and cut at any byte', async () => {
    const lines = ['id: 7', 'event: żółw', 'data: 🦊', 'data: b', '', ': c', '', 'data: d', '', ''];
    const expected = await readText(lines.join('\n'));
    assert.equal(expected.length, 2);
    for (const end of ['\n', '\r\n', '\r']) {
      const bytes = new TextEncoder().encode(`\uFEFF${lines.join(end)}`);
      for (let cut = 0; cut <= bytes.length; cut += 1)
        assert.deepEqual(await read(piecesOf(bytes, [cut])), expected, `${JSON.stringify(end)} cut at ${cut}`);
    }
  });

  it('means the same however it is cut, with line ends mixed', async () => {
    const random = randomNumbers(seed);
    const words = ['id: 1', 'id', 'event: e', 'data: x', 'data', ':', 'data: ż🦊', '', '', 'data:y'];
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    for (let round = 0; round < 300; round += 1) {
      const lines = Array.from({ length: 1 + Math.floor(random() * 20) }, () => pick(words));
      // A CR followed by an empty line with LF would be one end and not two.
      const ends = lines.map(() => pick(['\n', '\r\n', '\r']));
      const text = lines
        .map((line, at) => line + (lines[at + 1] === '' && ends[at] === '\r' ? '\n' : ends[at]))
        .join('');
      const bytes = new TextEncoder().encode(text);
      const cuts = Array.from({ length: Math.floor(random() * 8) }, () => Math.floor(random() * bytes.length));
      const plain = await readText(lines.map((line) => `${line}\n`).join(''));
      assert.deepEqual(
        await read(piecesOf(bytes, cuts)),
        plain,
        `seed ${seed}, round ${round}: ${JSON.stringify(text)}`,
      );
    }
  });
});
