import { assert } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { deep, shows } from './stage.ts';
import { enterCode, headingOf, inputOf, mainOf, mountCode, resendOf } from './support-guest-gate.stage.ts';

describe('the looks of support-guest-gate', () => {
  afterEach(async () => {
    document.documentElement.style.fontSize = '';
    await setViewport({ width: 800, height: 600 });
  });

  for (const [codeLength, code] of [
    [6, '418205'],
    [8, '41820577'],
  ] as const)
    it(`show all ${codeLength} digits at twice the size of text on 320 pixels`, async () => {
      await setViewport({ width: 320, height: 568 });
      document.documentElement.style.fontSize = '200%';
      const { gate, refuse } = await mountCode({ codeLength });
      await enterCode(gate, code);
      await refuse('verifyCode', 'code_wrong', { attemptsLeft: 2 });
      await shows(gate, '2 tries left');
      assert.isAtMost(inputOf(gate).scrollWidth, inputOf(gate).clientWidth);
      assert.isAtMost(document.documentElement.scrollWidth, 320);
    });

  it('have one edge for words, field and buttons', async () => {
    const { gate } = await mountCode();
    const edges = [headingOf(gate), inputOf(gate), mainOf(gate), deep(gate, '.more')].map((element) => {
      const { left, right } = element?.getBoundingClientRect() ?? {};
      return [left, right];
    });
    for (const edge of edges) assert.deepEqual(edge, edges[0]);
  });

  it('tell in forced colours what cannot be pressed, and keep every button in the column', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const { gate } = await mountCode();
    const probe = Object.assign(document.createElement('i'), { style: 'color: GrayText' });
    document.body.append(probe);
    assert.strictEqual(resendOf(gate).getAttribute('aria-disabled'), 'true');
    assert.strictEqual(getComputedStyle(resendOf(gate)).color, getComputedStyle(probe).color);
    assert.notStrictEqual(getComputedStyle(mainOf(gate)).color, getComputedStyle(probe).color);
    assert.strictEqual(resendOf(gate).getBoundingClientRect().left, mainOf(gate).getBoundingClientRect().left);
    probe.remove();
    await emulateMedia({ forcedColors: 'none' });
  });
});
