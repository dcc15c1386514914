import { assert } from '@open-wc/testing';
import { linkify, loadLinkFinder } from '../../src/ui/rich-text/linkify.ts';
import { safeText } from '../../src/ui/rich-text/safe-text.ts';
import { hiddenTarget, safeHref } from '../../src/ui/rich-text/safe-url.ts';

before(loadLinkFinder);

const linksIn = (text: string) => linkify(text).flatMap((part) => (part.href === undefined ? [] : [part.href]));

describe('addresses in plain text', () => {
  const cases: [text: string, links: string[]][] = [
    ['See https://example.com/a?b=1, then write.', ['https://example.com/a?b=1']],
    ['(https://example.com/a_(b))', ['https://example.com/a_(b)']],
    ['Write to ola@example.com!', ['mailto:ola@example.com']],
    ['www.example.com and example.com/help', ['https://www.example.com/', 'https://example.com/help']],
    ['example.com/help', ['https://example.com/help']],
    ['EXAMPLE.COM/Help', ['https://example.com/Help']],
    ['https://pl.wikipedia.org/wiki/Żółw', ['https://pl.wikipedia.org/wiki/%C5%BB%C3%B3%C5%82w']],
    ['README.md, index.ts, version 1.2.3, 10.30 pm', []],
    ['javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd', []],
    ['ftp://example.com //example.com ms-word:ofe|u|https://x', []],
    ['https://example.com@evil.test/', ['https://example.com/']],
  ];
  for (const [text, links] of cases) {
    it(`${text} has ${links.length === 0 ? 'none' : links.join(' and ')}`, () => {
      assert.deepEqual(linksIn(text), links);
    });
  }

  it('loses not a letter around them', () => {
    const text = 'A https://example.com/x b\n\n  ola@example.com\tc ';
    const parts = linkify(text).map((part) => part.text);
    assert.strictEqual(parts.join(''), text);
    assert.lengthOf(parts, 5);
  });

  it('tells the real host where letters of another script imitate one', () => {
    const [part] = linkify('https://pаypal.com/login');
    assert.strictEqual(part?.target, 'xn--pypal-4ve.com');
  });

  it('are left alone in a text that nobody reads to its end', () => {
    assert.deepEqual(linksIn(`${'word '.repeat(30_000)} https://example.com`), []);
  });
});

describe('where a link may lead', () => {
  const refused = [
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'ms-msdt:/id',
    'ftp://example.com',
    '/api/logout',
    '//evil.test',
    'logout',
    '#top',
    '',
    'https://example.com@evil.test/',
    'https://a:b@evil.test/',
    'https://',
    'mailto:',
    'mailto:nobody',
    'tel:*#06#',
    `https://example.com/${'a'.repeat(9000)}`,
  ];
  for (const url of refused) {
    it(`not to ${JSON.stringify(url).slice(0, 60)}`, () => {
      assert.isUndefined(safeHref(url));
    });
  }

  for (const [url, href] of [
    ['https://example.com', 'https://example.com/'],
    ['HTTP://EXAMPLE.com/A', 'http://example.com/A'],
    ['mailto:ola@example.com?subject=Hi', 'mailto:ola@example.com?subject=Hi'],
    ['tel:+48 22 123 45 67', 'tel:+48 22 123 45 67'],
  ] as const) {
    it(`to ${url}`, () => {
      assert.strictEqual(safeHref(url), href);
    });
  }
});

describe('what a link does not say', () => {
  const cases: [text: string, href: string, told: string | undefined][] = [
    ['our help page', 'https://evil.test/', undefined],
    ['example.com', 'https://example.com/login', undefined],
    ['www.example.com', 'https://example.com/', undefined],
    ['https://example.com/report.pdf', 'https://example.com/report.pdf', undefined],
    ['Żółw: żółw.pl', 'https://żółw.pl/', 'xn--w-uga1v8h.pl'],
    ['example.com', 'https://evil.test/', 'evil.test'],
    ['Go to https://example.com/login now', 'https://evil.test/', 'evil.test'],
    ['example．com', 'https://evil.test/', 'evil.test'],
    ['example。com', 'https://evil.test/', 'evil.test'],
    ['exam\u200bple.com', 'https://evil.test/', 'evil.test'],
    ['example.com', 'https://example.com.evil.test/', 'example.com.evil.test'],
    ['x/example.com', 'https://evil.test/', 'evil.test'],
    ['ola@example.com', 'mailto:ola@example.com', undefined],
    ['write to us', 'mailto:ola@example.com', undefined],
    ['ola@example.com', 'mailto:eve@evil.test', 'eve@evil.test'],
    ['ola@example.com', 'https://evil.test/', 'evil.test'],
    ['22 123 45 67', 'tel:221234567', undefined],
    ['22 123 45 67', 'tel:0900666', '0900666'],
  ];
  for (const [text, href, told] of cases) {
    it(`"${text}" to ${href}: ${told ?? 'nothing'}`, () => {
      assert.strictEqual(hiddenTarget(text, new URL(href).href), told);
    });
  }
});

describe('letters that do harm', () => {
  it('a run of marks is cut, a letter of any living script is not', () => {
    assert.strictEqual(safeText(`e${'\u0301'.repeat(20_000)}x`).length, 34);
    for (const honest of ['Zażółć gęślą jaźń', 'tiếng Việt', 'สวัสดีครับน้ำ', 'שָׁלוֹם', 'ﷺ السَّلَامُ', 'क्षत्रिय', '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿'])
      assert.strictEqual(safeText(honest), honest);
  });

  it('marks with joiners between them are the same run', () => {
    assert.strictEqual(safeText(`e${'\u0301\u200d'.repeat(1000)}`).length, 33);
  });

  it('nothing turns the direction of a line', () => {
    assert.strictEqual(safeText('photo\u202egpj.exe \u2067x\u2069'), 'photogpj.exe x');
  });

  it('line breaks of all systems are one, other controls are none', () => {
    assert.strictEqual(safeText('a\r\nb\rc\u2028d\te\u0000\u0007'), 'a\nb\nc\nd\te');
  });
});
