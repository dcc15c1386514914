/** Marks in the text as it was written, and passages that fit into a row. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldText, searchWords, traceText } from '../../src/server/desk/fold.ts';
import { findRanges, passageOf } from '../../src/server/desk/passages.ts';

/** A text with what is marked in brackets, as a person would see it. */
function shown(text: string, ranges: readonly (readonly [number, number])[]): string {
  return ranges.reduceRight(
    (left, [start, end]) => `${left.slice(0, start)}[${left.slice(start, end)}]${left.slice(end)}`,
    text,
  );
}

const marked = (text: string, search: string) => shown(text, findRanges(text, searchWords(search)));

function passage(text: string, search: string): string {
  const found = passageOf(text, searchWords(search));
  assert.ok(found, search);
  assert.ok(found.text.length <= 200, `${found.text.length} code units`);
  assert.ok(found.text.isWellFormed());
  return shown(found.text, found.ranges);
}

const filler = (count: number) => 'Hello Maya, thank you for writing. '.repeat(count);

const marks: readonly [text: string, search: string, marked: string][] = [
  ['Zażółć gęślą jaźń', 'zazolc JAZN', '[Zażółć] gęślą [jaźń]'],
  ['ﬁne ﬁx', 'fi', '[ﬁ]ne [ﬁ]x'],
  ['Straße, STRASSE', 'strasse', '[Straße], [STRASSE]'],
  ['Straße', 's', '[S]tra[ß]e'],
  ['Þing at Ærø', 'thing aero', '[Þing] at [Ærø]'],
  ['e\u0301te\u0301 and été', 'ete', '[e\u0301te\u0301] and [été]'],
  ['İstanbul, ıspanak', 'istanbul ispanak', '[İstanbul], [ıspanak]'],
  ['ΟΔΟΣ', 'οδός', '[ΟΔΟΣ]'],
  ['كتـــاب المُشْكِلة', 'المشكله كتاب', '[كتـــاب] [المُشْكِلة]'],
  ['ﷺ', 'الله', '[ﷺ]'],
  ['ｶﾞｽ の ガス', 'ガス', '[ｶﾞｽ] の [ガス]'],
  ['Ha\u00adus\u200btür', 'haustur', '[Ha\u00adus\u200btür]'],
  ['\u1112\u1161\u11ab\u1100\u1173\u11af 한글', '한글', '[\u1112\u1161\u11ab\u1100\u1173\u11af] [한글]'],
  ['a 👩‍👩‍👧 and a 👍🏽', '👩 👍', 'a [👩‍👩‍👧] and a [👍🏽]'],
  ['𝐋𝐚𝐦𝐩 and lamp', 'lamp', '[𝐋𝐚𝐦𝐩] and [lamp]'],
  ['aaaa ababa', 'aba aaa', '[aaaa] [ababa]'],
  ['lampshade', 'lamp shade', '[lampshade]'],
  ['nothing', 'lamp', 'nothing'],
  ['', 'lamp', ''],
];

describe('marks', () => {
  for (const [text, search, expected] of marks) {
    it(`stand around what "${search}" stands for in "${text}"`, () => assert.equal(marked(text, search), expected));
  }

  it('are none for no words', () => assert.deepEqual(findRanges('a lamp', []), []));

  it('find in every text what folding the whole text finds', () => {
    const blank = (text: string) => text.replaceAll(/ +/g, ' ').trim();
    const letters = [
      ...'aZ ßøłİıς.…Ǆﬀ½①\t\nが\u3099ｶﾞ가\u1161\u11a8ـىة',
      '\u0301',
      '\u0307',
      '\u200d',
      '\u00ad',
      '👩‍👧',
      '🇵🇱',
      'ก็',
      'क्षि',
    ];
    for (const first of letters) {
      for (const second of letters) {
        for (const third of ['', 'e', '\u0301', 'か']) {
          const text = first + second + third;
          assert.equal(blank(traceText(text).folded), foldText(text), JSON.stringify(text));
        }
      }
    }
  });
});

describe('a passage', () => {
  it('of a short message is the message, in one line', () => {
    assert.equal(passage('Hello,\n\nthe lamp\tis dark.', 'lamp'), 'Hello, the [lamp] is dark.');
  });

  it('shows the words in the middle of a long message, with whole words around them', () => {
    const text = `${filler(20)}The frame has the serial number 4711. ${filler(20)}`;
    const found = passage(text, 'serial');
    assert.match(found, /^…Hello Maya, .* \[serial\] number 4711\. .*[a-z.,]…$/);
    const inside = found.slice(1, -1).replaceAll(/[[\]]/g, '');
    assert.ok(` ${text} `.includes(` ${inside} `), inside);
  });

  it('has no ellipsis where the message begins or ends', () => {
    assert.match(passage(`The lamp. ${filler(20)}`, 'lamp'), /^The \[lamp\]\. .*…$/);
    const last = passage(`${filler(20)}The lamp`, 'lamp');
    assert.match(last, /^….* The \[lamp\]$/);
    assert.ok(last.length > 150, 'it uses its room');
  });

  it('is taken where most of the words are together', () => {
    const text = `A number of things. ${filler(10)}The serial number is 4711. ${filler(10)}The number again.`;
    assert.match(passage(text, 'number serial'), /The \[serial\] \[number\] is 4711/);
  });

  it('cuts between letters where a script puts no spaces, and never inside one', () => {
    assert.match(
      passage(`${'東京の注文'.repeat(80)}鎌倉${'東京の注文'.repeat(80)}`, '鎌倉'),
      /^…[東京の注文]{40,}\[鎌倉\][東京の注文]{40,}…$/,
    );
    const families = passage(`${'👩‍👩‍👧'.repeat(60)}lamp${'👩‍👩‍👧'.repeat(60)}`, 'lamp');
    assert.match(families, /^…(👩‍👩‍👧)+\[lamp\](👩‍👩‍👧)+…$/u);
  });

  it('is not longer when its words are', () => {
    for (const length of [150, 197, 198]) passage(`${filler(9)}${'x'.repeat(length)} ${filler(9)}`, 'x'.repeat(length));
    assert.equal(passageOf(`${filler(9)}${'x'.repeat(400)}`, ['x'.repeat(200)]), undefined);
    passage('x'.repeat(100_000), 'x');
    passage(`a${'\u0301'.repeat(1000)} lamp`, 'lamp');
  });

  it('marks no ellipsis of its own', () => {
    assert.match(passage(`${filler(20)}Wait... ${filler(20)}`, '...'), /^….*Wait\[\.\.\.\].*…$/);
  });

  it('is none where no word is', () => {
    assert.equal(passageOf(filler(20), ['lamp']), undefined);
    assert.equal(passageOf('', ['lamp']), undefined);
  });
});
