/** What the page hears of failures at the gate: enough for its log, nothing of the visitor. */
import { assert, html } from '@open-wc/testing';
import type { SupportErrorCode } from '../../src/contract/index.ts';
import { collect, shows } from './stage.ts';
import {
  enterCode,
  fieldOf,
  type Gate,
  mainOf,
  mountCode,
  mountGate,
  mountIntro,
  resendOf,
  token,
} from './support-guest-gate.stage.ts';

const address = 'anna@example.com';
const code = '123456';

/** Each thing that the backend can be asked for, about to be refused. */
const asked: Record<string, () => Promise<{ stage: Gate; refuse: (code: SupportErrorCode) => Promise<void> }>> = {
  'a link that could not be checked': async () => {
    const stage = await mountGate();
    return { stage, refuse: (code) => stage.refuse('resolveLink', code, details) };
  },
  'a code that could not be sent': async () => {
    const stage = await mountIntro();
    mainOf(stage.gate).click();
    return { stage, refuse: (code) => stage.refuse('requestCode', code, details) };
  },
  'a code that could not be checked': async () => {
    const stage = await mountCode();
    await enterCode(stage.gate, code);
    return { stage, refuse: (code) => stage.refuse('verifyCode', code, details) };
  },
  'a link that could not be asked for': async () => {
    const stage = await mountGate((adapter) => html`<support-guest-gate .adapter=${adapter}></support-guest-gate>`);
    await shows(stage.gate, 'Get a new link');
    fieldOf(stage.gate, 'email').value = address;
    fieldOf(stage.gate, 'number').value = '1042';
    mainOf(stage.gate).click();
    return { stage, refuse: (code) => stage.refuse('requestNewLink', code, details) };
  },
};
const details = { reference: 'K7Q2-9F', cause: `${token} ${address} ${code}` };

describe('the page around support-guest-gate', () => {
  for (const [what, prepare] of Object.entries(asked))
    for (const failure of ['unavailable', 'timeout', 'unknown', 'forbidden', 'unsupported'] as const)
      it(`hears once, without a secret, of ${what} with ${failure}`, async () => {
        const { stage, refuse } = await prepare();
        const errors = collect(document, 'support-error');
        await refuse(failure);
        const retryable = failure !== 'forbidden' && failure !== 'unsupported';
        const fatal = what === 'a link that could not be checked';
        assert.deepEqual(
          errors.map(({ detail }) => detail),
          [{ error: { code: failure, retryable, reference: 'K7Q2-9F' }, where: 'guest', fatal }],
        );
        stage.gate.requestUpdate();
        await stage.gate.updateComplete;
        assert.lengthOf(errors, 1);
      });

  it('hears of each failure of its own, also of the same kind', async () => {
    const { gate, refuse } = await mountCode({ resendInMs: 0 });
    const errors = collect(document, 'support-error');
    for (const _ of [1, 2]) {
      resendOf(gate).click();
      await refuse('requestCode', 'unavailable');
    }
    assert.lengthOf(errors, 2);
  });

  for (const [what, failure] of [
    ['a code that could not be checked', 'code_wrong'],
    ['a code that could not be checked', 'code_expired'],
    ['a code that could not be checked', 'code_locked'],
    ['a code that could not be sent', 'rate_limited'],
    ['a code that could not be sent', 'offline'],
    ['a link that could not be checked', 'link_expired'],
    ['a link that could not be checked', 'link_invalid'],
    ['a link that could not be asked for', 'validation'],
  ] as const)
    it(`hears nothing of ${failure}, which is the visitor’s`, async () => {
      const prepare = asked[what];
      assert.isDefined(prepare);
      const errors = collect(document, 'support-error');
      await (await prepare()).refuse(failure);
      assert.lengthOf(errors, 0);
    });
});
