import { assert } from '@open-wc/testing';
import { Late } from '../../src/elements/late.ts';

/** Nothing but what a part that comes late asks of its host. */
function createHost() {
  const host = {
    updates: 0,
    updateComplete: Promise.resolve(true),
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => void (host.updates += 1),
  };
  return host;
}

describe('a part that comes late', () => {
  it('is loaded once, draws its host again, and is used at once from then on', async () => {
    const host = createHost();
    let loads = 0;
    const late = new Late(host, async () => (loads += 1));
    late.expect();
    assert.strictEqual(loads, 0, 'what is drawn comes first');
    assert.strictEqual(await late.come(), 1);
    assert.deepEqual([loads, host.updates, late.part], [1, 1, 1]);
    const used: number[] = [];
    late.use((part) => used.push(part));
    assert.deepEqual(used, [1]);
  });

  it('does what was asked of it before it came', async () => {
    const late = new Late(createHost(), async () => 'tools');
    const used: string[] = [];
    late.use((part) => used.push(part));
    assert.deepEqual(used, []);
    await late.come();
    assert.deepEqual(used, ['tools']);
  });

  it('that cannot be had is told of, and asked for again by the next one who needs it', async () => {
    const told: unknown[] = [];
    const warn = console.warn;
    console.warn = (...words: unknown[]) => void told.push(words[0]);
    let isThere = false;
    const late = new Late(createHost(), async () => {
      if (!isThere) throw new TypeError('Failed to fetch');
      return 'tools';
    });
    assert.isUndefined(await late.come());
    console.warn = warn;
    assert.deepEqual(told, ['[helpdock] A part of the support center could not be loaded.']);
    isThere = true;
    assert.strictEqual(await late.come(), 'tools');
  });
});
