import { assert } from '@open-wc/testing';
import { createKeptStage, isRestored, openBox, reload, type } from './support-reply-box-kept.stage.ts';
import { isShown, until } from './stage.ts';

describe('a browser that keeps nothing', () => {
  before(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });

  it('still has the words as long as the page lives, and does not claim more', async () => {
    const stage = await createKeptStage();
    const box = await openBox(stage);
    await type(box, 'Half a thought');
    const next = await reload(box, stage);
    await until(() => next.value === 'Half a thought', 'the words are lost');
    await until(() => isRestored(next), 'there is no note');
    assert.strictEqual(isShown(next, 'Draft saved on this device'), false);
    assert.strictEqual(await next.send(), true);
  });
});
