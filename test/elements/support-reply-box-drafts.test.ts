import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Session } from '../../src/contract/index.ts';
import type { SupportCenterElement, SupportTicketListElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
import {
  asGuest,
  createKeptStage,
  isRestored,
  keeps,
  keptOf,
  type KeptStage,
  later,
  noteOf,
  openBox,
  press,
  reload,
  spoil,
  type,
} from './support-reply-box-kept.stage.ts';
import { deep, find, focused, listen, mount, shows, standing, until } from './stage.ts';

describe('a draft', () => {
  let stage: KeptStage;

  beforeEach(async () => {
    stage = await createKeptStage();
  });

  it('is saved by itself, which is said quietly and to no screen reader', async () => {
    const box = await openBox(stage);
    const { said, stop } = listen();
    await type(box, 'Half a thought');
    await shows(box, 'Draft saved on this device');
    assert.deepEqual(said, []);
    assert.deepEqual(
      (await keptOf(stage)).map(({ draft }) => draft),
      ['Half a thought'],
    );
    await inBothSchemes(box, () => assert.isAccessible(box));
    stop();
  });

  it('outlives a page that ends with the last key, on the disk and not only in its hands', async () => {
    // A frame is a page of its own: what it only asked for ends with it.
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const page = frame.contentDocument as Document;
    const script = page.createElement('script');
    Object.assign(script, { type: 'module', src: new URL('../../src/define/reply-box.ts', import.meta.url).href });
    const box = Object.assign(page.createElement('support-reply-box'), {
      adapter: stage.adapter,
      ticket: stage.ticket,
    });
    page.body.replaceChildren(script, box);
    await until(() => box.shadowRoot, 'no box');
    await standing(box);
    box.value = 'The last';
    await keeps(stage, 1);
    box.value = 'The last key';
    frame.contentWindow?.location.replace('/package.json');
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.remove();
    const next = await openBox(stage);
    await until(() => next.value === 'The last key', 'the words are lost');
  });

  it('is in the box again after a reload, with a note that says so', async () => {
    const box = await openBox(stage);
    await type(box, 'Half a thought');
    const next = await reload(box, stage);
    await until(() => next.value === 'Half a thought', 'the words are lost');
    assert.strictEqual((await find<HTMLTextAreaElement>(next, 'textarea')).value, 'Half a thought');
    await until(() => isRestored(next), 'there is no note');
    await inBothSchemes(next, () => assert.isAccessible(next));
    await type(next, '.');
    await until(() => !isRestored(next), 'the note stays though somebody writes on');
  });

  it('that came back can be discarded, and had again, with focus where the work goes on', async () => {
    const box = await openBox(stage);
    await type(box, 'Half a thought');
    const next = await reload(box, stage);
    await press(next, 'Discard draft');
    await until(() => focused()?.matches('.draft-note .undo'), 'focus is not on the way back');
    assert.strictEqual(next.value, '');
    assert.include(noteOf(next), 'Draft discarded');
    await keeps(stage, 0);
    await inBothSchemes(next, () => assert.isAccessible(next));
    await sendKeys({ press: 'Enter' });
    await until(() => next.value === 'Half a thought', 'the words are lost');
    await until(() => focused()?.matches('textarea'), 'focus is not in the box');
    await keeps(stage, 1);
  });

  it('is gone once it is sent', async () => {
    const box = await openBox(stage);
    await type(box, 'A whole thought');
    assert.strictEqual(await box.send(), true);
    await keeps(stage, 0);
    const next = await reload(box, stage);
    await shows(next, 'Your reply');
    assert.strictEqual(next.value, '');
  });

  it('is gone once its author signs out', async () => {
    const adapter = { ...stage.adapter, signOut: async () => undefined };
    const center = await mount<SupportCenterElement>(
      html`<support-center .adapter=${adapter} router="none" ticket=${stage.ticket}></support-center>`,
    );
    const box = await find(center, 'support-ticket-thread', 'support-reply-box');
    await standing(box);
    await type(box, 'Mine');
    await keeps(stage, 1);
    await center.signOut();
    await keeps(stage, 0);
  });

  it('is never seen by the next person on this device, and wiped when they sign in', async () => {
    const box = await openBox(stage);
    await type(box, 'Mine');
    box.remove();
    await keeps(stage, 1);
    const session: Session = { kind: 'user', subject: 'somebody else' };
    const next = await openBox({ ...stage, adapter: { ...stage.adapter, getSession: async () => session } });
    await keeps(stage, 0);
    assert.strictEqual(next.value, '');
  });

  it('is forgotten after seven days', async () => {
    const box = await openBox(stage);
    await type(box, 'Old');
    box.remove();
    await keeps(stage, 1);
    const back = later(7 * 24 + 1);
    const next = await openBox(stage);
    await keeps(stage, 0);
    back();
    assert.strictEqual(next.value, '');
  });

  it('of a guest stays in the tab’s own storage', async () => {
    const guest = asGuest(stage);
    const inTab = () => Object.keys(sessionStorage).filter((key) => key.includes(guest.adapter.name));
    const box = await openBox(guest);
    await type(box, 'Mine');
    await until(() => inTab().length === 1, 'nothing is kept');
    assert.deepEqual(await keptOf(guest), []);
    const next = await reload(box, guest);
    await until(() => next.value === 'Mine', 'the words are lost');
  });

  it('that is broken on the disk is ignored and removed', async () => {
    const box = await openBox(stage);
    await type(box, 'Mine');
    box.remove();
    await keeps(stage, 1);
    await spoil(stage, { draft: { toString: 'Mine' } });
    const next = await openBox(stage);
    await keeps(stage, 0);
    assert.strictEqual(next.value, '');
  });

  it('is marked in the list after a reload, before anybody opens its ticket', async () => {
    const box = await openBox(stage);
    await type(box, 'Mine');
    box.remove();
    const list = await mount<SupportTicketListElement>(
      html`<support-ticket-list .adapter=${stage.adapter}></support-ticket-list>`,
    );
    await shows(list, 'Draft');
  });
});

describe('two tabs with one ticket', () => {
  it('tell of each other, keep both drafts, and join them when one is closed', async () => {
    const stage = await createKeptStage();
    const one = await openBox(stage);
    const other = await openBox(stage);
    await type(one, 'Of one');
    await shows(one, 'Draft saved on this device');
    await type(other, 'Of the other');
    await shows(other, 'This draft is being edited in another tab.');
    await inBothSchemes(other, () => assert.isAccessible(other));
    await keeps(stage, 2);
    assert.deepEqual([one.value, other.value], ['Of one', 'Of the other']);
    one.remove();
    await until(() => other.value === 'Of one\n\nOf the other', 'the words of the closed tab are lost');
    await until(() => isRestored(other), 'there is no note');
    await press(other, 'Discard draft');
    await until(() => other.value === 'Of the other', 'what was typed here went with it');
    assert.strictEqual(deep(other, '.draft-note .undo') !== null, true);
  });
});
