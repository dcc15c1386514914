/**
 * A page believes the readers, a server and every test the schemas. Both are given the same valid answers, and each of
 * these with one thing changed, thousands of times: they accept the same, and make the same of it.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as z from 'zod/mini';
import * as answers from '../../src/adapters/shared/answers.ts';
import * as fileAnswers from '../../src/adapters/shared/file-answers.ts';
import * as fileReaders from '../../src/adapters/shared/file-readers.generated.ts';
import * as guestAnswers from '../../src/adapters/shared/guest-answers.ts';
import * as guestReaders from '../../src/adapters/shared/guest-readers.generated.ts';
import * as restAnswers from '../../src/adapters/shared/rest-answers.ts';
import * as restReaders from '../../src/adapters/shared/rest-readers.generated.ts';
import type { Reader } from '../../src/adapters/shared/reader.ts';
import * as readers from '../../src/adapters/shared/readers.generated.ts';
import { samples } from './answer-samples.ts';

const names = Object.keys(samples) as (keyof typeof samples)[];
const schemas = { ...answers, ...fileAnswers, ...guestAnswers, ...restAnswers };
const allReaders: Record<string, Reader<unknown>> = { ...readers, ...fileReaders, ...guestReaders, ...restReaders };
const readerOf = (name: keyof typeof samples): Reader<unknown> =>
  allReaders[`read${name[0]!.toUpperCase()}${name.slice(1, -'Schema'.length)}`]!;

/** Where something stands in a value: the way there, and what it is. */
function nodesOf(value: unknown, path: string[] = []): { path: string[]; node: unknown }[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [{ path, node: value }, ...parts.flatMap(([name, part]) => nodesOf(part, [...path, name]))];
}

/** A copy with something else at one place. A field named `__proto__` stays a field, as in parsed JSON. */
function replacedAt(value: unknown, [step, ...rest]: string[], other: unknown): unknown {
  if (step === undefined) return other;
  const parts = Object.entries(value as object).map(([name, part]): [string, unknown] => [
    name,
    name === step ? replacedAt(part, rest, other) : part,
  ]);
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

const dates = [
  '2026-02-29T00:00:00Z',
  '2024-02-29T00:00:00Z',
  '2000-02-29T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T19:45:11',
  '2026-11-22T19:45Z',
  '2026-11-22T19:45:11+0100',
  '2026-11-22T19:45:11-23:59',
  '2026-11-22T19:45:11.5z',
  '2026-11-22t19:45:11Z',
  '2026-11-22 19:45:11Z',
  '2026-11-22T19:45:11Z\n',
  '+002026-11-22T19:45:11Z',
];
const texts = ['', ' ', 'x', '0', 'open', 'message', 'toString', '__proto__', 'constructor', 'ż'.repeat(200)];
const numbers = [0, -0, 1, -1, 1.5, 2 ** 53 - 1, 2 ** 53, 1e21, Infinity, Number.MIN_VALUE];
const atoms: unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], ['message']],
  ...dates,
  ...texts,
  ...['x'.repeat(201), 'x'.repeat(512), 'x'.repeat(513)],
  ...numbers,
];
const strangeNames = ['extra', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', '0', ''];

/** A list or an object with one part less, and with one more. */
function reshaped(node: object): unknown[] {
  if (Array.isArray(node)) {
    const list = node as unknown[];
    const shorter = list.map((_, index) => list.toSpliced(index, 1));
    return [...shorter, list.toReversed(), ...[list[0], null, 7].map((item) => [...list, item])];
  }
  const fields = Object.entries(node);
  const fewer = fields.map((_, index) => fields.toSpliced(index, 1));
  const more = strangeNames.flatMap((name) => ['x', { kind: 'user' }].map((field) => [...fields, [name, field]]));
  return [...fewer, ...more].map((changed) => Object.fromEntries(changed) as unknown);
}

/** A sample, and the sample with one thing replaced: by any atom, by any other part of the sample, or reshaped. */
function* variantsOf(sample: unknown): Generator<unknown> {
  yield sample;
  const nodes = nodesOf(sample);
  for (const { path, node } of nodes) {
    const others = [...atoms, ...nodes.map((found) => found.node), [node]];
    const reshapes = typeof node === 'object' && node !== null ? reshaped(node) : [];
    for (const other of [...others, ...reshapes]) yield replacedAt(sample, path, other);
  }
}

function bySchema(schema: z.ZodMiniType, given: unknown) {
  const { success, data } = schema.safeParse(given);
  return success ? { accepted: data } : 'refused';
}

function byReader(read: Reader<unknown>, given: unknown) {
  try {
    return { accepted: read(given, '') };
  } catch {
    return 'refused';
  }
}

describe('a page believes what the schema believes, and makes the same of it', () => {
  for (const name of names) {
    it(`for ${name}`, () => {
      for (const sample of samples[name]) assert.ok(schemas[name].safeParse(sample).success);
      const outcomes = { accepted: 0, refused: 0 };
      for (const given of samples[name].flatMap((sample) => [...variantsOf(sample)])) {
        const expected = bySchema(schemas[name], given);
        assert.deepEqual(byReader(readerOf(name), given), expected, JSON.stringify(given));
        outcomes[expected === 'refused' ? 'refused' : 'accepted'] += 1;
      }
      assert.ok(outcomes.accepted > 20 && outcomes.refused > 100, JSON.stringify(outcomes));
    });
  }
});

describe('an answer that is not believed', () => {
  const wrong: [place: string, node: unknown, said: string][] = [
    ['', [], 'at "/", which should be an object'],
    ['/items', {}, 'at "/items", which should be a list'],
    ['/items/0/author', null, 'at "/items/0/author", which should be an object'],
    ['/items/1/attachments/0/size', 1.5, 'at "/items/1/attachments/0/size", which should be a whole number'],
    ['/items/1/body/format', 'md', 'at "/items/1/body/format", which should be one of text, html'],
    ['/items/2/at', 'noon', 'at "/items/2/at", which should be a date and time with an offset'],
    ['/items/2/to', 'lost', 'at "/items/2/to", which should be one of open, awaiting_reply, solved, closed'],
    ['/items/3/params/count', null, 'at "/items/3/params/count", which should be text or a number'],
    ['/after', '', 'at "/after", which should be text of 1 to 512 characters'],
  ];
  for (const [place, node, said] of wrong) {
    it(`is told by place and by what should stand there, and not by what does: ${said}`, () => {
      const [sample] = samples.eventPageSchema;
      const given = replacedAt(sample, place.split('/').slice(1), node);
      assert.throws(() => readers.readEventPage(given, ''), { message: said });
    });
  }
});
