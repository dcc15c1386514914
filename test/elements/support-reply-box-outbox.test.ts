import { assert } from '@open-wc/testing';
import {
  comesTrue,
  createKeptStage,
  keeps,
  type KeptStage,
  later,
  openBox,
  reload,
  sending,
  silence,
  type,
} from './support-reply-box-kept.stage.ts';
import { deep, failure, setOnline, shows, until } from './stage.ts';

describe('a reply that was handed over', () => {
  let stage: KeptStage;

  beforeEach(async () => {
    stage = await createKeptStage();
  });

  const unsentIn = (box: Element) =>
    Array.from(box.shadowRoot?.querySelectorAll('.unsent-words') ?? [], (line) => line.textContent);
  const messages = async () => {
    const call = { signal: new AbortController().signal, locale: 'en' };
    const { items } = await stage.adapter.listEvents(stage.ticket, { limit: 50 }, call);
    return items.filter((event) => event.type === 'message').map(({ body }) => body.text);
  };

  it('and never answered goes out again after a reload, once and under its key', async () => {
    const lost = sending(stage.adapter, async (...asked) => {
      await stage.adapter.sendMessage(...asked);
      return silence();
    });
    const box = await openBox({ ...stage, adapter: lost.adapter });
    await type(box, 'Did it arrive?');
    void box.send();
    await comesTrue(async () => (await messages()).length === 2, 'it did not arrive');
    await until(() => lost.sent.length === 1, 'nothing was sent');
    const again = sending(stage.adapter);
    const next = await reload(box, { ...stage, adapter: again.adapter });
    await until(() => again.sent.length === 1, 'it was not sent again');
    assert.strictEqual(again.sent[0]?.clientId, lost.sent[0]?.clientId);
    await keeps(stage, 0);
    assert.deepEqual(await messages(), ['Please help.', 'Did it arrive?']);
    assert.deepEqual([unsentIn(next), next.value], [[], '']);
  });

  it('without a connection goes out after a reload as soon as there is one', async () => {
    const box = await openBox(stage);
    setOnline(false);
    await type(box, 'Later');
    void box.send();
    await shows(box, 'Waiting for a connection');
    await keeps(stage, 1);
    const next = await reload(box, stage);
    await shows(next, 'Waiting for a connection');
    assert.deepEqual(unsentIn(next), ['Later']);
    setOnline(true);
    await until(() => unsentIn(next).length === 0, 'it was not sent');
    await keeps(stage, 0);
    assert.deepEqual(await messages(), ['Please help.', 'Later']);
  });

  it('and failed is there after a reload, with its reason', async () => {
    const refused = sending(stage.adapter, () => Promise.reject(failure('rate_limited')));
    const box = await openBox({ ...stage, adapter: refused.adapter });
    await type(box, 'Too much');
    await box.send();
    await shows(box, 'Not sent');
    await keeps(stage, 1);
    const again = sending(stage.adapter);
    const next = await reload(box, { ...stage, adapter: again.adapter });
    await shows(next, 'Not sent');
    assert.deepEqual(unsentIn(next), ['Too much']);
    const reason = deep(next, '.status-failed')?.textContent;
    assert.include(reason, 'Too many');
    assert.deepEqual(again.sent, []);
    await assert.isAccessible(next);
  });

  it('keeps its place among others', async () => {
    const silent = sending(stage.adapter, silence);
    const box = await openBox({ ...stage, adapter: silent.adapter });
    for (const text of ['One', 'Two', 'Three']) {
      await type(box, text);
      void box.send();
      await until(() => unsentIn(box).includes(text), `"${text}" was not handed over`);
    }
    await until(() => silent.sent.length === 1, 'nothing was sent');
    await reload(box, stage);
    await keeps(stage, 0);
    assert.deepEqual(await messages(), ['Please help.', 'One', 'Two', 'Three']);
  });

  it('more than a day ago is for its author to decide about', async () => {
    const silent = sending(stage.adapter, silence);
    const box = await openBox({ ...stage, adapter: silent.adapter });
    await type(box, 'Old');
    void box.send();
    await until(() => silent.sent.length === 1, 'nothing was sent');
    box.remove();
    const back = later(25);
    const again = sending(stage.adapter);
    const next = await openBox({ ...stage, adapter: again.adapter });
    await shows(next, 'Not sent');
    back();
    assert.deepEqual([unsentIn(next), again.sent], [['Old'], []]);
  });

  it('and came back into the box goes out under its old key after a reload', async () => {
    const ended = sending(stage.adapter, () => Promise.reject(failure('session_expired')));
    const box = await openBox({ ...stage, adapter: ended.adapter });
    await type(box, 'Once more');
    await box.send();
    await until(() => box.value === 'Once more', 'the words did not come back');
    await keeps(stage, 1);
    const again = sending(stage.adapter);
    const next = await reload(box, { ...stage, adapter: again.adapter });
    await until(() => next.value === 'Once more', 'the words are lost');
    assert.strictEqual(await next.send(), true);
    assert.strictEqual(again.sent[0]?.clientId, ended.sent[0]?.clientId);
  });

  it('in one tab is neither shown nor sent in another, until that tab is gone', async () => {
    const silent = sending(stage.adapter, silence);
    const one = await openBox({ ...stage, adapter: silent.adapter });
    await type(one, 'In one tab');
    void one.send();
    await until(() => silent.sent.length === 1, 'nothing was sent');
    const other = sending(stage.adapter);
    const box = await openBox({ ...stage, adapter: other.adapter });
    await type(box, 'Something else');
    await shows(box, 'Draft saved on this device');
    assert.deepEqual([unsentIn(box), other.sent], [[], []]);
    one.remove();
    await until(() => other.sent.length === 1, 'nobody sends it any more');
    assert.strictEqual(other.sent[0]?.clientId, silent.sent[0]?.clientId);
    assert.strictEqual(box.value, 'Something else');
  });
});
