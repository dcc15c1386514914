/**
 * What the threat model forbids, tried with every message of the corpus in a real browser. `HOSTILE=full` fires 20 000
 * made-up messages, and the whole corpus as subjects, authors and file names, under every policy.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hostile } from './corpus/corpus.ts';
import { generate } from './corpus/generate.ts';
import { honest } from './corpus/honest.ts';
import { bombs } from './corpus/texts.ts';
import { openRange, type Fire, type Mode, type Range, type Target } from './range.ts';
import type { Shown } from './watch-page.ts';

const batchSize = 130;
const isFull = process.env['HOSTILE'] === 'full';
const generated = isFull ? 20_000 : 2_000;
const all = Object.values(hostile).flat();

/** Names the messages behind a finding by firing halves, then halves of those. */
async function culprits(fire: Fire, batch: readonly Shown[], rules: { mustTellTargets: boolean }): Promise<string[]> {
  const found = await fire(batch, rules);
  if (found.length === 0) return [];
  const told = found.slice(0, 3).join('; ');
  if (batch.length === 1) return [`${JSON.stringify(batch[0]).slice(0, 200)}: ${told}`];
  const middle = Math.ceil(batch.length / 2);
  const halves = [
    ...(await culprits(fire, batch.slice(0, middle), rules)),
    ...(await culprits(fire, batch.slice(middle), rules)),
  ];
  return halves.length > 0 ? halves : [`some of ${batch.length} together: ${told}`];
}

async function fireAll(target: Target, messages: readonly Shown[], mustTellTargets = false): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < messages.length && found.length < 20; start += batchSize)
    found.push(...(await culprits(target.fire, messages.slice(start, start + batchSize), { mustTellTargets })));
  return found;
}

let range: Range;
before(async () => void (range = await openRange()));
after(() => range?.close());

/** One page for all tests of a group. */
function targetIn(mode: Mode): () => Target {
  let target: Target;
  before(async () => void (target = await range.open(mode)));
  after(() => target?.close());
  return () => target;
}

const modes: [Mode, string][] = [
  ['off', 'without a policy'],
  ['csp', 'under a strict content security policy'],
  ['trusted', 'with Trusted Types enforced'],
  ['reference', 'in a browser without a sanitizer'],
];
/** The honest messages as the first page shows them. */
let drawn: string[] | undefined;
for (const [mode, title] of modes)
  describe(`on a page ${title}`, () => {
    const target = targetIn(mode);

    for (const [kind, messages] of Object.entries(hostile))
      it(`${messages.length} messages of the kind “${kind}” do nothing`, async () => {
        const shown = messages.map((html) => ({ html }));
        assert.deepEqual(await fireAll(target(), shown, kind === 'lie'), []);
      });

    it(`${generated} made-up messages do nothing`, async () => {
      const shown = Array.from(generate(1, generated), (html) => ({ html }));
      assert.deepEqual(await fireAll(target(), shown), []);
    });

    it('a subject, an author and a file name do nothing, whatever they are', async () => {
      // They never become markup, so that a policy changes nothing and a part of them tells as much as all.
      const step = isFull ? 1 : mode === 'off' ? 5 : 25;
      const some = all.filter((_, place) => place % step === 0);
      const shown = some.map((text) => ({ html: '<p>x</p>', subject: text, author: text, fileName: text }));
      const usual = { html: '<p>x</p>', subject: 'Fork', author: 'Ola', fileName: 'fork.txt' };
      assert.deepEqual(await fireAll(target(), [usual, ...shown]), []);
    });

    it(`${honest.length} honest messages are shown the same as everywhere`, async () => {
      const shown = await target().ask<string[]>(`drawBatch(${JSON.stringify(honest.map(([, html]) => html))})`);
      assert.equal(shown.length, honest.length);
      assert.deepEqual(shown, (drawn ??= shown));
    });
  });

describe('an honest message', () => {
  const target = targetIn('off');

  it(`keeps its words, links and structure: ${honest.length} of them`, async () => {
    const found = await target().ask<string[]>(`compareBatch(${JSON.stringify(honest.map(([, html]) => html))})`);
    assert.equal(found.length, honest.length);
    const damaged = honest.map(([name], place) => `${name}: ${found[place]}`).filter((text) => !text.endsWith(': '));
    assert.deepEqual(damaged, []);
  });
});

describe('a bomb', () => {
  const target = targetIn('off');
  /** How many times the longest honest message it may cost. */
  const mostTimes = 25;
  const cost = (html: string) =>
    target().ask<number>(`(async (html) => {
      const start = performance.now();
      await renderMessage(html);
      document.body.getBoundingClientRect();
      return performance.now() - start;
    })(${JSON.stringify(html)})`);

  let yardstick = 0;
  before(async () => {
    const longest = '<p>An honest paragraph of a long report, with <b>some</b> weight.</p>'.repeat(2_500);
    yardstick = Math.max(await cost(longest), await cost(longest));
  });

  for (const [name, html] of bombs)
    it(`does not hold the page: ${name}`, async () => {
      const times = (await cost(html)) / yardstick;
      assert.ok(times < mostTimes, `cost ${times.toFixed(1)} times the longest honest message`);
    });
});

describe('the same corpus', () => {
  it('strikes a page that puts messages into itself as they are', async () => {
    const struck = { executed: 0, called: 0, other: 0, nothing: 0 };
    const effectOf = (found: readonly string[]) => {
      if (found.some((text) => text.startsWith('executed'))) return 'executed';
      if (found.some((text) => text.startsWith('called'))) return 'called';
      return found.length > 0 ? 'other' : 'nothing';
    };
    let target = await range.open('bare');
    for (const html of all.filter((_, place) => place % 37 === 0)) {
      // A page whose own names are taken can no longer say what happened to it.
      const found = await target.fire([{ html }]).catch(() => undefined);
      struck[found ? effectOf(found) : 'other'] += 1;
      if (found) continue;
      await target.close();
      target = await range.open('bare');
    }
    await target.close();
    const { executed, called, other } = struck;
    assert.ok(executed > 4 && called > 4 && other > 1, JSON.stringify(struck));
  });
});
