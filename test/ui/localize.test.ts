import { assert, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { loadLocale } from '../../src/ui/i18n/load-locale.ts';
import { localeOf } from '../../src/ui/i18n/locale.ts';
import { registerLocale } from '../../src/ui/i18n/locales.ts';
import { LocalizeController } from '../../src/ui/i18n/localize-controller.ts';
import { enList } from '../../src/ui/i18n/words.en.list.generated.ts';

class Greeting extends LitElement {
  overrides: Record<string, string> | undefined;
  /** All that it ever said. */
  readonly history: string[] = [];
  readonly localize = new LocalizeController(this, () => this.overrides, enList);

  override render() {
    const words = this.localize.words.t('list.title');
    this.history.push(words);
    return words;
  }

  get said(): string {
    return this.renderRoot.textContent?.trim() ?? '';
  }
}
customElements.define('test-greeting', Greeting);

/** A greeting inside of the shadow root of another element, which stands in a section. */
async function nested() {
  await loadLocale('pl');
  const section = await fixture<HTMLElement>(html`<section lang="pl"><div></div></section>`);
  const host = section.querySelector('div')!;
  const greeting = new Greeting();
  host.attachShadow({ mode: 'open' }).append(greeting);
  await greeting.updateComplete;
  return { section, host, greeting };
}

/** A changed attribute is reported in a microtask, and rendered in another. */
async function noticed(greeting: Greeting): Promise<void> {
  await new Promise((done) => requestAnimationFrame(done));
  await greeting.updateComplete;
}

/** First, because a language is loaded once for the whole page. */
describe('an element whose language has to be loaded', () => {
  it('speaks as before until the words are there', async () => {
    registerLocale('de', { 'list.title': 'Meine Anfragen' });
    const section = await fixture<HTMLElement>(html`<section lang="de"><test-greeting></test-greeting></section>`);
    const greeting = section.querySelector<Greeting>('test-greeting')!;
    assert.isDefined(loadLocale('pl'));
    section.lang = 'pl';
    greeting.requestUpdate();
    await noticed(greeting);
    await loadLocale('pl');
    await noticed(greeting);
    assert.strictEqual(greeting.said, 'Moje zgłoszenia');
    assert.deepEqual([...new Set(greeting.history)], ['Meine Anfragen', 'Moje zgłoszenia']);
  });
});

describe('the language of an element', () => {
  const pageLang = document.documentElement.lang;
  afterEach(() => {
    document.documentElement.lang = pageLang;
  });

  it('is the nearest one, through shadow roots', async () => {
    const { section, host, greeting } = await nested();
    assert.strictEqual(localeOf(greeting), 'pl');
    host.lang = 'de';
    assert.strictEqual(localeOf(greeting), 'de');
    greeting.lang = 'fr';
    assert.strictEqual(localeOf(greeting), 'fr');
    greeting.removeAttribute('lang');
    host.removeAttribute('lang');
    section.removeAttribute('lang');
    assert.strictEqual(localeOf(greeting), pageLang);
  });

  it('is the browser’s where nobody says', async () => {
    const { section, greeting } = await nested();
    section.removeAttribute('lang');
    document.documentElement.removeAttribute('lang');
    assert.strictEqual(localeOf(greeting), navigator.language);
  });

  it('is the page’s for an element that is nowhere yet', () => {
    assert.strictEqual(localeOf(new Greeting()), pageLang);
  });
});

describe('an element that speaks', () => {
  it('changes its words with any ancestor’s language, and renders for nothing else', async () => {
    const { section, host, greeting } = await nested();
    assert.strictEqual(greeting.said, 'Moje zgłoszenia');
    section.lang = 'en';
    await noticed(greeting);
    assert.strictEqual(greeting.said, 'My tickets');
    host.lang = 'pl';
    await noticed(greeting);
    assert.strictEqual(greeting.said, 'Moje zgłoszenia');
    const { length } = greeting.history;
    section.lang = 'de';
    await noticed(greeting);
    assert.lengthOf(greeting.history, length);
  });

  it('notices a language inside of the tree around its own', async () => {
    const { host, greeting } = await nested();
    const inner = document.createElement('div');
    greeting.replaceWith(inner);
    inner.attachShadow({ mode: 'open' }).append(greeting);
    await noticed(greeting);
    inner.lang = 'en';
    await noticed(greeting);
    assert.strictEqual(greeting.said, 'My tickets');
    assert.strictEqual(host.shadowRoot?.firstElementChild, inner);
  });

  it('takes the language of the place that it is moved to', async () => {
    const { greeting } = await nested();
    const english = await fixture<HTMLElement>(html`<section lang="en"></section>`);
    english.append(greeting);
    await noticed(greeting);
    assert.strictEqual(greeting.said, 'My tickets');
  });

  it('takes the words of a pack that comes late', async () => {
    const { section, greeting } = await nested();
    section.lang = 'cs';
    await noticed(greeting);
    assert.strictEqual(greeting.said, 'My tickets');
    registerLocale('cs', { 'list.title': 'Moje požadavky' });
    await greeting.updateComplete;
    assert.strictEqual(greeting.said, 'Moje požadavky');
  });

  it('prefers the words of the page’s author', async () => {
    const { greeting } = await nested();
    greeting.overrides = { 'list.title': 'Sprawy' };
    greeting.requestUpdate();
    await greeting.updateComplete;
    assert.strictEqual(greeting.said, 'Sprawy');
  });

  it('has dates in the language of its words, not in one that it has no words for', async () => {
    const { section, greeting } = await nested();
    assert.strictEqual(greeting.localize.formats.locale, 'pl');
    section.lang = 'ja';
    await noticed(greeting);
    assert.strictEqual(greeting.localize.formats.locale, 'en');
  });

  it('hears nothing any more once it has left', async () => {
    const { section, greeting } = await nested();
    const { length } = greeting.history;
    greeting.remove();
    section.lang = 'en';
    registerLocale('sk', { 'list.title': 'Moje požiadavky' });
    await noticed(greeting);
    assert.lengthOf(greeting.history, length);
  });
});
