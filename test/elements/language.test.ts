import { assert, html } from '@open-wc/testing';
import { createStage, isShown, mount, shows, textOf } from './stage.ts';

/** Words of the list, before and after there are tickets. */
const english = /My tickets|Search tickets|Sort by|Loading|Ticket 1/;

describe('an element in a language whose words are not there yet', () => {
  it('waits for them and never shows English', async () => {
    const stage = createStage();
    await stage.ask('Sprawa');
    const page = await mount<HTMLElement>(html`<div lang="pl"></div>`);
    const list = document.createElement('support-ticket-list');
    list.adapter = stage.adapter;
    page.append(list);
    const seen: string[] = [];
    const watch = new MutationObserver(() => seen.push(textOf(list)));
    watch.observe(list.shadowRoot!, { subtree: true, childList: true, characterData: true });
    await shows(list, 'Sprawa');
    watch.disconnect();
    assert.isTrue(isShown(list, 'Moje zgłoszenia'));
    assert.isAbove(seen.length, 1);
    assert.deepEqual(
      seen.filter((text) => english.test(text)),
      [],
    );
  });
});
