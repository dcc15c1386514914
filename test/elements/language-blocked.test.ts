import { assert, html } from '@open-wc/testing';
import { createStage, mount, shows } from './stage.ts';

/** From here on the browser loads no script, so these tests are a file of their own. */
function blockScripts(): void {
  const policy = document.head.appendChild(document.createElement('meta'));
  policy.httpEquiv = 'content-security-policy';
  policy.content = "script-src 'none'";
}

describe('a language whose words cannot be loaded', () => {
  before(blockScripts);

  it('is replaced by English, with one warning', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => warnings.push(text);
    const page = await mount<HTMLElement>(
      html`<div lang="pl">
        <support-ticket-list .adapter=${createStage().adapter}></support-ticket-list>
        <support-ticket-list .adapter=${createStage().adapter}></support-ticket-list>
      </div>`,
    );
    for (const list of page.children) await shows(list, 'No tickets yet');
    console.warn = warn;
    assert.deepEqual(warnings, [
      '[helpdock] The words in the language "pl" could not be loaded, so they are shown in English.',
    ]);
  });

  it('lets an element that left meanwhile ask the backend for nothing', async () => {
    let asked = 0;
    const { adapter } = createStage();
    const getConfig: typeof adapter.getConfig = (options) => {
      asked += 1;
      return adapter.getConfig(options);
    };
    const list = document.createElement('support-ticket-list');
    Object.assign(list, { lang: 'pl', adapter: { ...adapter, getConfig } });
    document.body.append(list);
    list.remove();
    await list.updateComplete;
    assert.strictEqual(asked, 0);
    document.body.append(list);
    await shows(list, 'No tickets yet');
    assert.strictEqual(asked, 1);
    list.remove();
  });
});
