import { assert, html } from '@open-wc/testing';
import type { CallOptions, SupportAdapter } from '../../src/contract/index.ts';
import { registerAdapter } from '../../src/index.ts';
import { SupportProviderElement, type SupportTicketListElement } from '../../src/elements.ts';
import { defineElement } from '../../src/elements/define-element.ts';
import { SupportElement } from '../../src/elements/support-element.ts';
import { version } from '../../src/elements/version.ts';
import { collect, createStage, deep, mount, shows, type Stage, until } from './stage.ts';

describe('connecting elements to a backend', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  it('shares one session among all elements inside a provider', async () => {
    const id = await stage.ask('Shared', 'Between two');
    let sessions = 0;
    const adapter: SupportAdapter = {
      ...stage.adapter,
      getSession: (call) => {
        sessions += 1;
        return stage.adapter.getSession(call);
      },
    };
    const provider = await mount<SupportProviderElement>(
      html`<support-provider .adapter=${adapter}>
        <div><support-ticket-list></support-ticket-list></div>
        <support-ticket-thread ticket=${id}></support-ticket-thread>
      </support-provider>`,
    );
    const [list, thread] = provider.querySelectorAll('support-ticket-list, support-ticket-thread');
    await shows(list as Element, 'Shared');
    await shows(thread as Element, 'Between two');
    assert.strictEqual(sessions, 1);
    assert.strictEqual(getComputedStyle(provider).display, 'contents');
  });

  it('finds a provider that gets its backend later, and follows when it gets another', async () => {
    await stage.ask('First backend');
    const other = createStage();
    await other.ask('Second backend');
    const provider = await mount<SupportProviderElement>(
      html`<support-provider><support-ticket-list></support-ticket-list></support-provider>`,
    );
    const list = provider.querySelector('support-ticket-list') as Element;
    provider.adapter = stage.adapter;
    await shows(list, 'First backend');
    provider.adapter = other.adapter;
    await shows(list, 'Second backend');
  });

  it('finds a provider that is put around it later', async () => {
    await stage.ask('Found late');
    const list = document.createElement('support-ticket-list');
    const provider = document.createElement('support-provider');
    provider.adapter = stage.adapter;
    document.body.append(list);
    document.body.append(provider);
    provider.append(list);
    await shows(list, 'Found late');
    provider.remove();
  });

  it('finds a provider that is defined later', async () => {
    await stage.ask('Found after all');
    const provider = await mount<SupportProviderElement>(
      html`<later-provider><support-ticket-list></support-ticket-list></later-provider>`,
    );
    customElements.define('later-provider', class extends SupportProviderElement {});
    provider.adapter = stage.adapter;
    await shows(provider.querySelector('support-ticket-list') as Element, 'Found after all');
  });

  it('prefers its own adapter to a provider', async () => {
    const other = createStage();
    await other.ask('Of its own');
    const provider = await mount<SupportProviderElement>(
      html`<support-provider .adapter=${stage.adapter}>
        <support-ticket-list .adapter=${other.adapter}></support-ticket-list>
      </support-provider>`,
    );
    await shows(provider.querySelector('support-ticket-list') as Element, 'Of its own');
  });

  it('waits for a name to be registered, and asks its factory once', async () => {
    await stage.ask('By name');
    let made = 0;
    const two = await mount(
      html`<div>
        <support-ticket-list adapter="late"></support-ticket-list
        ><support-ticket-list adapter=" late "></support-ticket-list>
      </div>`,
    );
    registerAdapter('late', async () => ((made += 1), stage.adapter));
    for (const list of two.children) await shows(list, 'By name');
    assert.strictEqual(made, 1);
  });

  it('takes settings before and after it is attached alike', async () => {
    await stage.ask('Either way');
    const before = document.createElement('support-ticket-list');
    before.adapter = stage.adapter;
    before.filter = 'all';
    document.body.append(before);
    const after = document.createElement('support-ticket-list');
    document.body.append(after);
    after.adapter = stage.adapter;
    after.filter = 'all';
    for (const list of [before, after]) {
      await shows(list, 'Either way');
      assert.strictEqual(deep<HTMLInputElement>(list, 'input[value="all"]')?.checked, true);
      list.remove();
    }
  });

  it('keeps its state when it is moved in the page', async () => {
    const id = await stage.ask('Moving');
    const box = await mount<HTMLElementTagNameMap['support-reply-box']>(
      html`<support-reply-box .adapter=${stage.adapter} ticket=${id}></support-reply-box>`,
    );
    await shows(box, 'Your reply');
    box.value = 'Half a sentence';
    const elsewhere = await mount<HTMLElement>(html`<section></section>`);
    elsewhere.append(box);
    await box.updateComplete;
    assert.strictEqual(box.value, 'Half a sentence');
  });

  it('warns about an object that a framework turned into a string, and ignores it', async () => {
    const warnings: string[] = [];
    const real = console.warn;
    console.warn = (...given) => warnings.push(given.join(' '));
    await stage.ask('From the provider');
    const provider = await mount<SupportProviderElement>(
      html`<support-provider .adapter=${stage.adapter}>
        <support-ticket-list adapter="[object Object]"></support-ticket-list>
      </support-provider>`,
    );
    await shows(provider.querySelector('support-ticket-list') as Element, 'From the provider');
    const isTold = () => warnings.some((text) => text.includes('got its adapter as an attribute'));
    await until(isTold, 'nothing was said on the console');
    console.warn = real;
  });

  it('calls an endpoint by HTTP', async () => {
    const real = window.fetch.bind(window);
    const asked: string[] = [];
    window.fetch = async (input) => {
      asked.push(new Request(input).url);
      return Response.json({ title: 'down', status: 503, code: 'unavailable' }, { status: 503 });
    };
    const list = await mount<SupportTicketListElement>(
      html`<support-ticket-list endpoint="https://help.example/v1"></support-ticket-list>`,
    );
    await shows(list, 'Support isn’t available right now');
    window.fetch = real;
    assert.include(asked, 'https://help.example/v1/session');
  });

  it('leaves nothing behind when it is removed', async () => {
    await stage.ask('Short visit');
    const provider = await mount<SupportProviderElement>(
      html`<support-provider .adapter=${stage.adapter}><support-ticket-list></support-ticket-list></support-provider>`,
    );
    const list = provider.querySelector('support-ticket-list') as SupportTicketListElement;
    await shows(list, 'Short visit');
    provider.remove();
    await until(() => deep(list, 'a.row') === null || !list.isConnected, 'still there');
    document.body.append(provider);
    await shows(list, 'Short visit');
    provider.remove();
  });

  it('asks its backend nothing more once it was removed, also when a setting changes then', async () => {
    await stage.ask('Hello');
    let asked = 0;
    const adapter = {
      ...stage.adapter,
      getSession: (call: CallOptions) => ((asked += 1), stage.adapter.getSession(call)),
    };
    const element = await mount<SupportTicketListElement>(
      html`<support-ticket-list .adapter=${adapter}></support-ticket-list>`,
    );
    await shows(element, 'Hello');
    element.remove();
    await element.updateComplete;
    element.level = 3;
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.strictEqual(asked, 1);
    document.body.append(element);
    await shows(element, 'Hello');
    assert.strictEqual(asked, 2);
    element.remove();
  });

  it('keeps the first class of a tag, and warns about a second one', () => {
    class First extends SupportElement {}
    class Second extends SupportElement {}
    const warnings: string[] = [];
    const real = console.warn;
    console.warn = (text: string) => warnings.push(text);
    for (const element of [First, First, Second]) defineElement('test-twice', element);
    console.warn = real;
    assert.strictEqual(customElements.get('test-twice'), First);
    assert.strictEqual(warnings.length, 1);
    assert.include(warnings[0], `version ${version}`);
  });

  it('carries the version of the package', async () => {
    const { version: published } = (await (await fetch('/package.json')).json()) as { version: string };
    assert.strictEqual(version, published);
  });

  it('tells the page when the session could not be loaded, without anything but the code', async () => {
    const provider = document.createElement('support-provider');
    const errors = collect(provider, 'support-error');
    provider.adapter = { ...stage.adapter, getSession: () => Promise.reject(new TypeError('a token was here')) };
    document.body.append(provider);
    await until(() => errors.length > 0, 'no error');
    assert.strictEqual(
      JSON.stringify(errors[0]?.detail),
      '{"error":{"code":"unknown","retryable":true},"where":"session","fatal":true}',
    );
    provider.remove();
  });
});
