/** The compiler of readers: what it writes is fresh, and what it does not know stops it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { readersText } from '../../.ci/readers.mjs';
import { ticketStatusSchema } from '../../src/contract/index.ts';

const project = join(import.meta.dirname, '../..');

it('the compiled readers are as fresh as the schemas', () => {
  const args = [join(project, '.ci/compile-readers.mjs'), '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  assert.deepEqual({ status, said: stdout + stderr }, { status: 0, said: '' });
});

describe('compiling schemas of one’s own', () => {
  it('writes a reader for each, and those of the contract that they are made of before them', async () => {
    const lampSchema = z.object({ status: ticketStatusSchema, watts: z.int().check(z.gte(5)), 'on-off': z.boolean() });
    const text = await readersText({ lampSchema });
    assert.match(text, /import type \{ Lamp \} from '\.\/answers\.ts';/);
    assert.match(text, /const readTicketStatus: Reader<TicketStatus> = oneOf\('open', .+\);\n\nexport const readLamp/);
    assert.match(text, /record\(\{ status: readTicketStatus, watts: wholeFrom\(5\), 'on-off': flag \}\)/);
  });

  it('writes what stands for a field that an older server does not have', async () => {
    const text = await readersText({ lampSchema: z.object({ dims: z._default(z.boolean(), false) }) });
    assert.match(text, /record\(\{ dims: optional\(flag, false\) \}\)/);
    const named = readersText({ lampSchema: z.object({ odd: z._default(z.string(), 'x') }) });
    await assert.rejects(named, { message: /^lampSchema\.odd: there is no reader for a default that is not true/ });
  });

  it('writes numbers of a closed list as they are', async () => {
    const text = await readersText({ lampSchema: z.object({ bulbs: z.literal([1, 2]) }) });
    assert.match(text, /record\(\{ bulbs: oneOf\(1, 2\) \}\)/);
  });

  it('imports what another file has', async () => {
    const lampSchema = z.object({ watts: z.int() });
    const written = { schemas: { lampSchema }, from: './lamps.ts' };
    const text = await readersText({ roomSchema: z.object({ lamps: z.array(lampSchema) }) }, 'rooms.ts', written);
    assert.match(text, /import \{ readLamp \} from '\.\/lamps\.ts';/);
    assert.match(text, /record\(\{ lamps: list\(readLamp\) \}\)/);
    assert.doesNotMatch(text, /watts/);
  });

  const shape = z.object({ text: z.string() });
  const refused: Record<string, z.ZodMiniType> = {
    'fields of any name': z.looseObject({ text: z.string() }),
    'fields of no other name': z.strictObject({ text: z.string() }),
    'a rule of its own': z.string().check(z.refine((text) => text !== 'x')),
    'a rule for the whole': z.object({ text: z.string() }).check(z.refine(() => true)),
    'a pattern': z.string().check(z.regex(/x/)),
    'a trimmed text': z.string().check(z.trim()),
    'a text that is made of anything': z.coerce.string(),
    'a default that is not a field’s': z._default(z.boolean(), false),
    'a fallback': z.catch(z.string(), 'x'),
    'another format': z.email(),
    'a local time': z.iso.datetime({ local: true, offset: true }),
    'a time without an offset': z.iso.datetime(),
    'a limit for fractions': z.number().check(z.gte(0.5)),
    'an upper limit': z.int().check(z.lt(5)),
    'two limits of a kind': z.int().check(z.gt(1), z.gt(2)),
    'a list of limited length': z.array(z.string()).check(z.maxLength(3)),
    'a list that ends openly': z.tuple([z.string()], z.string()),
    'a list whose end may be missing': z.tuple([z.string(), z.optional(z.string())]),
    'names of a pattern': z.record(z.string().check(z.minLength(1)), z.string()),
    'names from a list': z.record(z.enum(['a']), z.string()),
    'names that are let through': z.looseRecord(z.string(), z.string()),
    'true and false as words': z.literal([true, false]),
    'one of several shapes': z.union([shape, z.string()]),
    'either but not both': z.xor([z.string(), z.number()]),
    'limited text or a number': z.union([z.string().check(z.minLength(1)), z.number()]),
    'shapes with a last resort': z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })], {
      unionFallback: true,
    }),
    'shapes told apart by several words': z.discriminatedUnion('kind', [z.object({ kind: z.literal(['a', 'b']) })]),
    'a conversion that has no name': z.pipe(
      z.transform((given) => given),
      z.string(),
    ),
    'a conversion afterwards': z.pipe(
      z.string(),
      z.transform((text) => text.length),
    ),
    'the same shape twice': z.tuple([shape, shape]),
  };
  for (const [what, odd] of Object.entries(refused)) {
    it(`stops at ${what}, and names the place`, async () => {
      await assert.rejects(readersText({ lampSchema: z.object({ odd: z.nullable(odd) }) }), {
        message: /^lampSchema\.odd.*: there is no reader for /,
      });
    });
  }
});
