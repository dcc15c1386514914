import { assert } from '@open-wc/testing';
import { loadLocale } from '../../src/ui/i18n/load-locale.ts';
import { enRich } from '../../src/ui/i18n/words.en.rich.generated.ts';
import { enThread } from '../../src/ui/i18n/words.en.thread.generated.ts';
import { bringEnglish, wordsFor } from '../../src/ui/i18n/words.ts';
import { htmlMessage } from '../../src/ui/rich-text/html-message.ts';
import { loadLinkFinder } from '../../src/ui/rich-text/linkify.ts';
import { purify } from '../../src/ui/rich-text/sanitize-purify.ts';
import { sanitizeHtml } from '../../src/ui/rich-text/sanitize.ts';
import { honest, hostile } from './rich-text-samples.ts';

bringEnglish({ ...enThread, ...enRich });
await loadLocale('pl');
const words = wordsFor('en');

const allowedTags = new Set(
  `p div blockquote pre hr ul ol li dl dt dd figure figcaption table caption thead tbody tfoot tr td th a abbr b bdi br
  cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup u var wbr`.split(/\s+/),
);
const allowedAttributes = new Set(['href', 'target', 'rel', 'class', 'dir', 'lang', 'start', 'colspan', 'rowspan']);
const ownClasses = new Set(['heading', 'image', 'images', 'visually-hidden']);

/** Everything in the tree that is not on the list of what a message may consist of. */
function strangers(tree: ParentNode): string[] {
  const own = new Set(tree.querySelectorAll('.image > button, .images > button'));
  return [...tree.querySelectorAll('*')]
    .filter((element) => !own.has(element))
    .flatMap((element) => [
      ...(allowedTags.has(element.localName) && element.namespaceURI === document.body.namespaceURI
        ? []
        : [element.localName]),
      ...[...element.attributes]
        .filter(({ name, value }) => !allowedAttributes.has(name) || (name === 'class' && !ownClasses.has(value)))
        .map(({ name, value }) => `${name}="${value}"`),
    ]);
}

function drawn(html: string): DocumentFragment {
  const tree = htmlMessage(html, words);
  assert.isDefined(tree, 'refused');
  return tree;
}

function linkIn(html: string): HTMLAnchorElement {
  const link = drawn(html).querySelector('a');
  assert.isNotNull(link);
  return link;
}

/** The text that a reader sees, without what only a screen reader says. */
function textOf(tree: ParentNode & Node): string {
  for (const hidden of tree.querySelectorAll('.visually-hidden')) hidden.remove();
  return tree.textContent ?? '';
}

describe('a hostile message', () => {
  for (const [family, html] of hostile) {
    it(`${family}: ${html.slice(0, 80)}`, () => {
      const tree = drawn(html);
      assert.deepEqual(strangers(tree), []);
      for (const link of tree.querySelectorAll('a')) {
        assert.match(link.getAttribute('href') ?? '', /^(https?:\/\/|mailto:|tel:)/);
        assert.strictEqual(link.getAttribute('target'), '_blank');
        assert.strictEqual(link.getAttribute('rel'), 'noopener noreferrer nofollow');
      }
    });
  }

  it('runs nothing and calls nobody, where the same markup unguarded does both', async () => {
    const page = globalThis as { pwned?: number; control?: number };
    delete page.pwned;
    const room = document.body.appendChild(document.createElement('div'));
    const shadow = room.attachShadow({ mode: 'open' });
    for (const [, html] of hostile) shadow.append(drawn(html));
    // The same kind of attack from our own hand, after the others: once it has struck, theirs would have too.
    const control = document.createElement('div');
    const struck = new Promise((resolve) => window.addEventListener('struck', resolve, { once: true }));
    control.innerHTML =
      '<img src="/no-such-picture.png" onerror="window.control=1;window.dispatchEvent(new Event(\'struck\'))">';
    document.body.append(control);
    await struck;
    assert.strictEqual(page.control, 1);
    assert.isUndefined(page.pwned);
    const asked = performance.getEntriesByType('resource').map(({ name }) => name);
    assert.isTrue(asked.some((name) => name.includes('no-such-picture')));
    assert.deepEqual(
      asked.filter((name) => name.includes('evil.test')),
      [],
    );
    control.remove();
    room.remove();
  });

  it('that was sanitized once is not changed by sanitizing it again', () => {
    const serialize = (tree: DocumentFragment | undefined) => {
      const room = document.implementation.createHTMLDocument().createElement('div');
      if (tree) room.append(tree);
      return room.innerHTML;
    };
    for (const [, html] of [...hostile, ...honest]) {
      const once = serialize(sanitizeHtml(html));
      assert.strictEqual(serialize(sanitizeHtml(once)), once);
    }
  });

  it('cannot be let through by hooks and settings of the page’s own sanitizer', async () => {
    const { default: pagePurifier } = await import('dompurify');
    pagePurifier.addHook('uponSanitizeElement', (_node, { allowedTags }) => {
      allowedTags['script'] = true;
    });
    pagePurifier.setConfig({ ADD_TAGS: ['script'] });
    assert.deepEqual(strangers(sanitizeHtml('<p>a</p><script>b</script>')!), []);
    pagePurifier.removeAllHooks();
    pagePurifier.clearConfig();
  });
});

describe('an honest message', () => {
  for (const [name, html, text, selectors] of honest) {
    it(`keeps ${name}`, () => {
      const tree = drawn(html);
      assert.strictEqual(textOf(tree).trim(), text);
      for (const selector of selectors) assert.isNotNull(tree.querySelector(selector), selector);
      assert.deepEqual(strangers(tree), []);
    });
  }
});

describe('a link in a message', () => {
  before(loadLinkFinder);

  it('leads where it says, in a new tab, and says so', () => {
    const link = linkIn('<a href="https://example.com/a?b=1&amp;c=2">Help <b>page</b></a>');
    assert.strictEqual(link.href, 'https://example.com/a?b=1&c=2');
    assert.strictEqual(link.textContent, 'Help page (opens in a new tab)');
    assert.isNotNull(link.querySelector('b'));
  });

  it('tells the real host where its words name another', () => {
    const link = linkIn('<a href="https://evil.test/x"><b>example</b>.com</a>');
    assert.include(link.textContent, 'example.com (\u2068evil.test\u2069)');
  });

  it('without words shows its address', () => {
    assert.include(linkIn('<a href="https://example.com/a"> </a>').textContent, 'https://example.com/a');
  });

  it('is made from a bare address as well', () => {
    assert.strictEqual(linkIn('<p>See https://example.com/x.</p>').href, 'https://example.com/x');
  });

  it('to a mailbox opens no tab and says nothing of one', () => {
    assert.strictEqual(linkIn('<a href="mailto:ola@example.com">Write</a>').textContent, 'Write');
  });

  it('that leads nowhere good leaves its words', () => {
    const tree = drawn('<a href="javascript:alert(1)">Press <i>me</i></a>');
    assert.isNull(tree.querySelector('a'));
    assert.strictEqual(tree.textContent, 'Press me');
  });
});

describe('a picture in a message', () => {
  const told = (html: string) => {
    const tree = drawn(html);
    for (const button of tree.querySelectorAll('button')) button.remove();
    return tree.textContent?.trimEnd();
  };

  it('is told about by description and host', () => {
    assert.strictEqual(
      told('<img src="https://cdn.example.com/a.png" alt="A chart">'),
      'Image not shown: \u2068A chart\u2069 (cdn.example.com)',
    );
    assert.strictEqual(told('<img src="https://cdn.example.com/a.png">'), 'Image not shown: (cdn.example.com)');
    assert.strictEqual(told('<img src="cid:1" alt="Logo">'), 'Image not shown: \u2068Logo\u2069');
    assert.strictEqual(told('<img src="data:image/png;base64,AAAA">'), 'Image not shown');
  });

  it('of a single pixel is not worth a word', () => {
    assert.strictEqual(told('<img src="https://evil.test/t.gif" width="1" height="1">a'), 'a');
    assert.strictEqual(told('<img src="https://evil.test/t.gif" height="0px">a'), 'a');
  });

  it('is told about in the language of the page', () => {
    assert.strictEqual(htmlMessage('<img alt="">', wordsFor('pl'))?.textContent, 'Obraz nie jest pokazany');
  });
});

describe('a message that costs too much', () => {
  const times = (count: number, make: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => make(i)).join('');
  const bombs: [string, string][] = [
    ['length', 'x'.repeat(200_001)],
    ['tags', '<br>'.repeat(6_001)],
    ['tags reopened in each paragraph', times(500, (i) => `<b a=${i}>`) + '<p>x'.repeat(4_000)],
    ['three of each kind', '<p>' + times(180, (i) => `<b a=${i % 60}>`) + '</p><p>x'.repeat(5_000)],
    [
      'closed where a parser does not look',
      '<p>' + times(60, (i) => `<b a=${i}><table></b></table>`) + '<p>x'.repeat(4_000),
    ],
    ['closed in a comment', '<p>' + times(60, (i) => `<b a=${i}><!--</b>-->`) + '<p>x'.repeat(4_000)],
    ['closed in an attribute', '<p>' + times(60, (i) => `<b a=${i}><img alt="</b>">`) + '<p>x'.repeat(4_000)],
    ['alike but for what is quoted', '<p>' + times(60, (i) => `<b x=">" y=${i}>`) + '<p>x'.repeat(4_000)],
    ['closed crosswise', '<p>' + times(60, (i) => `<b a=${i}><i a=${i}></b>`) + '<p>x'.repeat(4_000)],
    ['depth', '<div>'.repeat(400) + 'x'],
    ['depth of lists', '<ul><li>'.repeat(300) + 'x'],
  ];
  for (const [name, html] of bombs) {
    it(`${name}: is refused, for its plain alternative`, () => {
      // Not `isUndefined`: what a failure printed would be as large as the bomb.
      assert.isTrue(htmlMessage(html, words) === undefined);
    });
  }

  it('unknown tags around much: are too many copies for the reference', () => {
    assert.throws(() => purify('<x>'.repeat(400) + '<b>y</b>'.repeat(2_000)), RangeError);
  });

  it('is told from one that only has much to say', () => {
    const row = (i: number) =>
      `<tr><td><font color="#${i % 10}" face="Arial"><b>${i}</b></font></td><td><a href="https://example.com/${i}"><i>x</i></a></td></tr>`;
    const tree = drawn(`<table>${times(700, row)}</table>`);
    assert.lengthOf(tree.querySelectorAll('tr'), 700);
    const wrapped = times(20, (i) => `<font size="${i % 5}"><div>${'<p><b>x</b></p>'.repeat(50)}</div></font>`);
    assert.lengthOf(drawn(wrapped).querySelectorAll('p'), 1000);
  });

  it('attributes without number are dropped', () => {
    assert.strictEqual(drawn(`<p ${times(20_000, (i) => `a${i}`)}>x</p>`).textContent, 'x');
  });

  it('a run of marks is cut, also across elements', () => {
    const text =
      drawn(`<p>a${'\u0301'.repeat(20_000)}<b>${'\u0301'.repeat(99)}</b><i>\u0301b</i></p>`).textContent ?? '';
    assert.strictEqual(text, `a${'\u0301'.repeat(32)}b`);
  });

  it('cells that reach over thousands of rows and columns reach over none', () => {
    const cell = drawn('<table><tr><td colspan="9999" rowspan="65534">x</td></tr></table>').querySelector('td');
    assert.deepEqual([cell?.colSpan, cell?.rowSpan], [1, 1]);
  });
});
