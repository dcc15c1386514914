import { assert, fixture, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import { loadLocale } from '../../src/ui/i18n/load-locale.ts';
import { registerLocale } from '../../src/ui/i18n/locales.ts';
import { enRich } from '../../src/ui/i18n/words.en.rich.generated.ts';
import { enThread } from '../../src/ui/i18n/words.en.thread.generated.ts';
import { bringEnglish, wordsFor } from '../../src/ui/i18n/words.ts';
import '../../src/ui/rich-text/rich-text.define.ts';
import type { RichTextElement } from '../../src/ui/rich-text/rich-text.ts';
import { textMessage } from '../../src/ui/rich-text/text-message.ts';

bringEnglish({ ...enThread, ...enRich });
await loadLocale('pl');

const rich = (markup: string, text: string) =>
  fixture<RichTextElement>(html`<support-rich-text .html=${markup} .text=${text}></support-rich-text>`);

function drawnIn(element: RichTextElement): HTMLElement {
  const drawn = element.renderRoot.querySelector<HTMLElement>('.message');
  assert.isNotNull(drawn);
  return drawn;
}

describe('a plain message', () => {
  const draw = (text: string) => {
    const room = document.createElement('div');
    render(textMessage(text, wordsFor('en')), room);
    return room;
  };

  it('keeps its line breaks and never becomes markup', () => {
    const room = draw('One\n\n<img src=x onerror=alert(1)> & <b>two</b>');
    assert.strictEqual(room.textContent, 'One\n\n<img src=x onerror=alert(1)> & <b>two</b>');
    assert.isNull(room.querySelector('img, b'));
  });

  it('is there at once, and its links as soon as they are found', async () => {
    const room = draw('See https://example.com/first.');
    assert.strictEqual(room.textContent, 'See https://example.com/first.');
    await waitUntil(() => room.querySelector('a'));
    assert.strictEqual(room.textContent, 'See https://example.com/first (opens in a new tab).');
  });

  it('without an address asks for nothing', async () => {
    const before = performance.getEntriesByType('resource').length;
    const room = draw('Nothing here, not even at home.');
    await new Promise((done) => requestAnimationFrame(done));
    assert.strictEqual(room.textContent, 'Nothing here, not even at home.');
    assert.strictEqual(performance.getEntriesByType('resource').length, before);
  });

  it('has links that open apart from the page and say so', () => {
    const link = draw('See https://example.com/x.').querySelector('a');
    assert.strictEqual(link?.getAttribute('href'), 'https://example.com/x');
    assert.strictEqual(link?.getAttribute('target'), '_blank');
    assert.strictEqual(link?.getAttribute('rel'), 'noopener noreferrer nofollow');
    assert.strictEqual(link?.textContent, 'https://example.com/x (opens in a new tab)');
  });

  it('is not drawn again when nothing in it changed', () => {
    const room = document.createElement('div');
    const text = 'https://example.com/x';
    render(textMessage(text, wordsFor('en')), room);
    const link = room.querySelector('a');
    render(textMessage(text, wordsFor('en')), room);
    assert.strictEqual(room.querySelector('a'), link);
  });
});

describe('a message with markup', () => {
  it('shows its markup from the first moment where the browser can sanitize by itself', async () => {
    const room = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('support-rich-text');
    element.html = '<p><b>Hello</b></p>';
    element.text = 'Hello, plainly';
    const first = new Promise<string>((resolve) => {
      element.addController({ hostUpdated: () => resolve(element.renderRoot.textContent?.trim() ?? '') });
    });
    room.append(element);
    assert.strictEqual(await first, 'Hello');
    assert.isNotNull(drawnIn(element).querySelector('p > b'));
  });

  it('is there at once when the sanitizer is', async () => {
    const element = await rich('<p>One</p>', 'one');
    const next = document.createElement('support-rich-text');
    next.html = '<p>Two</p>';
    element.parentElement?.append(next);
    next.connectedCallback();
    await Promise.resolve();
    assert.strictEqual(drawnIn(next).textContent, 'Two');
  });

  it('follows its property', async () => {
    const element = await rich('<p>One</p>', 'one');
    element.html = '<p>Two</p>';
    await element.updateComplete;
    assert.strictEqual(drawnIn(element).textContent, 'Two');
  });

  it('that is refused stays plain text', async () => {
    const element = await rich('<br>'.repeat(7000), 'Plainly');
    assert.isNull(element.renderRoot.querySelector('.message'));
    assert.strictEqual(element.renderRoot.textContent?.trim(), 'Plainly');
  });

  it('that is refused and has no text says that it cannot be shown', async () => {
    const element = await rich('<br>'.repeat(7000), ' ');
    assert.include(element.renderRoot.textContent, 'This kind of message can’t be shown here');
  });

  it('can neither paint nor lay out beyond its own box', async () => {
    const element = await rich('<p>One</p>', 'one');
    // How browsers spell `layout paint style`.
    assert.strictEqual(getComputedStyle(element).contain, 'content');
  });

  it('is out of reach of the page’s styles and names', async () => {
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = '.message, .heading, p { display: none }';
    const element = await rich('<p id="getElementById">One</p>', 'one');
    assert.notStrictEqual(getComputedStyle(element.renderRoot.querySelector('p')!).display, 'none');
    assert.strictEqual(typeof document.getElementById, 'function');
    style.remove();
  });

  it('speaks the language that it stands in, also when that changes', async () => {
    const room = await fixture<HTMLElement>(
      html`<div lang="en"><support-rich-text .html=${'<img alt="">'} .text=${''}></support-rich-text></div>`,
    );
    const element = room.querySelector('support-rich-text')!;
    assert.strictEqual(drawnIn(element).textContent, 'Image not shown');
    room.lang = 'pl';
    // The observer reports in a microtask of its own.
    await new Promise((done) => requestAnimationFrame(done));
    await element.updateComplete;
    assert.strictEqual(drawnIn(element).textContent, 'Obraz nie jest pokazany');
    registerLocale('pl-PL', { 'msg.image.hidden': 'Bez obrazka' });
    room.lang = 'pl-PL';
    await new Promise((done) => requestAnimationFrame(done));
    await element.updateComplete;
    assert.strictEqual(drawnIn(element).textContent, 'Bez obrazka');
  });

  it('passes an accessibility audit', async () => {
    const element = await rich(
      '<h1>Title</h1><p>See <a href="https://example.com">this</a></p><img src="https://x.test/a.png"><ul><li>a</li></ul>',
      'text',
    );
    await assert.isAccessible(element);
  });
});
